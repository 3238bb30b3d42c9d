"""What people do about a problem in the pages: one form for each act."""

import datetime

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.ledger.from_patrol import observation_enter
from shenfa.desk.ledger.objections import Ruling, problem_appeal, problem_reopen, problem_rule
from shenfa.desk.ledger.services import (
    Assignment,
    Repair,
    problem_assign,
    problem_check,
    problem_fix,
    problem_hand_over,
    problem_open,
    problem_return,
    problem_strike_off,
)
from shenfa.desk.ledger.sighting import Seen, Sighting, Where, Wrong
from shenfa.desk.ledger.whose import ground_get, releases_at
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.refusals import CommandRefused
from shenfa.ledger import NATURE_NAMES, ORIGIN_NAMES, Nature, Origin, Verdict, place_of
from shenfa.text import Severity
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in

TOLD = {
    "new": "已挂账",
    "merged": "台账已有这个问题，已并入",
    "returned": "该问题曾经销号，现以原编号重新挂账",
    "dismissed": "该处已认定为误报，没有重新挂账",
    "repeated": "该问题已经挂账",
}
BY_HAND = (Origin.INSPECTION, Origin.OWN_CHECK, Origin.CITIZEN)
CLEAN = "公开页面已看不到该问题，已销号"
DIRTY = "公开页面仍能看到该问题，没有销号，请更正页面、附件和缓存后再复核"
UNSEEN = "公开页面没有看成，没有销号，请看下面的复核情况"


@signed_in
def new(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Hang a problem on account by hand."""
    looking = visitor.looking
    if request.method == "POST":
        entered = problem_open(by=visitor.acting, sighting=_sighting(request, visitor))
        address = f"/problems/{entered.problem.id}"
        return done(request, f"{TOLD[entered.outcome]}：{entered.problem.number}", address)
    context = {
        "units": unit_visible(**looking),
        "own": visitor.unit,
        "natures": NATURE_NAMES,
        "severities": tuple(Severity),
        "origins": {one: ORIGIN_NAMES[one] for one in BY_HAND},
        "given": {name: request.GET.get(name, "") for name in ("url", "words", "unit")},
    }
    return show(request, visitor, "problems/new.html", context)


@posted
@signed_in
def assign(request: HttpRequest, visitor: Visitor, problem: str) -> HttpResponseBase:
    """Name who fixes it; without a choice it is the visitor."""
    assignment = Assignment(
        request.POST.get("person", "") or visitor.acting.person,
        request.POST.get("measure", ""),
        _end_of(request.POST.get("due", "")),
    )
    record = problem_assign(by=visitor.acting, problem=problem, assignment=assignment)
    name = record.person.name if record.person else ""
    return done(request, f"已落实，由{name}整改", f"/problems/{problem}")


@posted
@signed_in
def fix(request: HttpRequest, visitor: Visitor, problem: str) -> HttpResponseBase:
    """Report that it is fixed."""
    repair = Repair(
        request.POST.get("measure", ""),
        request.POST.get("after", ""),
        request.POST.get("url", ""),
    )
    problem_fix(by=visitor.acting, problem=problem, repair=repair)
    return done(request, "已报告整改，等待其他人员复核销号", f"/problems/{problem}")


@posted
@signed_in
def check(request: HttpRequest, visitor: Visitor, problem: str) -> HttpResponseBase:
    """Look at the public page again, and strike it off where it is clean."""
    note = request.POST.get("note", "")
    verdict = problem_check(by=visitor.acting, problem=problem, note=note).verdict
    address = f"/problems/{problem}"
    if verdict != Verdict.CLEAN or "only" in request.POST:
        told = {Verdict.CLEAN: "公开页面已看不到该问题", Verdict.SHOWS: DIRTY}
        return done(request, told.get(Verdict(verdict), UNSEEN), address)
    problem_strike_off(by=visitor.acting, problem=problem, note=note)
    return done(request, CLEAN, address)


@posted
@signed_in
def give_back(request: HttpRequest, visitor: Visitor, problem: str) -> HttpResponseBase:
    """Send a repair back."""
    reason = request.POST.get("reason", "")
    problem_return(by=visitor.acting, problem=problem, reason=reason)
    return done(request, "已退回整改", f"/problems/{problem}")


@posted
@signed_in
def appeal(request: HttpRequest, visitor: Visitor, problem: str) -> HttpResponseBase:
    """Hold it for a false alarm."""
    reason = request.POST.get("reason", "")
    problem_appeal(by=visitor.acting, problem=problem, reason=reason)
    return done(request, "已提请认定误报", f"/problems/{problem}")


@posted
@signed_in
def rule(request: HttpRequest, visitor: Visitor, problem: str) -> HttpResponseBase:
    """Rule on whether it is a false alarm."""
    is_false_alarm = request.POST.get("verdict") == "false_alarm"
    ruling = Ruling(is_false_alarm, request.POST.get("reason", ""))
    problem_rule(by=visitor.acting, problem=problem, ruling=ruling)
    told = "已认定为误报，同样的问题不再挂账" if is_false_alarm else "已认定不是误报，继续整改"
    return done(request, told, f"/problems/{problem}")


@posted
@signed_in
def reopen(request: HttpRequest, visitor: Visitor, problem: str) -> HttpResponseBase:
    """Hang on account again what was held for a false alarm."""
    reason = request.POST.get("reason", "")
    problem_reopen(by=visitor.acting, problem=problem, reason=reason)
    return done(request, "已重新挂账", f"/problems/{problem}")


@posted
@signed_in
def hand_over(request: HttpRequest, visitor: Visitor, problem: str) -> HttpResponseBase:
    """Give it to the unit whose it is."""
    unit, reason = request.POST.get("unit", ""), request.POST.get("reason", "")
    problem_hand_over(by=visitor.acting, problem=problem, unit=unit, reason=reason)
    return done(request, "已改派单位", f"/problems/{problem}")


@posted
@signed_in
def from_patrol(request: HttpRequest, visitor: Visitor, observation: str) -> HttpResponseBase:
    """Hang on account what patrol found, by one act."""
    entered = observation_enter(by=visitor.acting, observation=observation)
    address = f"/problems/{entered.problem.id}"
    return done(request, f"{TOLD[entered.outcome]}：{entered.problem.number}", address)


def _sighting(request: HttpRequest, visitor: Visitor) -> Sighting:
    sent = request.POST
    nature, origin = sent.get("nature", Nature.TEXT), sent.get("origin", Origin.INSPECTION)
    severity = sent.get("severity", Severity.ERROR)
    if nature not in set(Nature) or origin not in BY_HAND or severity not in set(Severity):
        raise CommandRefused("nature", "请选择问题的类别、程度和来源")
    url = sent.get("url", "").strip()
    place = place_of(url)
    release = releases_at((place,), ground_get()).get(place) if place else None
    unit = release.revision.manuscript.unit_id if release else sent.get("unit", "")
    wrong = Wrong(
        nature=Nature(nature),
        title=sent.get("title", "").strip() or NATURE_NAMES[Nature(nature)],
        words=sent.get("words", ""),
        quote=sent.get("quote", ""),
        advice=sent.get("advice", ""),
        severity=Severity(severity),
    )
    where = Where(unit, url, sent.get("page_title", ""), release)
    seen = Seen(
        Origin(origin),
        visitor.looking["at"],
        finder=visitor.unit_name,
        person=visitor.acting.person,
    )
    return Sighting(wrong, where, seen)


def _end_of(day: str) -> datetime.datetime | None:
    """Return the end of a day in Beijing, as limits are written; None where none was set."""
    if not day:
        return None
    try:
        last = datetime.date.fromisoformat(day)
    except ValueError as error:
        raise CommandRefused("due", "整改期限应为日期") from error
    following = last + datetime.timedelta(days=1)
    beijing = datetime.timezone(datetime.timedelta(hours=8))
    return datetime.datetime.combine(following, datetime.time(), beijing).astimezone(datetime.UTC)
