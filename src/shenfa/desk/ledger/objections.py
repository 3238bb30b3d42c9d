"""A problem held for a false alarm: brought by its unit, ruled by somebody else (requirements §0).

What our own check had found goes before the false-alarm court, whose ruling silences the rule in
that place and becomes a test of it. Of what only others found the county office decides; the
same thing reported again finds the ruling, and stays off the account.
"""

from dataclasses import dataclass

from shenfa.desk.court.models import AppealRecord, RulingRecord
from shenfa.desk.court.services import appeal_make
from shenfa.desk.ledger.authority import IN_OFFICE, need_concerned, need_office
from shenfa.desk.ledger.models import ObjectionRecord, ProblemRecord
from shenfa.desk.ledger.selectors import problem_get
from shenfa.desk.ledger.steps import (
    LONGEST_NOTE,
    assign,
    chain_act,
    due_fact,
    hung,
    moved,
    note_act,
    visible_problem,
)
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.selectors import county_office_id, tenure_list
from shenfa.desk.organisation.steps import YES, need_text
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import holders
from shenfa.desk.trail.command import Acting, Now, command, repeated
from shenfa.ledger import Act, Action, State

ASKED, ASKED_TEXT = "problem_appealed", "有问题被提请认定为误报，请核对后认定"
RULED, RULED_TEXT = "problem_ruled", "您提请认定误报的问题已有结论，请查看"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is ruled on an objection, and why."""

    is_false_alarm: bool
    reason: str


def problem_appeal(*, by: Acting, problem: str, reason: str) -> ObjectionRecord:
    """Hold a problem for a false alarm."""
    appeal = _before_court(by, problem, reason)
    with command("problem.appeal", problem, by) as now:
        record = visible_problem(now, problem)
        need_concerned(now, record.unit_id)
        if record.state == State.OPENED:
            assign(now, record, now.person, "")
        reason = need_text(reason, "理由", LONGEST_NOTE)
        after = moved(record, Act(now.person, Action.APPEAL, now.at, note=reason))
        record.state = after.state
        record.save(update_fields=["state"])
        objection = ObjectionRecord(
            problem=record, by=need_person(now), at=now.at, reason=reason, court=appeal
        )
        objection.save(force_insert=True)
        note_act(now, record, Action.APPEAL, note=reason)
        facts = {"reason": reason, "appeal": appeal.id if appeal else ""}
        chain_act(now, record, "appeal", facts)
        if appeal is None:
            judges = holders(tenure_list(unit=county_office_id()), IN_OFFICE, now.at)
            about = Notice(f"{ASKED}_{objection.id}", record.id, ASKED_TEXT)
            notify(now, judges - {now.person}, about)
        return objection


def problem_rule(*, by: Acting, problem: str, ruling: Ruling) -> ObjectionRecord:
    """Rule as the county office on what our own check had not found."""
    with command("problem.rule", problem, by) as now:
        record = visible_problem(now, problem)
        need_office(now)
        objection = _waiting(record)
        if objection.court_id is not None:
            raise CommandRefused("court", "该问题由误报认定程序认定，请到“误报认定”中办理")
        _rule(now, need_person(now).id, objection, ruling)
        return objection


def objection_settle(*, by: Acting, objection: ObjectionRecord) -> bool:
    """Take over what the court has ruled, in the name of who ruled there. The worker's job."""
    with command("problem.rule", objection.problem_id, by) as now:
        waiting = ObjectionRecord.objects.filter(id=objection.id, ruled_at=None).first()
        if waiting is None:
            repeated()
            return False
        found = RulingRecord.objects.get(appeal=objection.court_id)
        _rule(now, found.by_id, waiting, Ruling(bool(found.scope), found.reason))
        return True


def problem_reopen(*, by: Acting, problem: str, reason: str) -> ProblemRecord:
    """Hang a problem on account again that was held for a false alarm by mistake."""
    with command("problem.reopen", problem, by) as now:
        record = visible_problem(now, problem)
        need_office(now)
        reason = need_text(reason, "理由", LONGEST_NOTE)
        moved(record, Act(now.person, Action.REOPEN, now.at, note=reason))
        record.round += 1
        hung(record, now.at)
        record.save(force_update=True)
        note_act(now, record, Action.REOPEN, note=reason, seen_at=record.last_seen, due=record.due)
        chain_act(now, record, "reopen", {"reason": reason, "due": due_fact(record)})
        return record


def objections_ruled() -> tuple[ObjectionRecord, ...]:
    """Return the objections that the court has ruled on and the ledger has not. One query."""
    rows = ObjectionRecord.objects.filter(ruled_at=None, court__ruling__isnull=False)
    return tuple(rows.order_by("id"))


def _before_court(by: Acting, problem: str, reason: str) -> AppealRecord | None:
    """Bring what our own check had found before the court first: it may refuse."""
    record = problem_get(viewer=by.person, problem=problem, at=by.clock.now())
    if record.release is None or not record.finding or record.state not in _OBJECTED:
        return None
    revision = record.release.revision_id
    return appeal_make(by=by, revision=revision, finding=record.finding, reason=reason)


_OBJECTED = (State.OPENED, State.ASSIGNED)


def _waiting(record: ProblemRecord) -> ObjectionRecord:
    found = record.objections.filter(ruled_at=None).first()
    if found is None:
        raise CommandRefused("problem_rule", "没有待认定的误报提请，请刷新后查看")
    return found


def _rule(now: Now, judge: str, objection: ObjectionRecord, ruling: Ruling) -> None:
    record = objection.problem
    reason = need_text(ruling.reason, "理由", LONGEST_NOTE)
    action = Action.UPHOLD if ruling.is_false_alarm else Action.DECLINE
    after = moved(record, Act(judge, action, now.at, note=reason))
    record.state = after.state
    record.save(update_fields=["state"])
    objection.is_false_alarm, objection.answer = ruling.is_false_alarm, reason
    objection.ruled_by_id, objection.ruled_at = judge, now.at
    objection.save(update_fields=["is_false_alarm", "answer", "ruled_by", "ruled_at"])
    note_act(now, record, action, note=reason)
    facts = {"false_alarm": YES[ruling.is_false_alarm], "reason": reason, "judge": judge}
    chain_act(now, record, "rule", facts)
    about = Notice(f"{RULED}_{objection.id}", record.id, RULED_TEXT)
    notify(now, {objection.by_id}, about)
