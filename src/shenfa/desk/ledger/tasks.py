"""What of the ledger waits for a person, and how the units stand: derived, never stored."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q

from shenfa.desk.ledger.authority import IN_OFFICE, IN_UNIT
from shenfa.desk.ledger.models import FeedbackRecord, ObjectionRecord, ProblemRecord
from shenfa.desk.ledger.selectors import late, problem_visible
from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.organisation.selectors import lasting, unit_visible
from shenfa.ledger import RUNNING, State
from shenfa.review import Employment

MOST_OWN = 6
SUMMED = {
    State.OPENED: ("待落实专人", "问题没有整改责任人", "assign_due"),
    State.FIXED: ("待复核", "已整改的问题等待复核销号", "check_due"),
    State.APPEALED: ("待认定", "提请认定误报的问题", "due"),
}
"""What is shown as one line, however much of it there is."""


@dataclass(frozen=True, slots=True)
class ProblemTask:
    """One thing that waits: what it is, where it is done, by when, how much of it."""

    name: str
    title: str
    address: str
    unit: str = ""
    due: datetime.datetime | None = None
    is_late: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """How a unit stands: what is open, late, without a person, fixed and not told of."""

    id: str
    name: str
    running: int
    late: int
    nobody: int
    waiting: int
    struck_off: int
    returned: int
    oldest_due: datetime.datetime | None


def problem_tasks(*, person: str, at: datetime.datetime) -> tuple[ProblemTask, ...]:
    """Return what waits for a person in the ledger. Three queries at most."""
    held = tuple(
        TenureRecord.objects.filter(
            lasting(at),
            person=person,
            person__disabled_at=None,
            person__employment=Employment.IN_HOUSE.value,
            filing__confirmed_at__lte=at,
            since__lte=at,
        ).values_list("unit_id", "position", "unit__is_county_office")
    )
    units = {unit for unit, position, _ in held if position in IN_UNIT}
    is_office = any(one and position in IN_OFFICE for _, position, one in held)
    rows = tuple(_waiting(person, units, is_office=is_office))
    found = [*_own(tuple(one for one in rows if one.state == State.ASSIGNED), at)]
    for state, told in SUMMED.items():
        found += _summed(tuple(one for one in rows if one.state == state), told, at)
    if is_office:
        found += _sent(person)
    return tuple(found)


def unit_standings(*, viewer: str, at: datetime.datetime) -> tuple[UnitStanding, ...]:
    """Return how each unit stands, the latest first. Two queries."""
    rows = problem_visible(viewer=viewer, at=at).order_by().values("unit_id")
    running = Q(state__in=list(RUNNING))
    counted = rows.annotate(
        running=Count("id", filter=running),
        late=Count("id", filter=late(at)),
        nobody=Count("id", filter=Q(state=State.OPENED, assign_due__lt=at)),
        waiting=Count("id", filter=Q(state=State.FIXED)),
        struck_off=Count("id", filter=Q(state=State.STRUCK_OFF)),
        returned=Count("id", filter=Q(round__gt=1)),
        oldest_due=Min("due", filter=running),
    )
    names = dict(unit_visible(viewer=viewer, at=at).values_list("id", "name"))
    found = [
        UnitStanding(
            id=row["unit_id"],
            name=names[row["unit_id"]],
            running=row["running"],
            late=row["late"],
            nobody=row["nobody"],
            waiting=row["waiting"],
            struck_off=row["struck_off"],
            returned=row["returned"],
            oldest_due=row["oldest_due"],
        )
        for row in counted
        if row["unit_id"] in names
    ]
    return tuple(sorted(found, key=lambda one: (-one.late, -one.nobody, -one.running, one.name)))


def _waiting(person: str, units: set[str], *, is_office: bool) -> Iterator[ProblemRecord]:
    """Yield whatever waits for a person: theirs, their units', and what the office rules on."""
    disputed = ObjectionRecord.objects.filter(problem=OuterRef("id"), ruled_at=None, court=None)
    wanted = Q(person=person, state=State.ASSIGNED)
    wanted |= Q(unit__in=units, state=State.OPENED)
    wanted |= Q(unit__in=units, state=State.FIXED) & ~Q(fixed_by=person)
    if is_office:
        wanted |= Q(Exists(disputed.exclude(by=person)), state=State.APPEALED)
    yield from ProblemRecord.objects.filter(wanted).select_related("unit").order_by("due", "number")


def _own(rows: Sequence[ProblemRecord], at: datetime.datetime) -> Iterator[ProblemTask]:
    for one in rows[:MOST_OWN]:
        title = f"{one.title}：{one.page_title or one.words or one.url}"
        address = f"/problems/{one.id}"
        yield ProblemTask("待整改", title, address, one.unit.name, one.due, one.due < at)
    rest = rows[MOST_OWN:]
    if rest:
        address = f"/problems?state=assigned&person={rest[0].person_id}"
        yield ProblemTask("待整改", "由我整改的其他问题", address, due=rest[0].due, count=len(rest))


def _summed(
    rows: Sequence[ProblemRecord], told: tuple[str, str, str], at: datetime.datetime
) -> Iterator[ProblemTask]:
    if not rows:
        return
    name, title, column = told
    dues = [getattr(one, column) for one in rows if getattr(one, column) is not None]
    first = min(dues, default=None)
    address = f"/problems?state={rows[0].state}"
    is_late = first is not None and first < at
    yield ProblemTask(name, title, address, due=first, is_late=is_late, count=len(rows))


def _sent(person: str) -> Iterator[ProblemTask]:
    sent = FeedbackRecord.objects.filter(answered_at=None).exclude(by=person).count()
    if sent:
        yield ProblemTask("待答复", "整改情况书面反馈", "/feedback", count=sent)
