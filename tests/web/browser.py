"""A browser of one person: signs in over HTTP, keeps its cookies, sends the CSRF token."""

import json
from dataclasses import dataclass, field
from typing import Any

import pyotp
from county import County
from django.test import Client

from shenfa.desk.access.credentials import Starting, credential_issue, first_credentials

OWN = "shan-gu-qing-feng-8"
JSON = "application/json"


@dataclass
class Browser:
    """What a person holds in front of them, or a program with a token."""

    county: County
    csrf: str = ""
    token: str = ""
    secret: str = field(default="", repr=False)
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def headers(self) -> dict[str, str]:
        """Return what is sent along: a token, or what proves that it is our page."""
        if self.token:
            return {"Authorization": f"Bearer {self.token}"}
        return {"X-CSRFToken": self.csrf} if self.csrf else {}

    def get(self, path: str) -> Any:  # noqa: ANN401 - Django's test response
        """Ask for something."""
        return self.client.get(f"/api/{path}", headers=self.headers())

    def post(self, path: str, **body: object) -> Any:  # noqa: ANN401 - as above
        """Give a command."""
        return self.client.post(f"/api/{path}", body, content_type=JSON, headers=self.headers())

    def code(self) -> str:
        """Return the dynamic code of the moment, after letting the last one pass."""
        self.county.hands.move(seconds=60)
        return pyotp.TOTP(self.secret).at(self.county.hands.at)

    def open(self, login: str, password: str, code: str = "") -> Any:  # noqa: ANN401 - as above
        """Sign in, and keep the CSRF token."""
        response = self.post("session/open", login=login, password=password, code=code)
        if response.status_code == 200:
            self.csrf = response.json()["csrf"]
        return response

    def begin(self, starting: Starting) -> None:
        """Go the way of a new account: starting password, own password, dynamic code."""
        opened = done(self.open(starting.login, starting.password))
        assert opened["must_change"]
        done(self.post("session/password/change", password=starting.password, new=OWN))
        if opened["needs_totp"]:
            enrolment = done(self.post("session/totp/enrol", password=OWN))
            self.secret = enrolment["secret"]
            done(self.post("session/totp/confirm", code=self.code()))


@dataclass
class People:
    """The people of a county, who get their accounts when a test needs them."""

    county: County
    first: dict[str, Starting] = field(default_factory=dict)

    def sign_in(self, name: str) -> Browser:
        """Return the browser of a person who was given an account and went all the way."""
        browser = Browser(self.county)
        browser.begin(self.starting(name))
        return browser

    def starting(self, name: str) -> Starting:
        """Return the starting password of a person of this name."""
        if not self.first:
            first = first_credentials(by=self.county.by())
            self.first = {one.name: one for one in first}
        if name in self.first:
            return self.first[name]
        return credential_issue(by=self.county.by("秦安"), person=self.county.id(name))


def done(response: Any) -> Any:  # noqa: ANN401 - as above
    """Return what a request that succeeded brought."""
    assert response.status_code < 300, (response.status_code, response.content.decode())
    return json.loads(response.content) if response.content else None


def told(response: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return the problem that a refused request brought."""
    assert response.headers["Content-Type"] == "application/problem+json", response.content
    problem: dict[str, Any] = json.loads(response.content)
    assert problem["status"] == response.status_code
    assert set(problem) - {"field"} == {"status", "code", "title", "clause"}
    assert problem["title"]
    assert not problem["title"].endswith("。")
    return problem
