"""The written feedback of a unit (R70): what it fixed, before and after, by whom, on which day.

Its lines are drawn from the ledger and kept as they were sent. Nobody types them.
"""

import datetime
from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from shenfa.desk.ledger.authority import need_concerned, need_office
from shenfa.desk.ledger.models import (
    FeedbackLineRecord,
    FeedbackRecord,
    ProblemRecord,
)
from shenfa.desk.ledger.selectors import check_last, fix_last
from shenfa.desk.ledger.services import send_back
from shenfa.desk.ledger.steps import LONGEST_NOTE
from shenfa.desk.organisation.authority import RECEIVERS, need_person
from shenfa.desk.organisation.selectors import county_office_id, tenure_list, unit_get, unit_visible
from shenfa.desk.organisation.steps import keep_text, need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import holders
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.ledger import ORIGIN_NAMES, STATE_NAMES, VERDICT_NAMES, Origin, State, Verdict

SENT, SENT_TEXT = "feedback", "有单位报送整改情况书面反馈，请核实后认可或者退回"
ANSWERED, ANSWERED_TEXT = "feedback_answered", "书面反馈已有答复，请查看"
MOST_LINES = 500
TOLD = (State.FIXED, State.STRUCK_OFF)


def feedback_pending(*, unit: str) -> QuerySet[ProblemRecord]:
    """Return what a unit has fixed and not told of yet, or was told to tell again."""
    told = FeedbackLineRecord.objects.filter(
        Q(feedback__answered_at=None) | Q(feedback__is_accepted=True),
        problem=OuterRef("id"),
        fix__round=OuterRef("round"),
        fix__at=OuterRef("fixed_at"),
    )
    rows = ProblemRecord.objects.filter(unit=unit, state__in=list(TOLD), fixed_at__isnull=False)
    return rows.filter(~Exists(told)).select_related("fixed_by").order_by("number")


def feedback_send(*, by: Acting, unit: str, problems: Sequence[str] = ()) -> FeedbackRecord:
    """Send the written feedback of a unit over what it has fixed; all of it unless some is named."""
    with command("feedback.send", unit, by) as now:
        owner = unit_get(viewer=now.person, unit=unit, at=now.at)
        need_concerned(now, unit)
        rows = feedback_pending(unit=unit)
        if problems:
            rows = rows.filter(id__in=problems)
        told = list(rows[:MOST_LINES])
        if not told or (problems and len(told) != len(set(problems))):
            raise CommandRefused("nothing", "没有已整改、尚未反馈的问题，请先报告整改")
        record = FeedbackRecord(
            id=new_id("fb"),
            number=_next_number(now.at),
            unit=owner,
            lines=[_line(one) for one in told],
            by=need_person(now),
            at=now.at,
        )
        record.save(force_insert=True)
        for one in told:
            fix = fix_last(one)
            FeedbackLineRecord(feedback=record, problem=one, fix=fix).save(force_insert=True)
        facts = {"number": record.number, "unit": unit, "problems": [one.number for one in told]}
        chain(now, "feedback.send", record.id, facts)
        office = holders(tenure_list(unit=county_office_id()), RECEIVERS, now.at)
        notify(now, office - {now.person}, Notice(SENT, record.id, SENT_TEXT))
        return record


def feedback_accept(*, by: Acting, feedback: str, note: str = "") -> FeedbackRecord:
    """Accept a written feedback as the county office."""
    with command("feedback.accept", feedback, by) as now:
        record = _open(now, feedback)
        note = keep_text(note, "意见", LONGEST_NOTE)
        _answer(now, record, note, is_accepted=True)
        chain(now, "feedback.accept", record.id, {"number": record.number, "note": note})
        return record


def feedback_return(
    *, by: Acting, feedback: str, reason: str, problems: Sequence[str] = ()
) -> FeedbackRecord:
    """Return a written feedback; those of its problems that are named go back to be fixed."""
    with command("feedback.return", feedback, by) as now:
        record = _open(now, feedback)
        reason = need_text(reason, "理由", LONGEST_NOTE)
        _answer(now, record, reason, is_accepted=False)
        rows = ProblemRecord.objects.filter(feedbacks__feedback=record, id__in=problems)
        back = [one for one in rows.order_by("number") if one.state == State.FIXED]
        if len(back) != len(set(problems)):
            raise CommandRefused("problems", "只能退回本次反馈中尚未销号的问题，请重新选择")
        for one in back:
            send_back(now, one, reason)
        facts = {"number": record.number, "reason": reason, "back": [one.number for one in back]}
        chain(now, "feedback.return", record.id, facts)
        return record


def feedback_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[FeedbackRecord]:
    """Return the written feedback of the units a person may see, what waits first."""
    units = unit_visible(viewer=viewer, at=at).order_by()
    rows = FeedbackRecord.objects.filter(unit__in=units).select_related("unit", "by", "answered_by")
    return rows.order_by("answered_at", "-at", "id")


def feedback_get(*, viewer: str, feedback: str, at: datetime.datetime) -> FeedbackRecord:
    """Return a written feedback that the person may see, or refuse as if there were none."""
    found = feedback_visible(viewer=viewer, at=at).filter(id=feedback).first()
    if found is None:
        raise NotFound("书面反馈")
    return found


def _open(now: Now, feedback: str) -> FeedbackRecord:
    record = feedback_get(viewer=now.person, feedback=feedback, at=now.at)
    need_office(now)
    if record.answered_at is not None:
        raise CommandRefused("answered", "该书面反馈已经答复，请刷新后查看")
    if record.by_id == now.person:
        raise CommandRefused("own", "报送人不得答复自己报送的书面反馈，请由其他人员办理")
    return record


def _answer(now: Now, record: FeedbackRecord, answer: str, *, is_accepted: bool) -> None:
    record.is_accepted, record.answer = is_accepted, answer
    record.answered_by, record.answered_at = need_person(now), now.at
    record.save(update_fields=["is_accepted", "answer", "answered_by", "answered_at"])
    about = Notice(ANSWERED, record.id, ANSWERED_TEXT)
    notify(now, {record.by_id}, about)


def _next_number(at: datetime.datetime) -> str:
    year = localtime(at).year
    rows = FeedbackRecord.objects.filter(number__startswith=f"{year}-").order_by("-number")
    last = rows.values_list("number", flat=True).first()
    return f"{year}-{int(last.partition('-')[2]) + 1 if last else 1:04d}"


def _line(problem: ProblemRecord) -> dict[str, str]:
    """Return a line as it is sent and kept: no more than the ledger says."""
    return dict(_told(problem))


def _told(problem: ProblemRecord) -> Iterator[tuple[str, str]]:
    fix = fix_last(problem)
    check = check_last(fix)
    yield "number", problem.number
    yield "origin", ORIGIN_NAMES[Origin(problem.origin)]
    yield "title", problem.title
    yield "page", problem.page_title
    yield "url", (fix.url if fix else "") or problem.url
    yield "before", (fix.before if fix else "") or problem.title
    yield "after", fix.after if fix else ""
    yield "measure", fix.measure if fix else ""
    yield "person", fix.by.name if fix else ""
    yield "found", _day(problem.found_at)
    yield "fixed", _day(problem.fixed_at)
    yield "check", VERDICT_NAMES[Verdict(check.verdict)] if check else "尚未复核"
    yield "state", STATE_NAMES[State(problem.state)]


def _day(at: datetime.datetime | None) -> str:
    return localtime(at).date().isoformat() if at else ""
