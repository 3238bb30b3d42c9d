"""The three reviews: submission, decisions, questions and answers, recall (R12–R20, R46–R49).

The core decides; what is here gathers, asks it, stores and chains. The very same act by the
same person once more returns what is there and chains nothing (I26).
"""

import datetime
from dataclasses import dataclass, replace

from shenfa.desk.access.reauthentication import Evidence, need_reauthentication
from shenfa.desk.manuscripts.authority import visible_revision
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_newest
from shenfa.desk.organisation.steps import YES, keep_text, need_text, new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import DecisionRecord, EndRecord, QuestionRecord, SubmissionRecord
from shenfa.desk.review.notices import ANSWERED, QUESTION, Notice, announce, notify
from shenfa.desk.review.selectors import (
    STAGE_NUMBERS,
    case_get,
    question_last,
    surroundings_get,
)
from shenfa.desk.review.steps import ask, end_revision, need_answerer
from shenfa.desk.review.waiting import running_revisions
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated
from shenfa.review import (
    Action,
    Decision,
    Move,
    MoveRefused,
    Proof,
    Result,
    Stage,
    advance,
)

ACTIONS = {
    Result.PASSED: Action.PASS,
    Result.FAILED: Action.FAIL,
    Result.UNDETERMINED: Action.SUSPEND,
}
LONGEST_COMMENT = 2000


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer decides about which bytes. ``asked`` and ``due`` belong to a question."""

    sha256: str
    result: Result
    proof: tuple[str, ...] = ()
    comment: str = ""
    asked: str = ""
    due: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom a question is put to, and by when the answer is due."""

    asked: str
    due: datetime.datetime


def revision_submit(*, by: Acting, revision: str, evidence: Evidence) -> SubmissionRecord:
    """Sign the 自审自校 and submit; what is urgent is told to all reviewers at once."""
    with command("revision.submit", revision, by) as now:
        record = visible_revision(now, revision)
        same = SubmissionRecord.objects.filter(revision=record, person_id=now.person).first()
        if same is not None:
            repeated()
            return same
        _need_newest(record)
        dossier = Dossier(record, now.person)
        case = case_get(dossier)
        move = Move(now.person, Action.SUBMIT, now.at, record.sha256, reauthenticated=True)
        # Whoever submits signs with that very act that the text was checked and proofread.
        around = replace(surroundings_get(dossier, now.at), self_proofed=True)
        advance(case, move, around)
        method = need_reauthentication(now, evidence)
        row = SubmissionRecord(
            revision=record,
            sha256=record.sha256,
            person_id=now.person,
            method=method,
            at=now.at,
        )
        row.save(force_insert=True)
        facts = {
            "revision": record.id,
            "hash": record.sha256,
            "authenticated": now.person,
            "method": method,
        }
        urgent = {"urgent": YES[record.is_urgent]}
        chain(now, "revision.submit", record.manuscript_id, {**facts, **urgent})
        announce(now, record)
        return row


def review_decide(
    *, by: Acting, revision: str, review: Review, evidence: Evidence
) -> DecisionRecord:
    """Decide the stage that waits: passed, failed, or undetermined with a question."""
    with command("review.decide", revision, by) as now:
        record = visible_revision(now, revision)
        review = _tidy(review)
        same = _same_decision(now, record, review)
        if same is not None:
            repeated()
            return same
        dossier = Dossier(record, now.person)
        case = case_get(dossier)
        move = _move(now, review)
        # Nobody is asked for a password for what would be refused anyway.
        moved = advance(case, move, surroundings_get(dossier, now.at))
        if review.result is Result.UNDETERMINED:
            need_answerer(now, record, review.asked)
        method = need_reauthentication(now, evidence)
        row = _store_decision(now, record, moved.decisions[-1], review, method)
        if review.result is Result.UNDETERMINED and moved.question is not None:
            ask(now, row, moved.question)
            text = "有稿件的审查问题请您答复"
            notice = Notice(f"{QUESTION}_{row.id}", record.id, text, moved.question.due)
            notify(now, [moved.question.to], notice)
        if moved.stage is Stage.ENDED:
            end_revision(now, record, EndRecord.Cause.FAILED, review.comment)
        if moved.stage is not case.stage:
            announce(now, record)
        return row


def question_answer(*, by: Acting, revision: str, answer: str) -> QuestionRecord:
    """Answer what an undetermined result asks; the same reviewer then decides (R49)."""
    with command("question.answer", revision, by) as now:
        record = visible_revision(now, revision)
        answer = need_text(answer, "答复", LONGEST_COMMENT)
        row = question_last(record)
        if row is not None and (row.asked_id, row.answer) == (now.person, answer):
            repeated()
            return row
        dossier = Dossier(record, now.person)
        case = case_get(dossier)
        move = Move(now.person, Action.ANSWER, now.at, record.sha256, note=answer)
        advance(case, move, surroundings_get(dossier, now.at))
        if row is None:
            raise MoveRefused("没有等待答复的问题")
        row.answer, row.answered_at = answer, now.at
        row.save(update_fields=["answer", "answered_at"])
        stage = row.decision.stage
        facts = {"revision": record.id, "stage": stage, "answer": answer}
        chain(now, "question.answer", record.manuscript_id, facts)
        notice = Notice(f"{ANSWERED}_{row.id}", record.id, "提出的审查问题已有答复，请继续审查")
        notify(now, {row.decision.person_id, row.asked_by_id}, notice)
        return row


def question_reask(*, by: Acting, revision: str, asking: Asking) -> QuestionRecord:
    """Put an open question to another person: whoever was asked left, or does not answer (I19)."""
    with command("question.ask", revision, by) as now:
        record = visible_revision(now, revision)
        due = asking.due.replace(microsecond=0)
        last = question_last(record)
        if last is not None and (last.asked_by_id, last.asked_id, last.due, last.answer) == (
            now.person,
            asking.asked,
            due,
            "",
        ):
            repeated()
            return last
        dossier = Dossier(record, now.person)
        case = case_get(dossier)
        move = Move(now.person, Action.ASK_AGAIN, now.at, record.sha256, to=asking.asked, due=due)
        moved = advance(case, move, surroundings_get(dossier, now.at))
        need_answerer(now, record, asking.asked)
        if last is None or moved.question is None:
            raise MoveRefused("没有等待答复的问题")
        row = ask(now, last.decision, moved.question)
        notice = Notice(f"{QUESTION}_again_{row.id}", record.id, "有稿件的审查问题请您答复", due)
        notify(now, [asking.asked], notice)
        return row


def revision_recall(*, by: Acting, revision: str, reason: str) -> EndRecord:
    """Take back what was handed on, while the next stage has said nothing; it ends there (I23)."""
    with command("revision.recall", revision, by) as now:
        record = visible_revision(now, revision)
        reason = need_text(reason, "理由", 500)
        same = EndRecord.objects.filter(
            revision=record,
            cause=EndRecord.Cause.RECALLED.value,
            person_id=now.person,
            reason=reason,
        ).first()
        if same is not None:
            repeated()
            return same
        dossier = Dossier(record, now.person)
        case = case_get(dossier)
        move = Move(now.person, Action.RECALL, now.at, record.sha256, note=reason)
        advance(case, move, surroundings_get(dossier, now.at))
        row = end_revision(now, record, EndRecord.Cause.RECALLED, reason)
        facts = {"revision": record.id, "reason": reason}
        chain(now, "revision.recall", record.manuscript_id, facts)
        announce(now, record)
        return row


def _need_newest(record: RevisionRecord) -> None:
    newest = revision_newest(record.manuscript_id)
    if newest is not None and newest.id != record.id:
        raise CommandRefused("not_newest", "稿件已有更新的版本，请送审最新版本")
    if running_revisions().filter(manuscript=record.manuscript_id).exclude(id=record.id).exists():
        raise CommandRefused("running", "稿件的上一版本仍在审查，请先撤回或者等待审查结果")


def _tidy(review: Review) -> Review:
    return replace(
        review,
        comment=keep_text(review.comment, "审查意见", LONGEST_COMMENT),
        due=review.due and review.due.replace(microsecond=0),
    )


def _move(now: Now, review: Review) -> Move:
    return Move(
        person=now.person,
        action=ACTIONS[review.result],
        at=now.at,
        sha256=review.sha256,
        note=review.comment,
        reauthenticated=True,
        proof=Proof(review.proof),
        to=review.asked,
        due=review.due,
    )


def _same_decision(now: Now, record: RevisionRecord, review: Review) -> DecisionRecord | None:
    """Return this very decision by this person, if it was made and nothing answered it since."""
    last = record.decisions.filter(person_id=now.person).order_by("-at").first()
    if last is None:
        return None
    said = (last.sha256, last.result, list(last.proof), last.comment)
    if said != (review.sha256, review.result.value, list(review.proof), review.comment):
        return None
    question = last.questions.order_by("id").first()
    if question is None:
        return last
    is_open = not last.questions.exclude(answer="").exists()
    is_asked = (question.asked_id, question.due) == (review.asked, review.due)
    return last if is_open and is_asked else None


def _store_decision(
    now: Now, record: RevisionRecord, decision: Decision, review: Review, method: str
) -> DecisionRecord:
    row = DecisionRecord(
        id=new_id("d"),
        revision=record,
        sha256=review.sha256,
        stage=STAGE_NUMBERS[decision.stage],
        result=decision.result.value,
        person_id=decision.person,
        position=decision.position.value,
        proof=list(review.proof),
        comment=review.comment,
        method=method,
        is_before_receipt=decision.before_receipt,
        at=now.at,
    )
    row.save(force_insert=True)
    facts = {
        "revision": record.id,
        "hash": review.sha256,
        "stage": row.stage,
        "result": row.result,
        "proof": list(review.proof),
        "comment": review.comment,
        "authenticated": now.person,
        "method": method,
    }
    more = {"position": row.position, "before_receipt": YES[row.is_before_receipt]}
    chain(now, "review.decide", record.manuscript_id, {**facts, **more})
    return row
