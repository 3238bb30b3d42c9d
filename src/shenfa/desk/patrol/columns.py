"""Reading the columns of watched sites: as they are today, and how they were day by day."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.patrol.models import ColumnDayRecord, RhythmRecord, RunRecord
from shenfa.desk.refusals import NotFound
from shenfa.patrol.freshness import State

DAYS_SHOWN = 30
LATE = (State.STALE.value, State.EMPTY.value)
GRAVITY = {State.STALE: 0, State.EMPTY: 1, State.DUE: 2, State.UNDECIDED: 3, State.FRESH: 4}


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A column as it is today, and its rows of the last days by day."""

    today: ColumnDayRecord
    days: Mapping[datetime.date, ColumnDayRecord]
    said: RhythmRecord | None


@dataclass(frozen=True, slots=True)
class Heat:
    """The columns of a site over the last days, the latest first."""

    days: tuple[datetime.date, ...]
    rows: tuple[HeatRow, ...]


def column_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[ColumnDayRecord]:
    """Return the columns of sites of the units a person may see, or of their own parts."""
    units = unit_visible(viewer=viewer, at=at)
    rows = ColumnDayRecord.objects.filter(Q(run__site__unit__in=units) | Q(unit__in=units))
    return rows.select_related("run__site__unit", "unit")


def column_get(*, viewer: str, column: int, at: datetime.datetime) -> ColumnDayRecord:
    """Return a column of a day that the person may see, or refuse as if there were none."""
    found = column_visible(viewer=viewer, at=at).filter(id=column).first()
    if found is None:
        raise NotFound("栏目")
    return found


def latest_columns(columns: QuerySet[ColumnDayRecord]) -> QuerySet[ColumnDayRecord]:
    """Return of some columns those of the latest run of each open site that saw any.

    A day on which the home page did not open says nothing new about columns.
    """
    seen = Exists(ColumnDayRecord.objects.filter(run=OuterRef("id")))
    done = RunRecord.objects.filter(seen, site__until=None)
    latest = done.values("site").annotate(last=Max("day")).values_list("site", "last")
    wanted = Q()
    for site, day in latest:
        wanted |= Q(run__site=site, run__day=day)
    return columns.filter(wanted) if wanted else columns.none()


def heat_map(*, site: str, until: datetime.date) -> Heat:
    """Return the columns of a site over the last days: the gravest first. Two queries."""
    since = until - datetime.timedelta(days=DAYS_SHOWN - 1)
    rows = ColumnDayRecord.objects.filter(run__site=site, run__day__range=(since, until))
    by_url: dict[str, dict[datetime.date, ColumnDayRecord]] = {}
    for row in rows.select_related("run", "unit").order_by("run__day"):
        by_url.setdefault(row.url, {})[row.run.day] = row
    days = tuple(since + datetime.timedelta(days=number) for number in range(DAYS_SHOWN))
    said = {row.url: row for row in RhythmRecord.objects.filter(site=site)}
    latest = max((max(known) for known in by_url.values()), default=until)
    found = [
        HeatRow(known[latest], known, said.get(url))
        for url, known in by_url.items()
        if latest in known
    ]
    return Heat(days, tuple(sorted(found, key=_gravity)))


def _gravity(row: HeatRow) -> tuple[int, int, str]:
    age = row.today.age_days if row.today.age_days is not None else 0
    return GRAVITY[State(row.today.state)], -age, row.today.name
