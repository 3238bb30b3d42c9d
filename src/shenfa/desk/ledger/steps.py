"""The single changes that the services of the ledger are made of, inside a command."""

import datetime

from django.utils.timezone import localtime

from shenfa.desk.clock import stamp
from shenfa.desk.ledger.authority import staff_list
from shenfa.desk.ledger.models import ActRecord, ProblemRecord
from shenfa.desk.ledger.selectors import problem_get, to_problem
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.trail.command import SYSTEM, Now, chain
from shenfa.desk.working_days import is_working_day
from shenfa.ledger import Act, Action, ActRefused, Problem, State, advance, assign_due, fix_due
from shenfa.text import Severity
from shenfa.trail import Facts

LONGEST_NOTE = 1000
ASSIGNED, ASSIGNED_TEXT = "problem_assigned", "有问题由您整改，请按期整改后报告"


def visible_problem(now: Now, problem: str) -> ProblemRecord:
    """Return a problem that the person acting may see."""
    return problem_get(viewer=now.person, problem=problem, at=now.at)


def moved(record: ProblemRecord, act: Act, problem: Problem | None = None) -> Problem:
    """Return the problem after an act, or refuse with the sentence that says why."""
    try:
        return advance(problem or to_problem(record), act)
    except ActRefused as refused:
        raise CommandRefused(f"problem_{act.action.value}", str(refused)) from refused


def person_or_none(now: Now) -> str | None:
    """Return who acts as a column holds it: nobody where the system acts."""
    return None if now.person == SYSTEM else now.person


def note_act(  # noqa: PLR0913 - a line of the timeline has these columns, each named at the call
    now: Now,
    record: ProblemRecord,
    action: Action | str,
    *,
    note: str = "",
    to: str | None = None,
    seen_at: datetime.datetime | None = None,
    due: datetime.datetime | None = None,
) -> None:
    """Write a line of the problem's life."""
    ActRecord(
        problem=record,
        round=record.round,
        action=action,
        state=record.state,
        by_id=person_or_none(now),
        to_id=to,
        note=note,
        at=now.at,
        seen_at=seen_at,
        due=due,
    ).save(force_insert=True)


def chain_act(now: Now, record: ProblemRecord, verb: str, facts: Facts) -> None:
    """Chain what was done about a problem, by its number; never a word of what is wrong."""
    about = {"number": record.number, "unit": record.unit_id, "round": record.round}
    chain(now, f"problem.{verb}", record.id, {**about, **facts})


def next_number(at: datetime.datetime) -> str:
    """Return the number of the next problem of the year. One query, under the trail's lock."""
    year = localtime(at).year
    rows = ProblemRecord.objects.filter(number__startswith=f"{year}-").order_by("-number")
    last = rows.values_list("number", flat=True).first()
    return f"{year}-{int(last.partition('-')[2]) + 1 if last else 1:06d}"


def set_dues(record: ProblemRecord, at: datetime.datetime) -> None:
    """Set by when a problem that is hung on account now must have its person and its repair."""
    severity = Severity(record.severity)
    record.assign_due = assign_due(at, severity, is_working_day)
    record.due = max(fix_due(at, severity, is_working_day), record.assign_due)


def due_fact(record: ProblemRecord) -> str:
    """Return by when it is due, as the trail writes times."""
    return stamp(record.due)


def hung(record: ProblemRecord, at: datetime.datetime) -> None:
    """Put a row into the state of a problem that was just hung on account."""
    record.state, record.person_id, record.measure = State.OPENED, None, ""
    record.assigned_at = record.fixed_at = record.struck_off_at = record.check_due = None
    record.fixed_by_id = record.struck_off_by_id = None
    set_dues(record, at)


def assign(now: Now, record: ProblemRecord, person: str, measure: str) -> None:
    """Name who fixes a problem. Part of a command."""
    staff = {one.id for one in staff_list(unit=record.unit_id, at=now.at)}
    if person not in staff:
        raise CommandRefused("person", "整改责任人应为本单位在编在岗人员，请重新选择")
    after = moved(record, Act(now.person, Action.ASSIGN, now.at, to=person))
    record.state, record.person_id, record.measure = after.state, person, measure
    record.assigned_at = record.assigned_at or now.at
    record.save(update_fields=["state", "person", "measure", "assigned_at", "due"])
    note_act(now, record, Action.ASSIGN, note=measure, to=person, due=record.due)
    facts = {"person": person, "measure": measure, "due": stamp(record.due)}
    chain_act(now, record, "assign", facts)
    if person != now.person:
        kind = f"{ASSIGNED}_{record.acts.count()}"
        notify(now, {person}, Notice(kind, record.id, ASSIGNED_TEXT, record.due))
