"""Signing in and out, and what belongs to one's own account."""

import io

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe

from shenfa.desk.access.credentials import password_change, totp_confirm, totp_enrol
from shenfa.desk.access.devices import device_add, device_revoke
from shenfa.desk.access.recovery import recovery_use
from shenfa.desk.access.selectors import credential_standing, device_live
from shenfa.desk.access.sessions import session_close, session_open
from shenfa.desk.mail.services import mail_choice, mail_choose
from shenfa.desk.organisation.selectors import county_office, person_tenures
from shenfa.desk.refusals import CommandRefused
from shenfa.web.api.identity import COOKIE
from shenfa.web.given import given
from shenfa.web.workbench.frame import (
    DEVICE_COOKIE,
    GOOD,
    Visitor,
    county_name,
    done,
    evidence_of,
    posted,
    session_of,
    show,
    signed_in,
)

YEAR = 366 * 24 * 3600
WHY = {
    "idle": "较长时间没有操作或者已在别处登录，请重新登录，之后回到刚才的页面",
    "lost": "登录已失效，刚才提交的操作没有办理，请重新登录后再办理一次",
}
"""Why somebody who was signed in is asked again."""


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in with staff number, password and dynamic code."""
    where = request.POST.get("next") or request.GET.get("next", "")
    where = where if where.startswith("/") and not where.startswith("//") else "/tasks"
    why = WHY.get(request.GET.get("why", ""), "")
    context: dict[str, object] = {"next": where, "county": _county(), "why": why}
    if request.method != "POST":
        return redirect(where) if session_of(request) else _signing(request, context)
    login = request.POST.get("login", "")
    try:
        opened = session_open(
            clock=given().clock,
            login=login,
            password=request.POST.get("password", ""),
            code=request.POST.get("code", "").replace(" ", ""),
            address=request.META.get("REMOTE_ADDR", ""),
        )
    except CommandRefused as refusal:
        return _signing(request, {**context, "sentence": str(refusal), "login": login}, status=403)
    response = redirect(where)
    _set_cookie(request, response, COOKIE, opened.token)
    return response


@signed_in
def sign_out(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Sign out; a page is not enough for it, because links are followed by machines too."""
    session = session_of(request)
    if request.method == "POST" and session is not None:
        session_close(by=visitor.acting, session=session.id)
    response = redirect("/sign-in")
    response.delete_cookie(COOKIE)
    return response


def recover(request: HttpRequest) -> HttpResponseBase:
    """Come back in with the code that two other people have given out."""
    context: dict[str, object] = {"county": _county()}
    if request.method == "POST":
        try:
            recovery_use(
                clock=given().clock,
                login=request.POST.get("login", ""),
                code=request.POST.get("code", ""),
                password=request.POST.get("password", ""),
                address=request.META.get("REMOTE_ADDR", ""),
            )
        except CommandRefused as refusal:
            return render(request, "session/recover.html", {**context, "sentence": str(refusal)})
        messages.add_message(request, messages.SUCCESS, "已恢复，请重新登录", extra_tags=GOOD)
        return redirect("/sign-in")
    return render(request, "session/recover.html", context)


@signed_in
def account(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show one's own account: positions, devices, what is missing."""
    person, at = visitor.acting.person, visitor.looking["at"]
    context = {
        "standing": credential_standing(person=person, at=at),
        "devices": device_live(person),
        "has_device": DEVICE_COOKIE in request.COOKIES,
        "tenures": person_tenures(person=person, at=at),
        "mail": mail_choice(person=person),
        "sends_mail": given().deployment.mail is not None,
    }
    return show(request, visitor, "session/account.html", context)


@posted
@signed_in
def mail(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Choose whether notices come by e-mail, and where to."""
    is_wanted = "wanted" in request.POST
    mail_choose(by=visitor.acting, address=request.POST.get("mailbox", ""), is_wanted=is_wanted)
    said = "今后有新的提醒时发送邮件" if is_wanted else "不再发送邮件，提醒仍在页面上显示"
    return done(request, said, "/account")


@signed_in
def password(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Change one's own password."""
    if request.method == "POST":
        new = request.POST.get("new", "")
        if new != request.POST.get("again", ""):
            raise CommandRefused("again", "两次输入的新口令不一致，请重新输入")
        password_change(by=visitor.acting, evidence=evidence_of(request, visitor), new=new)
        return done(request, "口令已修改", "/account")
    return show(request, visitor, "session/password.html", {})


@signed_in
def totp(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Set up the dynamic code: the password first, then the picture, then a code to confirm."""
    evidence = evidence_of(request, visitor)
    if request.POST.get("step") == "confirm":
        totp_confirm(by=visitor.acting, evidence=evidence)
        return done(request, "动态码已启用", "/tasks")
    context: dict[str, object] = {}
    if request.method == "POST":
        enrolment = totp_enrol(by=visitor.acting, evidence=evidence)
        context = {"secret": enrolment.secret, "picture": _picture(enrolment.uri)}
    return show(request, visitor, "session/totp.html", context)


@posted
@signed_in
def device(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Make this browser one's own device, with a PIN for decisions."""
    issued = device_add(
        by=visitor.acting,
        evidence=evidence_of(request, visitor),
        label=request.POST.get("label", ""),
        pin=request.POST.get("new_pin", ""),
    )
    response = done(request, "本设备已登记，今后作出决定可以只输 PIN", "/account")
    _set_cookie(request, response, DEVICE_COOKIE, issued.secret, max_age=YEAR)
    return response


@signed_in
def device_gone(request: HttpRequest, visitor: Visitor, device: str) -> HttpResponseBase:
    """Revoke a device of one's own."""
    if request.method != "POST":
        return redirect("/account")
    device_revoke(by=visitor.acting, device=device)
    return done(request, "该设备已注销", "/account")


def _signing(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "session/sign_in.html", context, status=status)


def _set_cookie(
    request: HttpRequest,
    response: HttpResponseBase,
    name: str,
    value: str,
    max_age: int | None = None,
) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )


def _county() -> str:
    try:
        return county_name(county_office().name)
    except CommandRefused:
        return ""


def _picture(uri: str) -> SafeString:
    out = io.BytesIO()
    segno.make(uri).save(out, kind="svg", xmldecl=False, scale=5, nl=False)
    return mark_safe(out.getvalue().decode())  # noqa: S308 - an SVG that this function made
