"""The written feedback in the pages: what a unit has to tell, one letter, the office's answer."""

import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime

from shenfa.desk.ledger.authority import is_concerned, is_in_office
from shenfa.desk.ledger.feedback import (
    feedback_accept,
    feedback_get,
    feedback_pending,
    feedback_return,
    feedback_send,
    feedback_visible,
)
from shenfa.desk.ledger.models import FeedbackRecord
from shenfa.desk.organisation.selectors import county_office, unit_visible
from shenfa.ledger import State
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in
from shenfa.web.workbench.problems import tabs_of
from shenfa.writers.feedback import FeedbackForm, FeedbackLine, feedback_docx, feedback_pdf

MOST_SHOWN = 100
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LINE = FeedbackLine.__slots__


@signed_in
def feedbacks(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show what has to be told, and what was."""
    looking = visitor.looking
    person, at = visitor.acting.person, looking["at"]
    pending = [
        (unit, rows)
        for unit in unit_visible(**looking)
        if (rows := list(feedback_pending(unit=unit.id)[:MOST_SHOWN]))
        and is_concerned(person, unit.id, at)
    ]
    context = {
        "pending": pending,
        "rows": feedback_visible(**looking)[:MOST_SHOWN],
        "tabs": tabs_of(visitor),
        "at_tab": "feedback",
    }
    return show(request, visitor, "problems/feedbacks.html", context)


@posted
@signed_in
def send(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Send what a unit has fixed."""
    unit, wanted = request.POST.get("unit", ""), request.POST.getlist("problem")
    record = feedback_send(by=visitor.acting, unit=unit, problems=wanted)
    return done(request, f"已报送书面反馈 {record.number}", f"/feedback/{record.id}")


@signed_in
def feedback(request: HttpRequest, visitor: Visitor, feedback: str) -> HttpResponseBase:
    """Show a written feedback as it was sent."""
    record = feedback_get(feedback=feedback, **visitor.looking)
    person, at = visitor.acting.person, visitor.looking["at"]
    told = record.told.select_related("problem").order_by("problem__number")
    may_answer = record.answered_at is None and record.by_id != person and is_in_office(person, at)
    context = {
        "feedback": record,
        "lines": record.lines,
        "ids": {one.problem.number: one.problem_id for one in told},
        "open": [one.problem for one in told if one.problem.state == State.FIXED],
        "may_answer": may_answer,
        "tabs": tabs_of(visitor),
        "at_tab": "feedback",
    }
    return show(request, visitor, "problems/feedback.html", context)


@posted
@signed_in
def accept(request: HttpRequest, visitor: Visitor, feedback: str) -> HttpResponseBase:
    """Accept a written feedback."""
    note = request.POST.get("note", "")
    feedback_accept(by=visitor.acting, feedback=feedback, note=note)
    return done(request, "已认可", f"/feedback/{feedback}")


@posted
@signed_in
def give_back(request: HttpRequest, visitor: Visitor, feedback: str) -> HttpResponseBase:
    """Return a written feedback, and with it those of its problems that were named."""
    reason, problems = request.POST.get("reason", ""), request.POST.getlist("problem")
    feedback_return(by=visitor.acting, feedback=feedback, reason=reason, problems=problems)
    return done(request, "已退回", f"/feedback/{feedback}")


@signed_in
def printed(request: HttpRequest, visitor: Visitor, feedback: str, suffix: str) -> HttpResponseBase:
    """Print a written feedback as Word or PDF."""
    del request
    record = feedback_get(feedback=feedback, **visitor.looking)
    form = form_of(record)
    data = feedback_pdf(form) if suffix == "pdf" else feedback_docx(form)
    answer = HttpResponse(data, content_type=KINDS[suffix])
    name = f"整改情况书面反馈{record.number}（{record.unit.name}）.{suffix}"
    disposition = content_disposition_header(suffix != "pdf", name)
    if disposition:
        answer.headers["Content-Disposition"] = disposition
    return answer


def form_of(record: FeedbackRecord) -> FeedbackForm:
    """Return a written feedback as it is printed."""
    lines = tuple(FeedbackLine(**{name: line[name] for name in LINE}) for line in record.lines)
    name = county_office().name
    county = name.removesuffix("人民政府办公室").removesuffix("办公室")
    return FeedbackForm(
        county=county,
        unit=record.unit.name,
        number=record.number,
        sender=record.by.name,
        sent_on=_day(record.at),
        lines=lines,
        answer=_answer(record),
    )


def _answer(record: FeedbackRecord) -> str:
    if record.answered_at is None or record.answered_by is None:
        return ""
    said = "认可" if record.is_accepted else "退回"
    told = f"，{record.answer}" if record.answer else ""
    return f"{said}{told}（{record.answered_by.name}，{_day(record.answered_at).isoformat()}）"


def _day(at: datetime.datetime) -> datetime.date:
    return localtime(at).date()
