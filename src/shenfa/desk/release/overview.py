"""All units at a glance, for the county office: what is under way, late, missing, public (R1, R6).

Every number is the length of a list that can be shown.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.timezone import localtime

from shenfa.desk.channels.models import StandingExceptionRecord
from shenfa.desk.channels.selectors import standing_list
from shenfa.desk.form.listing import Group, forms_by_unit
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.models import TenureRecord, UnitRecord
from shenfa.desk.organisation.selectors import lasting, unit_get, unit_visible
from shenfa.desk.organisation.staffing import (
    OpenFiling,
    filing_unanswered_list,
    unit_gap_list,
    unit_incomplete_list,
)
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.selectors import release_visible
from shenfa.desk.review.models import SourceExceptionRecord
from shenfa.desk.review.selectors import case_outline, with_outline
from shenfa.desk.review.statistics import exception_list
from shenfa.desk.review.waiting import case_due, position_of, running_revisions
from shenfa.review import Case, Position, Stage


@dataclass(frozen=True, slots=True)
class Running:
    """A revision under review: whose word it waits for, and until when."""

    revision: RevisionRecord
    case: Case
    position: Position
    due: datetime.datetime | None
    is_late: bool

    @property
    def stage(self) -> Stage:
        """The stage that waits."""
        return self.case.stage

    @property
    def is_asked(self) -> bool:
        """Whether a question waits for its answer."""
        return self.case.is_suspended


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in numbers. ``missing`` are the review positions that nobody distinct holds."""

    unit: UnitRecord
    under_way: int
    late: int
    questions: int
    at_county: int
    returned: int
    released: int
    filings: int
    missing: tuple[Position, ...]
    wanting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitAffairs:
    """What stands behind the numbers of a unit.

    ``exceptions`` are this month's reprints from other sources, ``standing`` the channels that
    may carry them until a day (R56).
    """

    unit: UnitRecord
    running: tuple[Running, ...]
    releases: tuple[ReleaseRecord, ...]
    filings: tuple[OpenFiling, ...]
    missing: tuple[Position, ...]
    wanting: tuple[str, ...]
    tenures: tuple[TenureRecord, ...]
    exceptions: tuple[SourceExceptionRecord, ...]
    standing: tuple[StandingExceptionRecord, ...]


def unit_overview(*, viewer: str, at: datetime.datetime) -> tuple[UnitLine, ...]:
    """Return a line for each unit that the person may see. Twenty-five queries, however many."""
    running = running_list(viewer=viewer, at=at)
    under_way = Counter(one.revision.manuscript.unit_id for one in running)
    late = Counter(one.revision.manuscript.unit_id for one in running if one.is_late)
    asked = Counter(one.revision.manuscript.unit_id for one in running if one.is_asked)
    forms = forms_by_unit(viewer=viewer, at=at)
    filings = Counter(
        one.filing.tenure.unit_id for one in filing_unanswered_list(viewer=viewer, at=at)
    )
    missing = {gap.unit.id: gap.missing for gap in unit_gap_list(viewer=viewer, at=at)}
    wanting = {one.unit.id: one.wanting for one in unit_incomplete_list(viewer=viewer, at=at)}
    counted = (
        ReleaseRecord.objects.filter(released_at__gte=month_begin(at))
        .values_list("revision__manuscript__unit")
        .annotate(number=Count("id"))
    )
    released: dict[str, int] = dict(counted)
    return tuple(
        UnitLine(
            unit=unit,
            under_way=under_way[unit.id],
            late=late[unit.id],
            questions=asked[unit.id],
            at_county=forms[unit.id, Group.WAITING],
            returned=forms[unit.id, Group.RETURNED],
            released=released.get(unit.id, 0),
            filings=filings[unit.id],
            missing=missing.get(unit.id, ()),
            wanting=wanting.get(unit.id, ()),
        )
        for unit in unit_visible(viewer=viewer, at=at)
    )


def unit_affairs(*, viewer: str, unit: str, at: datetime.datetime) -> UnitAffairs:
    """Return what stands behind the numbers of a unit, or refuse as if there were none."""
    record = unit_get(viewer=viewer, unit=unit, at=at)
    gaps = (gap.missing for gap in unit_gap_list(viewer=viewer, at=at) if gap.unit == record)
    wants = unit_incomplete_list(viewer=viewer, at=at)
    filings = filing_unanswered_list(viewer=viewer, at=at)
    releases = month_releases(viewer=viewer, at=at).filter(revision__manuscript__unit=record)
    tenures = TenureRecord.objects.filter(lasting(at), unit=record)
    exceptions = exception_list(viewer=viewer, at=at, since=month_begin(at))
    return UnitAffairs(
        unit=record,
        running=tuple(
            one
            for one in running_list(viewer=viewer, at=at)
            if one.revision.manuscript.unit_id == unit
        ),
        releases=tuple(releases),
        filings=tuple(one for one in filings if one.filing.tenure.unit_id == unit),
        missing=next(gaps, ()),
        wanting=next((one.wanting for one in wants if one.unit == record), ()),
        tenures=tuple(
            tenures.select_related("person", "filing").order_by("position", "since", "id")
        ),
        exceptions=tuple(exceptions.filter(revision__manuscript__unit=record)),
        standing=standing_list(record.id, at),
    )


def running_list(*, viewer: str, at: datetime.datetime) -> tuple[Running, ...]:
    """Return what is under review in the units that a person sees, the oldest first. Six queries."""
    rows = running_revisions().filter(manuscript__unit__in=unit_visible(viewer=viewer, at=at))
    found = []
    for row in with_outline(rows):
        case = case_outline(row)
        due = case_due(row, case)
        found.append(
            Running(row, case, position_of(case, case.stage), due, due is not None and at >= due)
        )
    return tuple(found)


def month_releases(*, viewer: str, at: datetime.datetime) -> QuerySet[ReleaseRecord]:
    """Return what became public this month in the units that a person sees, newest first."""
    return release_visible(viewer=viewer, at=at).filter(released_at__gte=month_begin(at))


def month_begin(at: datetime.datetime) -> datetime.datetime:
    """Return when the month began, in local time."""
    return localtime(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
