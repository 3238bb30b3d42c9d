"""The board of the day: everything that whoever looks for a unit goes through in ten minutes."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from shenfa.desk.availability.selectors import Week, week_of
from shenfa.desk.jobs.job import BEIJING
from shenfa.desk.looks.authority import may_look
from shenfa.desk.looks.models import LookRecord, MissedRecord
from shenfa.desk.media.register import accounts_of
from shenfa.desk.media.selectors import AccountToday, accounts_today
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import unit_get
from shenfa.desk.patrol.columns import LATE, column_visible, latest_columns
from shenfa.desk.patrol.listing import gravest_first, of_unit
from shenfa.desk.patrol.models import ColumnDayRecord, RunRecord, StandingRecord, WatchedSiteRecord
from shenfa.desk.patrol.selectors import observation_visible
from shenfa.patrol.freshness import State
from shenfa.patrol.standing import Condition

SHOWN = 10
"""Ten real problems, not six thousand rows; the others are a click away."""
MISSED_SHOWN = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SiteToday:
    """A site of the unit: its latest run, whether today's is done or under way, its week."""

    site: WatchedSiteRecord
    run: RunRecord | None
    is_done: bool
    is_running: bool
    week: Week


@dataclass(frozen=True, slots=True)
class Board:
    """What is looked at today, and whether somebody has."""

    unit: UnitRecord
    day: datetime.date
    sites: tuple[SiteToday, ...]
    late: tuple[ColumnDayRecord, ...]
    due: tuple[ColumnDayRecord, ...]
    counts: Mapping[str, int]
    new: tuple[StandingRecord, ...]
    standing: tuple[StandingRecord, ...]
    cured: tuple[StandingRecord, ...]
    accounts: tuple[AccountToday, ...]
    account_count: int
    look: LookRecord | None
    may_look: bool
    missed: tuple[MissedRecord, ...]


def counts_of(*, unit: str, at: datetime.datetime) -> dict[str, int]:
    """Return what the list of a unit holds, as it is kept with a signature. Eight queries."""
    day = at.astimezone(BEIJING).date()
    begins = datetime.datetime.combine(day, datetime.time(), BEIJING)
    is_open = Q(condition=Condition.OPEN.value)
    rows = of_unit(StandingRecord.objects.filter(confirmed_at=None, site__until=None), unit)
    found: dict[str, int] = rows.aggregate(
        new=Count("id", filter=is_open & Q(first_seen__gte=begins)),
        standing=Count("id", filter=is_open & Q(first_seen__lt=begins)),
        cured=Count("id", filter=Q(condition=Condition.CURED.value)),
    )
    own = ColumnDayRecord.objects.filter(Q(unit=unit) | Q(unit=None, run__site__unit=unit))
    states = list(latest_columns(own).values_list("state", flat=True))
    accounts = accounts_today(accounts=accounts_of(unit), today=day)
    return {
        **found,
        "sites": WatchedSiteRecord.objects.filter(unit=unit, until=None).count(),
        "late": sum(state in LATE for state in states),
        "due": states.count(State.DUE.value),
        "accounts": sum(map(_is_worth, accounts)),
    }


def board_get(*, viewer: str, unit: str, at: datetime.datetime) -> Board:
    """Return the board of a unit that the person may see. Some twenty-five queries, three a site."""
    owner = unit_get(viewer=viewer, unit=unit, at=at)
    day = at.astimezone(BEIJING).date()
    rows = of_unit(observation_visible(viewer=viewer, at=at), unit)
    rows = gravest_first(rows.filter(confirmed_at=None, site__until=None))
    begins = datetime.datetime.combine(day, datetime.time(), BEIJING)
    new = rows.filter(condition=Condition.OPEN.value, first_seen__gte=begins)
    standing = rows.filter(condition=Condition.OPEN.value, first_seen__lt=begins)
    cured = rows.filter(condition=Condition.CURED.value)
    columns = latest_columns(column_visible(viewer=viewer, at=at)).filter(
        Q(unit=unit) | Q(unit=None, run__site__unit=unit)
    )
    worth = tuple(columns.filter(state__in=[*LATE, State.DUE.value]).order_by("due", "name"))
    accounts = accounts_today(accounts=accounts_of(unit), today=day)
    return Board(
        unit=owner,
        day=day,
        sites=_sites(unit, day, at),
        late=tuple(one for one in worth if one.state != State.DUE),
        due=tuple(one for one in worth if one.state == State.DUE),
        counts=counts_of(unit=unit, at=at),
        new=tuple(new[:SHOWN]),
        standing=tuple(standing[:SHOWN]),
        cured=tuple(cured[:SHOWN]),
        accounts=tuple(filter(_is_worth, accounts)),
        account_count=len(accounts),
        look=LookRecord.objects.filter(unit=unit, day=day).select_related("person").first(),
        may_look=may_look(person=viewer, unit=unit, at=at),
        missed=tuple(MissedRecord.objects.filter(unit=unit, day__gte=day - MISSED_SHOWN)),
    )


def _is_worth(one: AccountToday) -> bool:
    """Whether an account is on the list: late, near its last day, silent, or never heard of."""
    return one.is_near or not one.state.last_post


def _sites(unit: str, day: datetime.date, at: datetime.datetime) -> tuple[SiteToday, ...]:
    sites: Sequence[WatchedSiteRecord] = tuple(
        WatchedSiteRecord.objects.filter(unit=unit, until=None).select_related("unit")
    )
    found = []
    for site in sites:
        run = RunRecord.objects.filter(site=site).first()
        is_today = run is not None and run.day == day
        is_over = run is not None and run.finished_at is not None
        is_done = is_over and is_today and run is not None and not run.error
        week = week_of(site=site, at=at)
        found.append(SiteToday(site, run, is_done, is_today and not is_over, week))
    return tuple(found)
