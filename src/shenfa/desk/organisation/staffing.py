"""What the county office watches: gaps, turnover, filings, incomplete units (R3, R4, R6, R7).

Each asks who looks and shows only what that person may see (I21).
"""

import calendar
import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from shenfa.desk.organisation.models import (
    DOCUMENT_NAMES,
    FilingRecord,
    TenureRecord,
    UnitDocumentRecord,
    UnitRecord,
)
from shenfa.desk.organisation.selectors import lasting, tenure_list, unit_visible
from shenfa.desk.working_days import is_working_day
from shenfa.review import POSITION_NAMES, Position, missing_reviewers
from shenfa.review.duties import tenures_at

LEADERS = (Position.DEPUTY_IN_CHARGE, Position.PRINCIPAL_LEADER)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Gap:
    """The review positions that a unit cannot fill with distinct people."""

    unit: UnitRecord
    missing: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Turnover:
    """How many tenures of a unit began and ended in the last twelve months."""

    unit: UnitRecord
    began: int
    ended: int


@dataclass(frozen=True, slots=True)
class OpenFiling:
    """A filing that the county office has not answered, and by when it should have."""

    filing: FilingRecord
    due: datetime.datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class Incomplete:
    """What a unit has still to do before it is completely set up, one sentence each."""

    unit: UnitRecord
    wanting: tuple[str, ...]


def unit_gap_list(*, viewer: str, at: datetime.datetime) -> tuple[Gap, ...]:
    """Return the units that cannot field three distinct reviewers. Two queries."""
    tenures = tenure_list()
    gaps = (
        Gap(unit, missing_reviewers(tenures, unit.id, at))
        for unit in unit_visible(viewer=viewer, at=at)
    )
    return tuple(gap for gap in gaps if gap.missing)


def unit_turnover_list(*, viewer: str, at: datetime.datetime) -> tuple[Turnover, ...]:
    """Return the changes of staff in the last twelve months, from the tenures. Five queries.

    A tenure counts from when it took effect; one that never did counts neither way.
    """
    begin = months_before(at, MONTHS)
    began: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for tenure in tenure_list():
        since = max(tenure.since, tenure.filed)
        if tenure.until is not None and tenure.until <= since:
            continue
        began[tenure.unit] += begin < since <= at
        ended[tenure.unit] += tenure.until is not None and begin < tenure.until <= at
    units = unit_visible(viewer=viewer, at=at)
    return tuple(Turnover(unit, began[unit.id], ended[unit.id]) for unit in units)


def filing_unanswered_list(*, viewer: str, at: datetime.datetime) -> tuple[OpenFiling, ...]:
    """Return the filings without receipt, the oldest first. One query.

    They are late when the working day after the confirmation is over. The first three
    administrators are appointed by the county office itself and wait for nothing.
    """
    filings = FilingRecord.objects.select_related(
        "tenure__person", "tenure__unit", "confirmed_by"
    ).filter(
        answered_by=None,
        confirmed_by__isnull=False,
        tenure__unit__in=unit_visible(viewer=viewer, at=at),
    )
    found = []
    for filing in filings.order_by("confirmed_at", "tenure_id"):
        due = end_of_next_working_day(filing.confirmed_at)
        found.append(OpenFiling(filing, due, at >= due))
    return tuple(found)


def filing_answered_list(
    *, viewer: str, at: datetime.datetime, since: datetime.datetime
) -> tuple[FilingRecord, ...]:
    """Return the filings that the county office has answered since, the latest first. One query."""
    answered = Q(received_at__gte=since) | Q(objected_at__gte=since)
    rows = FilingRecord.objects.filter(
        answered, tenure__unit__in=unit_visible(viewer=viewer, at=at)
    ).select_related("tenure__person", "tenure__unit", "answered_by")
    latest = Coalesce("received_at", "objected_at").desc()
    return tuple(rows.order_by(latest, "tenure_id"))


def tenure_unfiled_list(*, viewer: str, at: datetime.datetime) -> tuple[TenureRecord, ...]:
    """Return the running tenures that no principal leader has confirmed. One query."""
    visible = unit_visible(viewer=viewer, at=at)
    tenures = TenureRecord.objects.filter(lasting(at), filing=None, unit__in=visible)
    return tuple(tenures.select_related("person", "unit").order_by("id"))


def unit_incomplete_list(*, viewer: str, at: datetime.datetime) -> tuple[Incomplete, ...]:
    """Return the units that lack leaders (R3), documents (R4) or a policy. Three queries."""
    tenures = tenure_list()
    documents = set(UnitDocumentRecord.objects.values_list("unit_id", "kind").distinct())
    found = []
    for unit in unit_visible(viewer=viewer, at=at):
        held = {tenure.position for tenure in tenures_at(tenures, unit.id, at)}
        wanting = [
            f"没有在岗的{POSITION_NAMES[leader]}" for leader in LEADERS if leader not in held
        ]
        wanting += [
            f"没有报送{name}"
            for kind, name in DOCUMENT_NAMES.items()
            if (unit.id, kind.value) not in documents
        ]
        if unit.author_may_first_review is None:
            wanting.append("没有设定作者可否兼任初审")
        if wanting:
            found.append(Incomplete(unit, tuple(wanting)))
    return tuple(found)


def months_before(at: datetime.datetime, months: int) -> datetime.datetime:
    """Return the same moment some calendar months before, or the last day of that month."""
    local = localtime(at)
    month = local.year * 12 + local.month - 1 - months
    year, month = month // 12, month % 12 + 1
    day = min(local.day, calendar.monthrange(year, month)[1])
    return local.replace(year=year, month=month, day=day)


def end_of_next_working_day(at: datetime.datetime) -> datetime.datetime:
    """Return the midnight that ends the first working day after the day of ``at``."""
    local = localtime(at)
    day = local.date() + datetime.timedelta(days=1)
    while not is_working_day(day):
        day += datetime.timedelta(days=1)
    return datetime.datetime.combine(
        day + datetime.timedelta(days=1), datetime.time(), local.tzinfo
    )
