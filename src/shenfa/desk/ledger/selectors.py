"""Reading the ledger. What a person may see is their unit's, the county office all (I21)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from shenfa.desk.ledger.models import CheckRecord, FixRecord, ProblemRecord
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.refusals import NotFound
from shenfa.ledger import RUNNING, Check, Problem, State, Verdict

WORKED = (State.OPENED, State.ASSIGNED, State.APPEALED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which problems are asked for; what is empty asks for nothing."""

    state: str = ""
    unit: str = ""
    origin: str = ""
    nature: str = ""
    severity: str = ""
    person: str = ""
    words: str = ""
    grouping: str = ""
    is_late: bool = False


def problem_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[ProblemRecord]:
    """Return the problems that a person may see, those of their units."""
    units = unit_visible(viewer=viewer, at=at)
    rows = ProblemRecord.objects.filter(unit__in=units.order_by())
    return rows.select_related("unit", "person")


def problem_get(*, viewer: str, problem: str, at: datetime.datetime) -> ProblemRecord:
    """Return a problem that the person may see, or refuse as if there were none."""
    rows = problem_visible(viewer=viewer, at=at).filter(id=problem)
    found = rows.select_related(
        "release__revision__manuscript", "observation", "report", "fixed_by", "struck_off_by"
    ).first()
    if found is None:
        raise NotFound("问题")
    return found


def problem_list(*, viewer: str, wanted: Wanted, at: datetime.datetime) -> QuerySet[ProblemRecord]:
    """Return problems, what is late first, then what is due first, then the newest."""
    rows = problem_visible(viewer=viewer, at=at).filter(wanted_filter(wanted, at))
    rank = Case(
        When(late(at), then=Value(0)),
        When(state__in=list(RUNNING), then=Value(1)),
        default=Value(2),
    )
    return rows.annotate(rank=rank).order_by(
        "rank", Case(When(rank__lt=2, then=F("due")), default=None), "-last_seen", "id"
    )


def problem_counts(*, viewer: str, wanted: Wanted, at: datetime.datetime) -> Mapping[str, int]:
    """Return how many problems stand in each state, and how many are late. Two queries."""
    rows = problem_visible(viewer=viewer, at=at).filter(wanted_filter(wanted, at))
    counted = rows.order_by().values_list("state").annotate(number=Count("id"))
    found = {state.value: 0 for state in State} | dict(counted)
    return {**found, "late": rows.filter(late(at)).count()}


def late(at: datetime.datetime) -> Q:
    """Return the condition of what waits longer than it may, whoever it waits for."""
    nobody = Q(state=State.OPENED, assign_due__lt=at)
    unfixed = Q(state__in=list(WORKED), due__lt=at)
    unseen = Q(state=State.FIXED, check_due__lt=at)
    return nobody | unfixed | unseen


def wanted_filter(wanted: Wanted, at: datetime.datetime) -> Q:
    """Return the condition that a wish makes."""
    if any("\x00" in str(getattr(wanted, one.name)) for one in fields(wanted)):
        return Q(pk__in=())  # no text holds that character, and PostgreSQL refuses the question
    condition = Q()
    if wanted.state == "running":
        condition &= Q(state__in=list(RUNNING))
    elif wanted.state:
        condition &= Q(state=wanted.state)
    for name in ("unit", "origin", "nature", "severity", "person", "grouping"):
        if value := getattr(wanted, name):
            condition &= Q(**{name: value})
    if wanted.words:
        condition &= (
            Q(number__icontains=wanted.words)
            | Q(title__icontains=wanted.words)
            | Q(words__icontains=wanted.words)
            | Q(url__icontains=wanted.words)
            | Q(page_title__icontains=wanted.words)
        )
    return condition & late(at) if wanted.is_late else condition


def fix_last(problem: ProblemRecord) -> FixRecord | None:
    """Return the repair of this round that stands. One query."""
    if problem.fixed_at is None:
        return None
    rows = FixRecord.objects.filter(problem=problem, round=problem.round)
    return rows.select_related("by", "revision").order_by("-id").first()


def check_last(fix: FixRecord | None) -> CheckRecord | None:
    """Return the last look since a repair. One query."""
    if fix is None:
        return None
    return CheckRecord.objects.filter(fix=fix).select_related("by").order_by("-id").first()


def to_problem(record: ProblemRecord) -> Problem:
    """Return a problem as the rules judge it. Five queries at most."""
    fix = fix_last(record)
    check = check_last(fix)
    waiting = record.objections.filter(ruled_at=None).first()
    return Problem(
        state=State(record.state),
        person=record.person_id or "",
        fixers=fixers_of(fix),
        fixed_at=record.fixed_at,
        struck_off_at=record.struck_off_at,
        check=Check(check.by_id, check.at, Verdict(check.verdict)) if check else None,
        appellant=waiting.by_id if waiting else "",
        is_answered_for=record.responsible.filter(round=record.round).exists(),
    )


def fixers_of(fix: FixRecord | None) -> frozenset[str]:
    """Return whoever had a hand in a repair: who reported it, and who wrote the new text."""
    if fix is None:
        return frozenset()
    makers = fix.revision.authors.values_list("person_id", flat=True) if fix.revision else ()
    return frozenset({fix.by_id, *makers})
