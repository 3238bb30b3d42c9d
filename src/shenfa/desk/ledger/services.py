"""What people do about a problem: name who fixes it, fix it, look again, strike it off."""

import datetime
from dataclasses import dataclass

from shenfa.desk.ledger.answering_for import answer_for
from shenfa.desk.ledger.authority import is_in_office, need_concerned, need_office
from shenfa.desk.ledger.correcting import correction_of
from shenfa.desk.ledger.entering import Entered, problem_open, tell_unit
from shenfa.desk.ledger.looking import problem_check
from shenfa.desk.ledger.models import ADDRESS, FixRecord, ProblemRecord
from shenfa.desk.ledger.sighting import kept_address
from shenfa.desk.ledger.steps import (
    LONGEST_NOTE,
    assign,
    chain_act,
    moved,
    note_act,
    visible_problem,
)
from shenfa.desk.organisation.selectors import unit_get
from shenfa.desk.organisation.steps import keep_text, need_text
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.trail.command import Acting, Now, command, repeated
from shenfa.desk.working_days import is_working_day
from shenfa.ledger import Act, Action, State, check_due

__all__ = [
    "Assignment",
    "Entered",
    "Repair",
    "problem_assign",
    "problem_check",
    "problem_fix",
    "problem_hand_over",
    "problem_open",
    "problem_return",
    "problem_strike_off",
]
HANDED_TEXT = "有问题改由本单位整改，请落实整改责任人"
SENT_BACK, SENT_BACK_TEXT = "problem_returned", "您报告整改的问题被退回，请查看理由后继续整改"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who fixes it, how, and by when if not by the limit that holds anyhow."""

    person: str
    measure: str = ""
    due: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """What was done: ``after`` is what stands there now, ``url`` where if elsewhere."""

    measure: str
    after: str = ""
    url: str = ""


def problem_assign(*, by: Acting, problem: str, assignment: Assignment) -> ProblemRecord:
    """Name the person who fixes a problem, or name another one."""
    with command("problem.assign", problem, by) as now:
        record = visible_problem(now, problem)
        need_concerned(now, record.unit_id)
        measure = keep_text(assignment.measure, "整改措施", LONGEST_NOTE) or record.measure
        due = assignment.due or record.due
        said = (record.person_id, record.measure, record.due)
        if record.state == State.ASSIGNED and said == (assignment.person, measure, due):
            repeated()
            return record
        _need_due(now, record, due)
        record.due = due
        assign(now, record, assignment.person, measure)
        return record


def problem_fix(*, by: Acting, problem: str, repair: Repair) -> FixRecord:
    """Report that a problem is fixed. Who fixes what nobody was named for is the person named.

    A text of ours is corrected through a new revision that went all the way (R73): which one it
    was is known already and not asked.
    """
    with command("problem.fix", problem, by) as now:
        record = visible_problem(now, problem)
        need_concerned(now, record.unit_id)
        if record.state == State.OPENED:
            assign(now, record, now.person, "")
        correction = correction_of(record)
        measure = need_text(repair.measure or correction.measure, "整改情况", LONGEST_NOTE)
        makers = correction.makers
        fixed = moved(record, Act(now.person, Action.FIX, now.at, note=measure, fixers=makers))
        fix = FixRecord(
            problem=record,
            round=record.round,
            by_id=now.person,
            at=now.at,
            measure=measure,
            before=record.quote or record.words,
            after=keep_text(repair.after, "整改后的内容", LONGEST_NOTE),
            url=kept_address(repair.url)[:ADDRESS],
            revision=correction.revision,
        )
        fix.save(force_insert=True)
        record.state, record.fixed_at, record.fixed_by_id = fixed.state, now.at, now.person
        record.check_due = check_due(now.at, is_working_day)
        record.save(update_fields=["state", "fixed_at", "fixed_by", "check_due"])
        note_act(now, record, Action.FIX, note=measure)
        facts = {"person": now.person, "revision": fix.revision_id or ""}
        chain_act(now, record, "fix", facts)
        return fix


def problem_hand_over(*, by: Acting, problem: str, unit: str, reason: str) -> ProblemRecord:
    """Give a problem to the unit whose it really is; its limits do not move."""
    with command("problem.hand_over", problem, by) as now:
        record = visible_problem(now, problem)
        need_office(now)
        owner = unit_get(viewer=now.person, unit=unit, at=now.at)
        if owner.id == record.unit_id:
            raise CommandRefused("unit", "该问题已经由该单位整改，请另选单位")
        if record.release is not None:
            raise CommandRefused("unit", "本系统发布的内容由发布单位整改，不能改派")
        reason = need_text(reason, "理由", LONGEST_NOTE)
        after = moved(record, Act(now.person, Action.HAND_OVER, now.at, note=reason))
        record.state, record.unit = after.state, owner
        record.person_id, record.assigned_at = None, None
        record.save(update_fields=["state", "unit", "person", "assigned_at"])
        note_act(now, record, Action.HAND_OVER, note=reason)
        chain_act(now, record, "hand_over", {"reason": reason})
        tell_unit(now, record, HANDED_TEXT)
        return record


def problem_return(*, by: Acting, problem: str, reason: str) -> ProblemRecord:
    """Send a repair back that does not do: the person goes on, the limit does not move."""
    with command("problem.return", problem, by) as now:
        record = visible_problem(now, problem)
        need_concerned(now, record.unit_id)
        send_back(now, record, need_text(reason, "理由", LONGEST_NOTE))
        return record


def send_back(now: Now, record: ProblemRecord, reason: str) -> None:
    """Send a repair back. Part of a command."""
    after = moved(record, Act(now.person, Action.RETURN, now.at, note=reason))
    record.state = after.state
    record.fixed_at = record.fixed_by_id = record.check_due = None
    record.save(update_fields=["state", "fixed_at", "fixed_by", "check_due"])
    note_act(now, record, Action.RETURN, note=reason)
    chain_act(now, record, "return", {"reason": reason})
    about = f"{SENT_BACK}_{record.acts.count()}"
    notify(now, {record.person_id or ""} - {""}, Notice(about, record.id, SENT_BACK_TEXT))


def problem_strike_off(*, by: Acting, problem: str, note: str = "") -> ProblemRecord:
    """Strike a problem off that was looked at again, and write down who answers for it."""
    with command("problem.strike_off", problem, by) as now:
        record = visible_problem(now, problem)
        need_concerned(now, record.unit_id)
        note = keep_text(note, "销号意见", LONGEST_NOTE)
        names = answer_for(now, record)
        after = moved(record, Act(now.person, Action.STRIKE_OFF, now.at, note=note))
        record.state = after.state
        record.struck_off_at, record.struck_off_by_id = now.at, now.person
        record.save(update_fields=["state", "struck_off_at", "struck_off_by"])
        note_act(now, record, Action.STRIKE_OFF, note=note)
        chain_act(now, record, "strike_off", {"responsible": list(names), "note": note})
        return record


def _need_due(now: Now, record: ProblemRecord, due: datetime.datetime) -> None:
    if due <= now.at and due != record.due:
        raise CommandRefused("due", "整改期限应晚于现在")
    if due > record.due and not is_in_office(now.person, now.at):
        raise CommandRefused("due", "延长整改期限由县政府办公室办理")
