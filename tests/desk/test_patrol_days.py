"""What the product keeps of each day of patrol: columns, first sight, changes, rhythms, settings."""

import datetime
import json
from pathlib import Path

import pytest
from county import OFFICE, TOWN, County, accepted, refused
from django.db import DatabaseError
from patrol_county import COLUMN, FOREIGN, PUBLIC, fault, run, watching
from raw_sql import run as run_sql
from release_county import Releasing

from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.patrol.approvals import approved_for, approved_list
from shenfa.desk.patrol.columns import column_visible, heat_map
from shenfa.desk.patrol.listing import Wanted, observation_page
from shenfa.desk.patrol.models import ChangeRecord, PageSeenRecord, RhythmRecord, StandingRecord
from shenfa.desk.patrol.rhythms import CHECKED, NO_RHYTHM, rhythm_confirm, rhythm_list
from shenfa.desk.patrol.services import Setting, Watch, observation_confirm, site_change, site_watch
from shenfa.desk.patrol.walking import WalkTask, target_of
from shenfa.desk.release.public import page_get
from shenfa.desk.wording.county_file import Tables
from shenfa.patrol.approved import approved_line, page_hash, read_approved
from shenfa.patrol.reconciliation import LivePage, reconcile
from shenfa.patrol.target import Column
from shenfa.review import Position

pytestmark = pytest.mark.db
only_sqlite = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)


def task_with(site_file: str, rhythms: tuple[Column, ...], moment: datetime.datetime) -> WalkTask:
    return WalkTask(
        run="u",
        folder=Path(),
        home=PUBLIC,
        site_file=site_file,
        rate=5,
        moment=moment,
        tables=Tables(),
        is_resumed=False,
        rhythms=rhythms,
    )


@only_sqlite
def test_each_unit_sees_its_part_of_the_public_site(county: County) -> None:
    """R61: the office sees all of it, the town what stands in its column, whoever sponsors the site."""
    site = watching(county)
    run(county, site, fault(f"{COLUMN}e-1/"), fault(f"{PUBLIC}tzgg/x"), fault("http://x.example/"))
    at = county.hands.at
    seen = {
        name: [
            (row.target, row.unit_id)
            for row in observation_page(
                viewer=county.id(name), at=at, wanted=Wanted(), number=1
            ).rows
        ]
        for name in ("彭科", "谢审")
    }
    columns = column_visible(viewer=county.id("彭科"), at=at)

    assert seen["彭科"] == [(f"{COLUMN}e-1/", county.unit(TOWN))]
    assert len(seen["谢审"]) == 3
    assert [(row.name, row.unit_id) for row in columns] == [("竹沟动态", county.unit(TOWN))]


@only_sqlite
def test_a_foreign_site_is_its_sponsors_alone(county: County) -> None:
    """A path of the same name on a foreign system means nothing."""
    watching(county)
    town = county.unit(TOWN)
    site = site_watch(by=county.by("田网"), unit=town, watch=Watch(FOREIGN))
    run(county, site, fault(f"{FOREIGN}zhugou/gzdt/x"))

    assert StandingRecord.objects.get().unit_id is None
    assert approved_for(site) is None


@only_sqlite
def test_every_day_of_a_column_and_the_first_sight_of_a_page_are_kept(county: County) -> None:
    site = watching(county)
    first = county.hands.at
    run(county, site)
    county.hands.move(days=1)
    run(county, site)
    heat = heat_map(site=site.id, until=county.hands.at.date())

    assert [len(row.days) for row in heat.rows] == [2]
    assert heat.rows[0].today.age_days == 15
    assert [row.first_seen for row in PageSeenRecord.objects.all()] == [first]


@only_sqlite
def test_what_became_of_a_fault_is_told_in_order(county: County) -> None:
    """R63, R66: seen, gone after two looks, seen gone by a person, back again."""
    site, link = watching(county), fault(f"{PUBLIC}a")
    for seen in ((link,), (), ()):
        run(county, site, *seen)
        county.hands.move(days=1)
    row = StandingRecord.objects.get()
    observation_confirm(by=county.by("田网"), observation=row.id, note="已打开查看")
    run(county, site, link)
    told = ChangeRecord.objects.values_list("kind", "person__name", "note")

    assert list(told) == [
        ("opened", None, ""),
        ("cured", None, ""),
        ("confirmed", "田网", "已打开查看"),
        ("returned", None, ""),
    ]


def test_words_are_found_in_the_evidence(county: County) -> None:
    run(county, watching(county), fault(f"{PUBLIC}a", quote="管网按装"), fault(f"{PUBLIC}b"))
    found = {
        words: observation_page(
            viewer=county.id("谢审"), at=county.hands.at, wanted=Wanted(words=words), number=1
        ).total
        for words in ("网按", "site/B", "%", "\\")
    }
    assert found == {"网按": 1, "site/B": 1, "%": 0, "\\": 0}


@only_sqlite
def test_a_rhythm_holds_when_a_person_has_said_so(county: County) -> None:
    """R64, R82: the site file goes before it, the last word of a person before the others."""
    site = watching(county)
    run(county, site, confirmed=False)
    (seen,) = column_visible(viewer=county.id("向文"), at=county.hands.at)
    with refused("not_entitled"):
        rhythm_confirm(by=county.by("彭科"), column=seen.id, rule="month")
    with refused("rule"):
        rhythm_confirm(by=county.by("向文"), column=seen.id, rule="随便")
    with accepted("patrol.rhythm", "patrol.rhythm"):
        rhythm_confirm(by=county.by("向文"), column=seen.id, rule="month")
        rhythm_confirm(by=county.by("向文"), column=seen.id, rule=NO_RHYTHM)
    with refused("not_found"):
        rhythm_confirm(by=county.by("向文"), column=seen.id + 1, rule="month")

    with refused("fixed"):
        rhythm_confirm(by=county.by("向文"), column=seen.id, rule=CHECKED)

    said = rhythm_list(site=site.id)
    assert said == (Column(COLUMN, rule=NO_RHYTHM),)
    task = task_with("", said, county.hands.at)
    given = f'columns = [{{ url = "{COLUMN}", rule = "14天" }}]'
    assert target_of(task).columns == said
    assert RhythmRecord.objects.count() == 2
    other = task_with(given, said, county.hands.at)
    assert [one.rule for one in target_of(other).columns] == ["14天"]


@only_sqlite
def test_a_fixed_page_found_still_right_begins_its_year_anew(county: County) -> None:
    """R84: unchanged and confirmed by a person on a day is a lawful outcome, beside its rule."""
    site = watching(county)
    run(county, site, type="fixed")
    (seen,) = column_visible(viewer=county.id("向文"), at=county.hands.at)
    rhythm_confirm(by=county.by("向文"), column=seen.id, rule=CHECKED)
    said = rhythm_list(site=site.id)
    given = f'columns = [{{ url = "{COLUMN}", type = "fixed" }}]'

    today = county.hands.at.date()
    assert said == (Column(COLUMN, checked=today),)
    assert target_of(task_with(given, said, county.hands.at)).columns == (
        Column(COLUMN, "fixed", checked=today),
    )


@only_sqlite
def test_a_site_is_looked_at_in_another_way(county: County) -> None:
    site, keeper = watching(county), county.by("田网")
    with accepted("patrol.change"):
        site_change(by=keeper, site=site.id, setting=Setting("", 9, 3))
        site_change(by=keeper, site=site.id, setting=Setting("", 9, 3))
    with refused("not_entitled"):
        site_change(by=county.by("谢审"), site=site.id, setting=Setting("", 5, 3))
    for setting, code in (
        (Setting("", 0, 3), "rate"),
        (Setting("name = 1", 5, 3), "site_file"),
        (Setting('home = "http://elsewhere.example/"', 5, 3), "site_file"),
        (Setting('columns = [{url = "http://a/", rule = "随便"}]', 5, 3), "site_file"),
    ):
        with refused(code):
            site_change(by=keeper, site=site.id, setting=setting)
    for home in ("http://", "http://a b/", "ftp://a/", "https://a:99999/", "http://例子.cn/"):
        with refused("home"):
            site_watch(by=keeper, unit=county.unit(OFFICE), watch=Watch(home))

    site.refresh_from_db()
    assert (site.rate, site.hour) == (9, 3)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patrol_site SET home = 'http://x/'",
        "UPDATE patrol_column_day SET state = 'fresh'",
        "DELETE FROM patrol_page_seen",
        "UPDATE patrol_change SET at = '2026-11-20 01:00:00'",
    ],
)
def test_nobody_rewrites_what_was_seen(county: County, statement: str) -> None:
    """I28."""
    run(county, watching(county), fault(f"{PUBLIC}a"))
    with pytest.raises(DatabaseError):
        run_sql(statement)


@only_sqlite
def test_what_is_released_is_what_patrol_compares_with(
    county: County, deployment: Deployment
) -> None:
    """R26: the page of a release agrees with its line; one character more, or nothing, does not."""
    town = Releasing(county, deployment)
    release = town.released()
    place = release.channels.get()
    county.post("网管", Position.SITE_ADMINISTRATOR, county.unit(OFFICE), "龙主任")
    site = site_watch(by=county.by("网管"), unit=county.unit(OFFICE), watch=Watch(PUBLIC))
    approved = approved_for(site)
    assert approved is not None
    assert tuple(read_approved(map(approved_line, approved))) == approved
    assert [one.url for one in approved] == [f"{PUBLIC}{place.path}"]
    stored = page_get(place.channel.path, release.id)
    body = getattr(stored, "body", b"")
    url, day = approved[0].url, county.hands.at.date()

    def told(page: bytes) -> list[str]:
        live = LivePage(url, (page_hash(page, url, day),), day)
        return [one.kind for one in reconcile([live], approved)]

    text = "".join(release.revision.body.split("<p>")[1].split("</p>")[:1]) or "一"
    changed = body.decode().replace(text, f"{text}二", 1).encode()
    assert changed != body
    assert (told(body), told(changed)) == ([], ["changed_after_approval"])
    blob_path(str(place.page_id)).write_bytes(b"<p>x</p>")
    assert approved_for(site) == approved, "what somebody changed on the disk is drawn anew"
    town.withdraw(release)
    assert list(approved_list()) == []
    assert json.loads(approved_line(approved[0])).keys() == {"url", "text_hash", "time"}
