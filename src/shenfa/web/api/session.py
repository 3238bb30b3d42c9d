"""Signing in and out, and what a person does about their own account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token, rotate_token
from ninja import Field, Router, Schema, Status
from pydantic import SecretStr

from shenfa.desk.access import credentials, sessions
from shenfa.desk.access.selectors import Standing, credential_standing, session_standing
from shenfa.desk.organisation.selectors import tenure_list
from shenfa.desk.refusals import CommandRefused
from shenfa.review import Position
from shenfa.web.api.fields import POSITIONS, Body, PersonName, UnitName
from shenfa.web.api.identity import COOKIE, by_any_session, identity_of, session_of
from shenfa.web.api.proof import Proof, evidence_of
from shenfa.web.given import given

router = Router(tags=["登录"])

JSON = "application/json"


class SessionOpening(Body):
    """What is shown to sign in."""

    login: str = Field(description="工号")
    password: SecretStr = Field(description="口令")
    code: SecretStr = Field(SecretStr(""), description="动态码，已启用的必填")


class SessionOpened(Schema):
    """Somebody has signed in; the session itself is in the cookie only."""

    person: str = Field(description="人员编号")
    must_change: bool = Field(description="是否须先修改口令")
    needs_totp: bool = Field(description="是否须先启用动态码")
    csrf: str = Field(description="校验码，办理事项时放在 X-CSRFToken 头中")


class SessionPost(Schema):
    """A position held now."""

    unit: str = Field(description="单位编号")
    position: Position = Field(description=f"岗位：{POSITIONS}")


class SessionMe(Schema):
    """Who is signed in."""

    person: PersonName = Field(description="人员")
    unit: UnitName = Field(description="所在单位")
    posts: list[SessionPost] = Field(description="现任并已备案的岗位")
    standing: Standing = Field(
        description="ready 可以办理，change_password 须先修改口令，enrol_totp 须先启用动态码"
    )
    has_totp: bool = Field(description="是否已启用动态码")
    csrf: str = Field(description="校验码，办理事项时放在 X-CSRFToken 头中")


class PasswordChange(Body):
    """The password so far, and the new one."""

    password: SecretStr = Field(description="现用口令")
    new: SecretStr = Field(description="新口令")


class TotpEnrolment(Schema):
    """The secret of the dynamic code, shown once."""

    secret: str = Field(description="密钥，只显示一次")
    uri: str = Field(description="制作二维码用的地址，只显示一次")


class TotpConfirmation(Body):
    """A dynamic code by the new secret."""

    code: SecretStr = Field(description="动态码，6 位数字")


@router.post("/session/open", auth=None, response=SessionOpened, summary="登录")
def session_open(request: HttpRequest, response: HttpResponse, body: SessionOpening) -> object:
    """工号、口令、动态码；一人同时只有一个登录，新的登录使旧的失效。"""
    if request.content_type != JSON:  # what a form on a foreign page cannot send
        raise CommandRefused("media_type", "请求内容应为 application/json")
    opened = sessions.session_open(
        clock=given().clock,
        login=body.login,
        password=body.password.get_secret_value(),
        code=body.code.get_secret_value(),
        address=request.META.get("REMOTE_ADDR", ""),
    )
    response.set_cookie(
        COOKIE,
        opened.token,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    rotate_token(request)
    return {
        "person": opened.person,
        "must_change": opened.must_change,
        "needs_totp": opened.needs_totp,
        "csrf": get_token(request),
    }


@router.post("/session/close", auth=by_any_session, response={204: None}, summary="退出")
def session_close(request: HttpRequest, response: HttpResponse) -> Status[None]:
    """本次登录随即失效。"""
    session = session_of(request.COOKIES[COOKIE])
    sessions.session_close(by=identity_of(request).acting, session=session.id)
    response.delete_cookie(COOKIE, samesite="Lax")
    return Status(204, None)


@router.get("/session/me", auth=by_any_session, response=SessionMe, summary="查看本人")
def session_me(request: HttpRequest) -> object:
    """本人、现任岗位、须先办理的事项。"""
    acting = identity_of(request).acting
    at = acting.clock.now()
    account = credential_standing(person=acting.person, at=at)
    session = session_of(request.COOKIES[COOKIE])
    return {
        "person": account.person,
        "unit": account.person.unit,
        "posts": [one for one in tenure_list(person=acting.person) if one.holds_at(at)],
        "standing": session_standing(session=session, at=at),
        "has_totp": account.has_totp,
        "csrf": get_token(request),
    }


@router.post(
    "/session/password/change", auth=by_any_session, response={204: None}, summary="修改口令"
)
def password_change(request: HttpRequest, body: PasswordChange) -> Status[None]:
    """须验证现用口令；新口令不得与最近用过的相同。"""
    credentials.password_change(
        by=identity_of(request).acting,
        evidence=evidence_of(request, Proof(password=body.password)),
        new=body.new.get_secret_value(),
    )
    return Status(204, None)


@router.post(
    "/session/totp/enrol", auth=by_any_session, response=TotpEnrolment, summary="启用动态码"
)
def totp_enrol(request: HttpRequest, body: Proof) -> object:
    """首次启用须验证口令，更换须验证口令和现用的动态码；确认后生效。"""
    return credentials.totp_enrol(
        by=identity_of(request).acting, evidence=evidence_of(request, body)
    )


@router.post(
    "/session/totp/confirm", auth=by_any_session, response={204: None}, summary="确认动态码"
)
def totp_confirm(request: HttpRequest, body: TotpConfirmation) -> Status[None]:
    """用新密钥的一个动态码确认，自此登录须用动态码。"""
    credentials.totp_confirm(
        by=identity_of(request).acting, evidence=evidence_of(request, Proof(code=body.code))
    )
    return Status(204, None)
