"""Observations in lists: limited to what is asked for, the gravest first, a page at a time."""

import datetime
import json
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, When

from shenfa.desk.jobs.job import BEIJING
from shenfa.desk.patrol.models import StandingRecord
from shenfa.desk.patrol.selectors import observation_visible
from shenfa.patrol.kinds import Kind
from shenfa.patrol.standing import Condition
from shenfa.text import Severity

ON_A_PAGE = 30
GROUPS = {
    "open": "存在",
    "new": "今天新发现",
    "returned": "复发",
    "cured": "已消失待核验",
    "confirmed": "已核验",
    "": "全部",
}
"""Where an observation stands."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which observations; empty is any. ``words`` stand in the address or in the evidence."""

    group: str = "open"
    site: str = ""
    unit: str = ""
    kind: str = ""
    severity: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ObservationPage:
    """One page of a list; pages count from 1."""

    rows: tuple[StandingRecord, ...]
    total: int
    number: int
    last: int


def of_unit(rows: QuerySet[StandingRecord], unit: str) -> QuerySet[StandingRecord]:
    """Return of some observations those that a unit answers for."""
    return rows.filter(Q(unit=unit) | Q(unit=None, site__unit=unit))


def gravest_first(rows: QuerySet[StandingRecord]) -> QuerySet[StandingRecord]:
    """Return observations in the order in which people go through them."""
    whens = [When(severity=one.value, then=one.rank) for one in Severity]
    rank = Case(*whens, default=len(whens), output_field=IntegerField())
    return rows.order_by(rank, "-first_seen", "kind", "target")


def observations_wanted(
    *, viewer: str, at: datetime.datetime, wanted: Wanted
) -> QuerySet[StandingRecord]:
    """Return the observations that are asked for, of those that a person may see."""
    rows = observation_visible(viewer=viewer, at=at)
    rows = _in_group(rows, wanted.group, at)
    if wanted.site:
        rows = rows.filter(site=wanted.site)
    if wanted.unit:
        rows = of_unit(rows, wanted.unit)
    if wanted.kind in set(Kind):
        rows = rows.filter(kind=wanted.kind)
    if wanted.severity in set(Severity):
        rows = rows.filter(severity=wanted.severity)
    if wanted.words:
        ascii_only, written = (
            json.dumps(wanted.words, ensure_ascii=is_ascii)[1:-1] for is_ascii in (True, False)
        )  # as SQLite keeps it, and PostgreSQL
        rows = rows.filter(
            Q(target__icontains=wanted.words)
            | Q(evidence__icontains=ascii_only)
            | Q(evidence__icontains=written)
        )
    return gravest_first(rows)


def observation_page(
    *, viewer: str, at: datetime.datetime, wanted: Wanted, number: int
) -> ObservationPage:
    """Return one page of what is asked for. Two queries."""
    rows = observations_wanted(viewer=viewer, at=at, wanted=wanted)
    total = rows.count()
    last = max(1, -(-total // ON_A_PAGE))
    number = min(max(1, number), last)
    shown = rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return ObservationPage(tuple(shown), total, number, last)


def _in_group(
    rows: QuerySet[StandingRecord], group: str, at: datetime.datetime
) -> QuerySet[StandingRecord]:
    match group:
        case "open":
            return rows.filter(condition=Condition.OPEN.value, site__until=None)
        case "new":
            here = at.astimezone(BEIJING)
            begins = here.replace(hour=0, minute=0, second=0, microsecond=0)
            return rows.filter(condition=Condition.OPEN.value, first_seen__gte=begins)
        case "returned":
            return rows.filter(condition=Condition.OPEN.value, returned__gt=0)
        case "cured":
            return rows.filter(condition=Condition.CURED.value, confirmed_at=None)
        case "confirmed":
            return rows.filter(confirmed_at__isnull=False)
        case _:
            return rows
