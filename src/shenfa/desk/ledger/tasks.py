"""What of the ledger waits for a person, and how the units stand: derived, never stored."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from shenfa.desk.ledger.authority import IN_OFFICE, IN_UNIT
from shenfa.desk.ledger.models import FeedbackRecord, ProblemRecord
from shenfa.desk.ledger.selectors import late, problem_visible
from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.organisation.selectors import lasting, unit_visible
from shenfa.ledger import RUNNING, State
from shenfa.review import Employment

MOST_OWN = 6


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
    """Return what waits for a person in the ledger. Five queries at most."""
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
    found = [*_own(person, at)]
    if units:
        found += _of_units(person, units, at)
    if is_office:
        found += _of_office(person, at)
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


def _own(person: str, at: datetime.datetime) -> Iterator[ProblemTask]:
    rows = ProblemRecord.objects.filter(person=person, state=State.ASSIGNED)
    own = list(rows.select_related("unit").order_by("due", "number")[: MOST_OWN + 1])
    for one in own[:MOST_OWN]:
        yield ProblemTask(
            "待整改",
            f"{one.title}：{one.page_title or one.words or one.url}",
            f"/problems/{one.id}",
            one.unit.name,
            one.due,
            one.due < at,
        )
    if len(own) > MOST_OWN:
        address = f"/problems?state=assigned&person={person}"
        yield ProblemTask("待整改", "由我整改的其他问题", address, due=own[MOST_OWN].due)


def _of_units(person: str, units: set[str], at: datetime.datetime) -> Iterator[ProblemTask]:
    rows = ProblemRecord.objects.filter(unit__in=units)
    yield from _summed(
        rows.filter(state=State.OPENED),
        ("待落实专人", "问题没有整改责任人", "/problems?state=opened", "assign_due"),
        at,
    )
    mine = rows.filter(state=State.FIXED).exclude(fixed_by=person)
    found = ("待复核", "已整改的问题等待复核销号", "/problems?state=fixed", "check_due")
    yield from _summed(mine, found, at)


def _of_office(person: str, at: datetime.datetime) -> Iterator[ProblemTask]:
    rows = ProblemRecord.objects.filter(state=State.APPEALED).exclude(objections__by=person)
    waiting = rows.filter(objections__ruled_at=None, objections__court=None)
    found = ("待认定", "提请认定误报的问题", "/problems?state=appealed", "due")
    yield from _summed(waiting, found, at)
    sent = FeedbackRecord.objects.filter(answered_at=None).exclude(by=person).count()
    if sent:
        yield ProblemTask("待答复", "整改情况书面反馈", "/feedback", count=sent)


def _summed(
    rows: QuerySet[ProblemRecord], told: tuple[str, str, str, str], at: datetime.datetime
) -> Iterator[ProblemTask]:
    name, title, address, column = told
    counted = rows.aggregate(number=Count("id"), first=Min(column))
    if counted["number"]:
        first = counted["first"]
        is_late = first is not None and first < at
        yield ProblemTask(name, title, address, due=first, is_late=is_late, count=counted["number"])
