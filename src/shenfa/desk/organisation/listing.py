"""The lists of who sets the county up: units with what they lack, people, who held what when."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet

from shenfa.desk.organisation.models import (
    PersonRecord,
    TenureRecord,
    UnitDocumentRecord,
    UnitRecord,
)
from shenfa.desk.organisation.selectors import lasting, unit_visible
from shenfa.desk.organisation.staffing import unit_gap_list, unit_incomplete_list
from shenfa.review import POSITION_NAMES, Position
from shenfa.review.duties import ADMINISTRATORS

ON_A_PAGE = 50
COUNTYS = ADMINISTRATORS | {Position.COUNTY_REVIEWER, Position.SITE_ADMINISTRATOR}
"""Positions that an ordinary unit does not have."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the list, and what it lacks, one sentence each."""

    unit: UnitRecord
    people: int
    wanting: tuple[str, ...]
    unfiled: int


@dataclass(frozen=True, slots=True)
class Post:
    """A position of a unit, who holds it, who is appointed and not filed, who held it before."""

    position: Position
    holders: tuple[TenureRecord, ...]
    former: tuple[TenureRecord, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of people; pages count from 1."""

    rows: Sequence[PersonRecord] = field(default_factory=tuple)
    total: int = 0
    number: int = 1
    last: int = 1


def unit_rows(*, viewer: str, at: datetime.datetime, words: str = "") -> tuple[UnitRow, ...]:
    """Return the units whose name holds the words, the ones that lack something first.

    Eight queries, however many units there are.
    """
    units = unit_visible(viewer=viewer, at=at).filter(name__contains=words)
    missing = {gap.unit.id: gap.missing for gap in unit_gap_list(viewer=viewer, at=at)}
    incomplete = {one.unit.id: one.wanting for one in unit_incomplete_list(viewer=viewer, at=at)}
    serving = PersonRecord.objects.filter(disabled_at=None).values_list("unit_id", flat=True)
    people = Counter(serving)
    unfiled = Counter(
        TenureRecord.objects.filter(lasting(at), filing=None).values_list("unit_id", flat=True)
    )
    rows = [
        UnitRow(
            unit,
            people[unit.id],
            (*_gap(missing.get(unit.id, ())), *incomplete.get(unit.id, ())),
            unfiled[unit.id],
        )
        for unit in units
    ]
    return tuple(sorted(rows, key=lambda row: (not row.unit.is_county_office, not row.wanting)))


def unit_posts(*, unit: UnitRecord, at: datetime.datetime) -> tuple[Post, ...]:
    """Return who holds what in a unit since when, and who held it before. One query."""
    rows = TenureRecord.objects.filter(unit=unit).select_related("person", "filing")
    held: dict[str, list[TenureRecord]] = defaultdict(list)
    for row in rows.order_by("since", "id"):
        held[row.position].append(row)
    shown = [
        position
        for position in Position
        if unit.is_county_office or held[position] or position not in COUNTYS
    ]
    return tuple(
        Post(
            position,
            tuple(row for row in held[position] if _is_running(row, at)),
            tuple(reversed([row for row in held[position] if not _is_running(row, at)])),
        )
        for position in shown
    )


def unit_people(unit: UnitRecord) -> QuerySet[PersonRecord]:
    """Return the people who serve in a unit, by staff number."""
    return PersonRecord.objects.filter(unit=unit, disabled_at=None).order_by("staff_number")


def unit_documents(unit: UnitRecord) -> tuple[UnitDocumentRecord, ...]:
    """Return what a unit has filed about itself, the latest first. One query."""
    return tuple(unit.documents.order_by("-dated", "-filed_at", "id"))


def people_page(
    *, viewer: str, at: datetime.datetime, words: str = "", unit: str = "", number: int = 1
) -> PeoplePage:
    """Return a page of the people one may see, by name or staff number. Three queries."""
    people = PersonRecord.objects.filter(unit__in=unit_visible(viewer=viewer, at=at))
    if words:
        people = people.filter(Q(name__contains=words) | Q(staff_number__icontains=words))
    if unit:
        people = people.filter(unit=unit)
    total = people.count()
    last = max(1, -(-total // ON_A_PAGE))
    number = min(max(1, number), last)
    running = TenureRecord.objects.filter(lasting(at)).select_related("unit", "filing")
    ordered = people.select_related("unit", "credential").order_by("unit__name", "staff_number")
    ordered = ordered.prefetch_related(Prefetch("tenures", running, to_attr="running"))
    begin = (number - 1) * ON_A_PAGE
    return PeoplePage(list(ordered[begin : begin + ON_A_PAGE]), total, number, last)


def person_history(*, person: PersonRecord, at: datetime.datetime) -> tuple[TenureRecord, ...]:
    """Return the tenures of a person that are over, the latest first. One query."""
    rows = TenureRecord.objects.filter(person=person).exclude(lasting(at))
    return tuple(rows.select_related("unit", "filing").order_by("-until", "id"))


def _gap(missing: Sequence[Position]) -> tuple[str, ...]:
    names = "、".join(POSITION_NAMES[position] for position in missing)
    return (f"三审缺{names}",) if names else ()


def _is_running(row: TenureRecord, at: datetime.datetime) -> bool:
    return row.until is None or (row.until > at and row.until > row.since)
