"""What every page needs: who visits, the menu, telling how a command ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from shenfa.desk.access.models import SessionRecord
from shenfa.desk.access.reauthentication import Evidence
from shenfa.desk.access.selectors import Standing, session_get, session_standing
from shenfa.desk.access.sessions import session_touch
from shenfa.desk.organisation.selectors import county_office
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting
from shenfa.review import MoveRefused
from shenfa.web.api.identity import COOKIE, Identity, Looking
from shenfa.web.given import given
from shenfa.web.workbench.menu import Entry, bar_of, menu_of, row_of

P = ParamSpec("P")
DEVICE_COOKIE = "shenfa_device"
ONLY_FORMS = "打开链接不会办理任何事项，请回到原来的页面，用页面上的按钮办理"
GOOD, BAD = "good", "bad"
FIRST = {Standing.CHANGE_PASSWORD: "/account/password", Standing.ENROL_TOTP: "/account/totp"}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at the page, as the templates show them."""

    identity: Identity
    name: str
    unit: str
    unit_name: str
    county: str
    is_ready: bool
    menu: tuple[Entry, ...] = ()
    unread: int = 0

    @property
    def bar(self) -> tuple[Entry, ...]:
        """Return the entries of the bar at the top."""
        return bar_of(self.menu)

    @property
    def row(self) -> tuple[Entry, ...]:
        """Return the entries of the row below it, if there is one here."""
        return row_of(self.menu)

    @property
    def acting(self) -> Acting:
        """Return the person as the services want them."""
        return self.identity.acting

    @property
    def looking(self) -> Looking:
        """Return the person as the selectors want them."""
        return {"viewer": self.acting.person, "at": self.acting.clock.now()}


Page = Callable[Concatenate[HttpRequest, Visitor, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(page: Page[P]) -> View[P]:
    """Show a page to whoever is signed in and has nothing else to do first."""

    @wraps(page)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        session = session_of(request)
        if session is None:
            return redirect(_sign_in_again(request))
        standing = session_standing(session=session, at=given().clock.now())
        first = FIRST.get(standing)
        if first is not None and not request.path.startswith("/account"):
            return redirect(first)
        visitor = _visitor(request, session, is_ready=first is None)
        try:
            return page(request, visitor, *args, **kwargs)
        except NotFound as refusal:
            context = {"visitor": visitor, "title": "没有找到", "sentence": str(refusal)}
            return render(request, "parts/told.html", context, status=404)
        except (CommandRefused, MoveRefused) as refusal:
            if request.method == "GET":
                context = {"visitor": visitor, "title": "不能查看", "sentence": str(refusal)}
                return render(request, "parts/told.html", context, status=403)
            messages.add_message(request, messages.ERROR, str(refusal), extra_tags=BAD)
            return redirect(back(request))

    return shown


def posted(view: View[P]) -> View[P]:
    """Act on what a form sent and on nothing else; whoever follows a link there is told so."""

    @wraps(view)
    def acted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        return _only_forms(request)

    return acted


def show(
    request: HttpRequest, visitor: Visitor, template: str, context: Mapping[str, object]
) -> HttpResponse:
    """Show a template to a visitor."""
    return render(request, template, {"visitor": visitor, **context})


def done(request: HttpRequest, sentence: str, address: str = "") -> HttpResponse:
    """Say that a command was carried out, on the page it was given from or on another."""
    messages.add_message(request, messages.SUCCESS, sentence, extra_tags=GOOD)
    return redirect(address or back(request))


def back(request: HttpRequest) -> str:
    """Return the page of ours from which a form was sent."""
    address = request.POST.get("back", "") or request.path
    return address if address.startswith("/") and not address.startswith("//") else "/tasks"


def evidence_of(request: HttpRequest, visitor: Visitor) -> Evidence:
    """Return what the form shows of who decides: a PIN on the own device, or password and code."""
    device = request.COOKIES.get(DEVICE_COOKIE, "")
    pin = request.POST.get("pin", "")
    return Evidence(
        session=visitor.identity.session,
        password=request.POST.get("password", ""),
        code=request.POST.get("code", "").replace(" ", ""),
        device=device if pin else "",
        pin=pin,
    )


def session_of(request: HttpRequest) -> SessionRecord | None:
    """Return the live session of a request, if any, and keep it alive."""
    token, clock = request.COOKIES.get(COOKIE, ""), given().clock
    if not token:
        return None
    try:
        session = session_get(token=token, at=clock.now())
    except CommandRefused:
        return None
    session_touch(clock=clock, session=session)
    return session


@signed_in
def _only_forms(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    context = {"visitor": visitor, "title": "请在页面上办理", "sentence": ONLY_FORMS}
    answer = render(request, "parts/told.html", context, status=405)
    answer.headers["Allow"] = "POST"
    return answer


def _visitor(request: HttpRequest, session: SessionRecord, *, is_ready: bool) -> Visitor:
    clock, person = given().clock, session.person
    at = clock.now()
    menu, unread = menu_of(person.id, request.path, at) if is_ready else ((), 0)
    return Visitor(
        identity=Identity(Acting(person.id, clock), session.digest),
        name=person.name,
        unit=person.unit_id,
        unit_name=person.unit.name,
        county=county_name(county_office().name),
        is_ready=is_ready,
        menu=menu,
        unread=unread,
    )


def _sign_in_again(request: HttpRequest) -> str:
    """Return the way to the sign-in and from there back: to the page, never to what a form did."""
    is_read = request.method in {"GET", "HEAD"}
    where = request.get_full_path() if is_read else back(request)
    why = "" if COOKIE not in request.COOKIES else "&why=idle" if is_read else "&why=lost"
    return f"/sign-in?next={quote(where)}{why}"


def county_name(office: str) -> str:
    """Return the short name of the county, from the name of its office."""
    name = office.removesuffix("人民政府办公室").removesuffix("政府办公室")
    return name[:2] if name else ""
