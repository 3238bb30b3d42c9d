"""Who asks: a person with a session (a cookie, and a CSRF token to change something) or a token.

A token stands for a program of a person. What needs a person at the keyboard asks for
``session``, which is empty there.
"""

import datetime
from dataclasses import dataclass
from typing import TypedDict

from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from shenfa.desk.access.models import SessionRecord
from shenfa.desk.access.selectors import Standing, session_get, session_standing, token_get
from shenfa.desk.access.sessions import session_touch
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting
from shenfa.web.given import given

COOKIE = "shenfa_session"
FIRST = {
    Standing.CHANGE_PASSWORD: "请先修改口令，再办理其他事项",
    Standing.ENROL_TOTP: "请先启用动态码，再办理其他事项",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """The person asking, and the digest of their session; a token has none."""

    acting: Acting
    session: str


class Looking(TypedDict):
    """Who looks, and when: what every selector asks."""

    viewer: str
    at: datetime.datetime


class AnySession(APIKeyCookie):
    """A session, by its cookie, also of a person who must first change the password."""

    param_name = COOKIE

    def __init__(self) -> None:
        # Checked below, where it can say what to do, and not before there is a session.
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> Identity | None:
        """Return who has this session, or None where there is no cookie."""
        return _identity(request, session_of(key)) if key else None


class Session(AnySession):
    """A session of a person who has nothing to do first."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Identity | None:
        """Return who has this session, or None where there is no cookie."""
        if not key:
            return None
        session = session_of(key)
        standing = session_standing(session=session, at=given().clock.now())
        if standing in FIRST:
            raise CommandRefused(standing.value, FIRST[standing])
        return _identity(request, session)


class Token(HttpBearer):
    """A token, by the header ``Authorization: Bearer …``."""

    def authenticate(self, request: HttpRequest, token: str) -> Identity:
        """Return whose program has this token, or refuse."""
        del request
        clock = given().clock
        found = token_get(token=token, at=clock.now())
        return Identity(Acting(found.person_id, clock), "")


by_session, by_any_session, by_token = Session(), AnySession(), Token()


def identity_of(request: HttpRequest) -> Identity:
    """Return who asks; an operation that is open to everybody must not want to know."""
    found: object = getattr(request, "auth", None)
    if not isinstance(found, Identity):
        raise TypeError("this operation is open to everybody")
    return found


def looking(request: HttpRequest) -> Looking:
    """Return who looks, and when."""
    acting = identity_of(request).acting
    return {"viewer": acting.person, "at": acting.clock.now()}


def session_of(token: str) -> SessionRecord:
    """Return the live session of a cookie, or refuse."""
    return session_get(token=token, at=given().clock.now())


def _identity(request: HttpRequest, session: SessionRecord) -> Identity:
    if check_csrf(request) is not None:
        raise CommandRefused("csrf", "请求没有带上页面的校验码，请刷新后重试")
    clock = given().clock
    session_touch(clock=clock, session=session)
    return Identity(Acting(session.person_id, clock), session.digest)
