"""Facts of the ledger: what was hung on account, what was repaired late, what came back (R66–R75).

A problem that was recognised as a false alarm before the quarter ended is no fact.
"""

from collections.abc import Iterator
from functools import cache

from shenfa.audit.rulebook import find_entry
from shenfa.desk.assessment.span import Shown, Span, fact
from shenfa.desk.ledger.facts import ProblemFact, problem_facts
from shenfa.desk.ledger.models import ActRecord, ProblemRecord
from shenfa.ledger import Action
from shenfa.ledger.assess import Fact

FOUND, DUE, OVERDUE = "problem.found", "problem.due", "problem.overdue"


def ledger_facts(span: Span) -> Iterator[Fact]:
    """Yield the facts of the problems that were on account in the quarter. Five queries."""
    titles = dict(ProblemRecord.objects.values_list("id", "title"))
    for one in problem_facts(begin=span.begin, end=span.until):
        if one.dismissed_at is None:
            yield from _of_problem(one, titles[one.problem], span)
    yield from _returned(span)
    yield from _unassigned(span)


@cache
def is_serious(rule: str) -> bool:
    """Return whether a rule finds what counts as 严重表述错误."""
    entry = find_entry(rule)
    return entry is not None and entry.rule.serious


def _of_problem(one: ProblemFact, title: str, span: Span) -> Iterator[Fact]:
    shown = Shown(title, f"problem:{one.problem}", f"台账{one.number}：{title}")
    if span.holds(one.reported_at):
        yield fact(FOUND, one.unit, one.reported_at, shown)
        yield fact(f"problem.{one.nature.value}", one.unit, one.reported_at, shown)
        if is_serious(one.rule):
            yield fact("problem.serious", one.unit, one.reported_at, shown)
        if one.recurrences:
            yield fact("problem.recurred", one.unit, one.reported_at, shown)
    if span.holds(one.due):
        yield fact(DUE, one.unit, one.due, shown)
        if one.is_late:
            yield fact(OVERDUE, one.unit, one.due, shown)


def _returned(span: Span) -> Iterator[Fact]:
    rows = ActRecord.objects.filter(
        action=Action.RETURN.value, at__gte=span.begin, at__lt=span.until
    ).select_related("problem")
    for row in rows.order_by("id"):
        problem = row.problem
        shown = Shown(problem.title, f"problem:{problem.id}", f"台账{problem.number}：整改被退回")
        yield fact("problem.returned", problem.unit_id, row.at, shown)


def _unassigned(span: Span) -> Iterator[Fact]:
    rows = ProblemRecord.objects.filter(assign_due__gte=span.begin, assign_due__lt=span.until)
    assigned = dict(
        ActRecord.objects.filter(action=Action.ASSIGN.value, at__lt=span.until)
        .order_by("-id")
        .values_list("problem_id", "at")
    )
    for row in rows.order_by("id"):
        first = assigned.get(row.id)
        if first is None or first > row.assign_due:
            shown = Shown(row.title, f"problem:{row.id}", f"台账{row.number}：没有按时落实专人")
            yield fact("problem.unassigned", row.unit_id, row.assign_due, shown)
