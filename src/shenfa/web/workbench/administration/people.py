"""People and what they hold: the list, one person, registering, appointing, disabling (R1, R5–R7)."""

import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localdate, make_aware

from shenfa.desk.access.selectors import credential_standing, device_live, lock_of
from shenfa.desk.organisation.listing import people_page, person_history
from shenfa.desk.organisation.selectors import person_get, person_tenures, unit_visible
from shenfa.desk.organisation.services import (
    person_change,
    person_disable,
    person_register,
    tenure_start,
)
from shenfa.desk.organisation.steps import Appointment, Registration
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Now
from shenfa.review import POSITION_NAMES, Employment, Position
from shenfa.web.workbench.administration.rooms import SECURITY, in_room, keeper_of, show_room
from shenfa.web.workbench.frame import Visitor, done, posted

EMPLOYMENTS = {Employment.IN_HOUSE: "在编在岗", Employment.CONTRACTOR: "外包（只做技术维护）"}


@in_room("people")
def people(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the people of the county, and register one."""
    if request.method == "POST":
        return _register(request, visitor)
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "unit")}
    number = request.GET.get("page", "")
    page = people_page(
        words=asked["q"],
        unit=asked["unit"],
        number=int(number) if number.isdecimal() else 1,
        **visitor.looking,
    )
    context = {
        "page": page,
        "asked": asked,
        "units": unit_visible(**visitor.looking),
        "employments": EMPLOYMENTS,
        "is_security": _is_security(visitor),
        "before": _address(asked, page.number - 1) if page.number > 1 else "",
        "after": _address(asked, page.number + 1) if page.number < page.last else "",
    }
    return show_room(request, visitor, "people.html", context)


@in_room("people")
def person(request: HttpRequest, visitor: Visitor, person: str) -> HttpResponseBase:
    """Show a person: tenures and their filings, account, devices."""
    at = visitor.looking["at"]
    record = person_get(person=person, **visitor.looking)
    context = {
        "person": record,
        "tenures": person_tenures(person=person, at=at),
        "history": person_history(person=record, at=at),
        "account": credential_standing(person=person, at=at),
        "devices": device_live(person),
        "lock": lock_of(person),
        "units": unit_visible(**visitor.looking),
        "employments": EMPLOYMENTS,
        "positions": {one.value: name for one, name in POSITION_NAMES.items()},
        "today": localdate(at),
        "is_security": _is_security(visitor),
    }
    return show_room(request, visitor, "person.html", context)


@posted
@in_room("people")
def appoint(request: HttpRequest, visitor: Visitor, person: str) -> HttpResponseBase:
    """Give a person a position; it takes effect when the leader has filed it."""
    position = request.POST.get("position", "")
    if position not in set(Position):
        raise CommandRefused("position", "请选择岗位")
    since = _moment(request.POST.get("since", ""), visitor)
    until = request.POST.get("until", "").strip()
    appointment = Appointment(
        request.POST.get("unit", ""),
        Position(position),
        since,
        _moment(until, visitor) if until else None,
    )
    tenure_start(by=visitor.acting, person=person, appointment=appointment)
    return done(request, f"已任命{POSITION_NAMES[Position(position)]}，待该单位主要领导确认备案")


@posted
@in_room("people")
def change(request: HttpRequest, visitor: Visitor, person: str) -> HttpResponseBase:
    """Move a person to another unit, or change how they are employed."""
    person_change(
        by=visitor.acting,
        person=person,
        unit=request.POST.get("unit", ""),
        employment=_employment(request),
    )
    return done(request, "已变更")


@posted
@in_room("people")
def disable(request: HttpRequest, visitor: Visitor, person: str) -> HttpResponseBase:
    """Disable a person: tenures and sign-ins end at once."""
    person_disable(by=visitor.acting, person=person, reason=request.POST.get("reason", ""))
    return done(request, "已停用，其任职和登录一并结束")


def _register(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    registration = Registration(
        request.POST.get("name", ""), request.POST.get("staff_number", ""), _employment(request)
    )
    record = person_register(
        by=visitor.acting, unit=request.POST.get("unit", ""), registration=registration
    )
    return done(request, f"已登记{record.name}", f"/administration/people/{record.id}")


def _employment(request: HttpRequest) -> Employment:
    employment = request.POST.get("employment", "")
    if employment not in set(Employment):
        raise CommandRefused("employment", "请选择用工性质")
    return Employment(employment)


def _moment(text: str, visitor: Visitor) -> datetime.datetime:
    """Return the begin of a day; of today, now, because what is past needs no appointment."""
    try:
        day = datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise CommandRefused("dates", "日期应写成 2026-11-24 的形式") from None
    at = visitor.looking["at"]
    if day == localdate(at):
        return at
    return make_aware(datetime.datetime.combine(day, datetime.time()))


def _is_security(visitor: Visitor) -> bool:
    now = Now(visitor.acting.person, visitor.looking["at"])
    return keeper_of(now.person, now.at).holds(SECURITY)


def _address(asked: dict[str, str], number: int) -> str:
    kept = {name: value for name, value in asked.items() if value} | {"page": str(number)}
    return f"/administration/people?{urlencode(kept)}"
