"""The facts of a period, for whoever assesses: one line for each time a problem was on account.

They are folded from what was done before the period ended, so that the same period gives the same
facts however much later it is asked for. Only whose a problem is, is as it stands today.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from shenfa.desk.ledger.models import ActRecord, ProblemRecord
from shenfa.desk.working_days import is_working_day
from shenfa.ledger import Action, Nature, Origin
from shenfa.ledger.due import BEIJING
from shenfa.text import Severity

HUNG = frozenset({"open", Action.RECUR.value, Action.REOPEN.value})
DAY = datetime.timedelta(days=1)
COLUMNS = ("problem_id", "action", "at", "seen_at", "due", "round")


@dataclass(frozen=True, slots=True)
class ProblemFact:
    """One time that a problem was on account, as it stood when the period ended.

    ``recurrences`` is how often it had come back by then; ``late_days`` are working days between
    the limit and the repair, or the end of the period where there is none yet.
    """

    problem: str
    number: str
    unit: str
    origin: Origin
    nature: Nature
    rule: str
    severity: Severity
    recurrences: int
    found_at: datetime.datetime
    reported_at: datetime.datetime
    due: datetime.datetime
    fixed_at: datetime.datetime | None = None
    struck_off_at: datetime.datetime | None = None
    dismissed_at: datetime.datetime | None = None
    is_late: bool = False
    late_days: int = 0

    @property
    def closed_at(self) -> datetime.datetime | None:
        """When it came off the account, struck off or dismissed."""
        return self.struck_off_at or self.dismissed_at


_Act = tuple[
    str,
    str,
    datetime.datetime,
    datetime.datetime | None,
    datetime.datetime | None,
    int,
]


def problem_facts(
    *, begin: datetime.datetime, end: datetime.datetime, unit: str = ""
) -> tuple[ProblemFact, ...]:
    """Return what was on account at some time of a period, by number and time. Two queries.

    For the system's own reckoning: who may see which unit is asked by whoever shows it.
    """
    problems = ProblemRecord.objects.filter(reported_at__lt=end)
    if unit:
        problems = problems.filter(unit=unit)
    known = {one.id: one for one in problems}
    acts = ActRecord.objects.filter(at__lt=end, problem__reported_at__lt=end)
    if unit:
        acts = acts.filter(problem__unit=unit)
    rows = acts.order_by("problem_id", "id").values_list(*COLUMNS)
    found = [
        fact
        for problem, own in groupby(rows.iterator(chunk_size=5000), key=lambda row: row[0])
        for fact in _rounds(known[problem], own, end)
        if fact.closed_at is None or fact.closed_at >= begin
    ]
    return tuple(sorted(found, key=lambda fact: (fact.number, fact.reported_at)))


def _rounds(
    record: ProblemRecord, acts: Iterable[_Act], end: datetime.datetime
) -> Iterator[ProblemFact]:
    fact: ProblemFact | None = None
    for _, action, at, seen_at, due, number in acts:
        if action in HUNG:
            if fact is not None:
                yield _judged(fact, end)
            fact = _begun(record, (seen_at or at, at, due or at), number - 1)
        elif fact is not None:
            fact = _after(fact, action, at, due)
    if fact is not None:
        yield _judged(fact, end)


def _begun(
    record: ProblemRecord,
    times: tuple[datetime.datetime, datetime.datetime, datetime.datetime],
    recurrences: int,
) -> ProblemFact:
    found_at, reported_at, due = times
    return ProblemFact(
        problem=record.id,
        number=record.number,
        unit=record.unit_id,
        origin=Origin(record.origin),
        nature=Nature(record.nature),
        rule=record.rule,
        severity=Severity(record.severity),
        recurrences=recurrences,
        found_at=found_at,
        reported_at=reported_at,
        due=due,
    )


def _after(
    fact: ProblemFact, action: str, at: datetime.datetime, due: datetime.datetime | None
) -> ProblemFact:
    match action:
        case Action.ASSIGN:
            return replace(fact, due=due or fact.due)
        case Action.FIX:
            return replace(fact, fixed_at=at)
        case Action.RETURN:
            return replace(fact, fixed_at=None)
        case Action.STRIKE_OFF:
            return replace(fact, struck_off_at=at)
        case Action.UPHOLD:
            return replace(fact, dismissed_at=at)
        case _:
            return fact


def _judged(fact: ProblemFact, end: datetime.datetime) -> ProblemFact:
    if fact.dismissed_at is not None:
        return fact
    until = fact.fixed_at or end
    return replace(fact, is_late=until > fact.due, late_days=late_days(fact.due, until))


def late_days(due: datetime.datetime, until: datetime.datetime) -> int:
    """Return how many working days lie after the last day of a limit up to a moment."""
    if until <= due:
        return 0
    last = (due - datetime.timedelta(seconds=1)).astimezone(BEIJING).date()
    days = (until.astimezone(BEIJING).date() - last).days
    return sum(is_working_day(last + DAY * (number + 1)) for number in range(days))
