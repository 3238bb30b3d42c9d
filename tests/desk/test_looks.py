"""The daily look of a person: signed on the day, or recorded as missed for ever (R61, R67)."""

import datetime

import pytest
from county import OFFICE, TOWN, County, accepted, refused
from django.db import DatabaseError
from patrol_county import PUBLIC, fault, run, watching
from raw_sql import run as run_sql

from shenfa.desk.looks.board import board_get
from shenfa.desk.looks.models import LookRecord, MissedRecord
from shenfa.desk.looks.obligations import Span, obliged
from shenfa.desk.looks.selectors import looks_of_units
from shenfa.desk.looks.services import look_sign, looks_close
from shenfa.desk.patrol.report_file import AWAY, VisitReport
from shenfa.desk.patrol.selectors import runs_open
from shenfa.desk.patrol.services import run_begin, run_settle

pytestmark = pytest.mark.db
only_sqlite = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
DAY = datetime.date(2026, 11, 25)
BEGIN = datetime.datetime(2026, 11, 24, 16, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("since", "until", "is_owed"),
    [
        (BEGIN, None, True),
        (BEGIN + HOUR, None, False),
        (BEGIN, BEGIN + 24 * HOUR, True),
        (BEGIN, BEGIN + 23 * HOUR, False),
    ],
)
def test_a_unit_owes_whole_days(
    since: datetime.datetime, until: datetime.datetime | None, *, is_owed: bool
) -> None:
    assert bool(obliged([Span("u", since, until)], DAY)) is is_owed


@only_sqlite
def test_a_look_is_signed_once_by_who_may(county: County) -> None:
    site = watching(county)
    run(county, site, fault(f"{PUBLIC}a"))
    office, town = county.unit(OFFICE), county.unit(TOWN)
    with refused("not_entitled"):
        look_sign(by=county.by("彭科"), unit=town, notes="")
    with refused("not_found"):
        look_sign(by=county.by("向文"), unit=office, notes="")
    with accepted("look.sign", "look.sign"):
        look_sign(by=county.by("向文"), unit=town, notes=" 正常 ")
        look_sign(by=county.by("谢审"), unit=office, notes="")
    with refused("looked"):
        look_sign(by=county.by("向文"), unit=town, notes="再看一遍")

    rows = {row.unit_id: row for row in LookRecord.objects.all()}
    assert (rows[town].notes, rows[town].shown["new"], rows[town].shown["late"]) == ("正常", 0, 1)
    assert rows[office].shown["new"] == 1


@only_sqlite
def test_a_day_without_a_look_is_recorded_once(county: County) -> None:
    """R67: the job closes each day that is over, also those on which the system was down."""
    assert looks_close(county.hands.clock) == 0
    watching(county)
    town, office = county.unit(TOWN), county.unit(OFFICE)
    county.hands.move(days=1)
    look_sign(by=county.by("向文"), unit=town, notes="")
    county.hands.move(days=2)
    with accepted("look.miss", "look.miss", "look.miss"):
        assert looks_close(county.hands.clock) == 3
        assert looks_close(county.hands.clock) == 0

    missed = {(row.unit_id, row.day.day) for row in MissedRecord.objects.all()}
    assert missed == {(town, 26), (office, 25), (office, 26)}
    seen = looks_of_units(viewer=county.id("谢审"), at=county.hands.at)
    assert {(one.unit.id, len(one.missed), one.owes_today) for one in seen.units} == {
        (town, 1, True),
        (office, 2, True),
    }
    own = looks_of_units(viewer=county.id("向文"), at=county.hands.at)
    assert [one.unit.id for one in own.units] == [town]
    board = board_get(viewer=county.id("向文"), unit=town, at=county.hands.at)
    assert [row.day.day for row in board.missed] == [26]


@only_sqlite
def test_late_columns_stay_on_the_list_while_the_site_is_away(county: County) -> None:
    site = watching(county)
    run(county, site)
    county.hands.move(days=1)
    run_begin(by=county.by(), site=site)
    (begun,) = runs_open()
    run_settle(by=county.by(), run=begun, report=VisitReport(0, (fault(PUBLIC, AWAY),)))

    town = county.unit(TOWN)
    board = board_get(viewer=county.id("向文"), unit=town, at=county.hands.at)
    assert [row.name for row in board.late] == ["竹沟动态"]


def test_nobody_looks_in_arrears(county: County) -> None:
    """R67: neither a closed day nor one before a later look takes a signature, nor a look a gap."""
    watching(county)
    town, person = county.unit(TOWN), county.id("向文")
    county.hands.move(days=2)
    looks_close(county.hands.clock)
    look_sign(by=county.by("向文"), unit=town, notes="")
    today = county.hands.at.date()
    yesterday, before = (today - datetime.timedelta(days=back) for back in (1, 2))
    at = f"{yesterday} 01:00:00"
    columns = "id, unit_id, day, person_id, at, notes, shown"
    for day in (yesterday, before):
        with pytest.raises(DatabaseError):
            run_sql(
                f"INSERT INTO looks_look ({columns}) VALUES "  # noqa: S608 - a test of such statements
                f"('k-x', '{town}', '{day}', '{person}', '{at}', '', '{{}}')"
            )
    with pytest.raises(DatabaseError):
        run_sql(
            "INSERT INTO looks_missed (unit_id, day, noted_at) VALUES "  # noqa: S608 - as above
            f"('{town}', '{today}', '{at}')"
        )
    for statement in (
        "UPDATE looks_look SET day = '2026-11-20'",
        "DELETE FROM looks_missed",
    ):
        with pytest.raises(DatabaseError):
            run_sql(statement)
