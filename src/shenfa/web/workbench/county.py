"""The county office's desk: submissions for main columns, filings, all units (R1, R6, R7, R28–R37)."""

import datetime

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.form.county import CountyDecision, county_contact_set, county_decide
from shenfa.desk.form.listing import GROUP_NAMES, Group, form_page
from shenfa.desk.form.selectors import OPINIONS, Contact, contact_get
from shenfa.desk.form.standing import involved_in
from shenfa.desk.form.view import form_view
from shenfa.desk.organisation.authority import RECEIVERS
from shenfa.desk.organisation.filings import filing_object, filing_receive
from shenfa.desk.organisation.selectors import office_positions
from shenfa.desk.organisation.staffing import (
    filing_answered_list,
    filing_unanswered_list,
    tenure_unfiled_list,
)
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.release.overview import (
    Running,
    month_releases,
    running_list,
    unit_affairs,
    unit_overview,
)
from shenfa.desk.review.models import EndRecord
from shenfa.review import Position
from shenfa.review.form import FormState
from shenfa.web.workbench.forms import shared_context
from shenfa.web.workbench.frame import (
    DEVICE_COOKIE,
    Visitor,
    done,
    evidence_of,
    posted,
    show,
    signed_in,
)
from shenfa.web.workbench.menu import WATCHERS

SHOWN_FOR, LAST = datetime.timedelta(days=31), 12
LISTS = {"running": "审查中", "late": "超期", "questions": "待答复", "releases": "本月发布"}
DONE = {
    "approved": "已同意发布，请网站管理员办理发布",
    "form_returned": "已退回补表，版本和三审记录保留",
    "text_returned": "已退回改稿，单位修改后从初审重新开始",
}


@signed_in
def home(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show what the visitor does here: who decides sees the queue, others all units."""
    decides = Position.COUNTY_REVIEWER in _need_watcher(visitor)
    return _queue(request, visitor) if decides else _units(request, visitor)


@signed_in
def submissions(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the one queue of submissions, what is due first, with what each lacks in words."""
    _need_watcher(visitor)
    return _queue(request, visitor)


@posted
@signed_in
def contact(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Name whom units ask, and how the annex calls the county (R30)."""
    _need_watcher(visitor)
    named = Contact(
        county=request.POST.get("county", ""),
        contact=request.POST.get("contact", ""),
        phone=request.POST.get("phone", ""),
    )
    county_contact_set(by=visitor.acting, contact=named)
    return done(request, "联系人已更改，各单位的审核表页面随即显示")


@signed_in
def submission(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Show one submission with everything that the decision rests on."""
    held = _need_watcher(visitor)
    view = form_view(revision=revision, **visitor.looking)
    waits = view.state is FormState.SUBMITTED
    is_involved = visitor.acting.person in involved_in(view.form)
    context = {
        **shared_context(view),
        "waits": waits,
        "may_decide": waits and Position.COUNTY_REVIEWER in held and not is_involved,
        "is_involved": is_involved,
        "opinions": OPINIONS,
        "has_device": DEVICE_COOKIE in request.COOKIES,
        "end": EndRecord.objects.filter(revision=revision).first(),
    }
    return show(request, visitor, "county/submission.html", context)


@posted
@signed_in
def decide(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Approve, return the form, or return the text."""
    result = request.POST.get("result", "")
    if result not in OPINIONS:
        raise CommandRefused("result", "请选择同意发布、退回补表或者退回改稿")
    sha256, comment = request.POST.get("sha256", ""), request.POST.get("comment", "")
    county_decide(
        by=visitor.acting,
        revision=revision,
        decision=CountyDecision(sha256, result, comment),
        evidence=evidence_of(request, visitor),
    )
    return done(request, DONE[result], f"/county/submissions/{revision}")


@signed_in
def filings(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the filings that wait for receipt, what takes effect when, and what was answered."""
    held, at = _need_watcher(visitor), visitor.looking["at"]
    context = {
        "waiting": filing_unanswered_list(**visitor.looking),
        "unfiled": tenure_unfiled_list(**visitor.looking),
        "answered": filing_answered_list(since=at - SHOWN_FOR, **visitor.looking)[:LAST],
        "may_answer": bool(held & frozenset(RECEIVERS)),
        "person": visitor.acting.person,
        "at": at,
    }
    return show(request, visitor, "county/filings.html", context)


@posted
@signed_in
def receive(request: HttpRequest, visitor: Visitor, tenure: str) -> HttpResponseBase:
    """Record that the county office has seen a filing (收悉)."""
    filing_receive(by=visitor.acting, tenure=tenure, note=request.POST.get("note", ""))
    return done(request, "已收悉", "/county/filings")


@posted
@signed_in
def oppose(request: HttpRequest, visitor: Visitor, tenure: str) -> HttpResponseBase:
    """Object to a filing, which ends the tenure."""
    filing_object(by=visitor.acting, tenure=tenure, reason=request.POST.get("reason", ""))
    return done(request, "已提出异议，该任职即时终止", "/county/filings")


@signed_in
def overview(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show all units in numbers, each of which leads to its list."""
    _need_watcher(visitor)
    return _units(request, visitor)


@signed_in
def listed(request: HttpRequest, visitor: Visitor, what: str) -> HttpResponseBase:
    """Show the list behind a number over all units."""
    _need_watcher(visitor)
    name = LISTS.get(what)
    if name is None:
        raise NotFound("页面")
    context: dict[str, object] = {"what": what, "name": name}
    if what == "releases":
        context["releases"] = month_releases(**visitor.looking)
    else:
        context["running"] = [one for one in running_list(**visitor.looking) if _is(one, what)]
    return show(request, visitor, "county/listed.html", context)


@signed_in
def unit(request: HttpRequest, visitor: Visitor, unit: str) -> HttpResponseBase:
    """Show the lists behind the numbers of one unit."""
    _need_watcher(visitor)
    affairs = unit_affairs(unit=unit, **visitor.looking)
    context = {
        "affairs": affairs,
        "late": [one for one in affairs.running if one.is_late],
        "asked": [one for one in affairs.running if one.is_asked],
        "at": visitor.looking["at"],
    }
    return show(request, visitor, "county/unit.html", context)


def _queue(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    asked, number = request.GET.get("group", ""), request.GET.get("page", "")
    group = Group(asked) if asked in set(Group) else Group.WAITING
    unit = request.GET.get("unit", "")
    page = form_page(
        group=group,
        unit=unit,
        number=int(number) if number.isdecimal() else 1,
        **visitor.looking,
    )
    context = {
        "page": page,
        "group": group,
        "unit": unit,
        "groups": [(one, name, page.counts[one]) for one, name in GROUP_NAMES.items()],
        "contact": contact_get(),
        "may_name": bool(_need_watcher(visitor) & frozenset(RECEIVERS)),
        "before": page.number - 1,
        "after": page.number + 1 if page.number < page.last else 0,
    }
    return show(request, visitor, "county/submissions.html", context)


def _units(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    rows, only = unit_overview(**visitor.looking), request.GET.get("only", "")
    totals = {
        "under_way": sum(row.under_way for row in rows),
        "late": sum(row.late for row in rows),
        "questions": sum(row.questions for row in rows),
        "at_county": sum(row.at_county for row in rows),
        "gaps": sum(bool(row.missing) for row in rows),
        "released": sum(row.released for row in rows),
    }
    shown = [row for row in rows if row.missing] if only == "gaps" else rows
    context = {"rows": shown, "totals": totals, "only": only}
    return show(request, visitor, "county/overview.html", context)


def _is(one: Running, what: str) -> bool:
    return {"running": True, "late": one.is_late, "questions": one.is_asked}[what]


def _need_watcher(visitor: Visitor) -> frozenset[Position]:
    """Return what the visitor holds in the county office; to others there is no such page."""
    held = office_positions(person=visitor.acting.person, at=visitor.looking["at"]) & WATCHERS
    if not held:
        raise NotFound("页面")
    return held
