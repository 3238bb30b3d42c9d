"""Signing in over HTTP, and what a session, a token and a stranger may do (R17, I7)."""

from typing import Any

import pytest
from browser import OWN, Browser, People, done, told
from county import verbs

pytestmark = pytest.mark.db


def test_the_way_of_a_new_account(people: People) -> None:
    """A starting password opens nothing but the change of it and the dynamic code."""
    starting = people.starting("秦安")
    browser = Browser(people.county)
    opened = done(browser.open(starting.login, starting.password))

    assert opened["must_change"]
    assert told(browser.get("units"))["code"] == "change_password"
    done(browser.post("session/password/change", password=starting.password, new=OWN))
    assert told(browser.get("units"))["code"] == "enrol_totp"
    browser.secret = done(browser.post("session/totp/enrol", password=OWN))["secret"]
    done(browser.post("session/totp/confirm", code=browser.code()))
    me = done(browser.get("session/me"))
    assert (me["person"]["name"], me["standing"], me["has_totp"]) == ("秦安", "ready", True)
    assert [post["position"] for post in me["posts"]] == ["security_administrator"]
    assert done(browser.get("units"))["count"] == 2


def test_signing_in_again_asks_for_the_code(people: People) -> None:
    browser = people.sign_in("秦安")
    done(browser.post("session/close"))

    assert told(browser.get("units"))["code"] == "not_signed_in"
    assert told(browser.open("GL2", OWN))["code"] == "sign_in"
    assert told(browser.open("GL2", OWN, "000000"))["status"] == 401
    done(browser.open("GL2", OWN, browser.code()))
    assert done(browser.get("units"))["count"] == 2


def test_the_cookie_of_a_closed_session_opens_nothing(people: People) -> None:
    browser = people.sign_in("秦安")
    cookie = browser.client.cookies["shenfa_session"].value
    done(browser.post("session/close"))
    browser.client.cookies["shenfa_session"] = cookie

    assert told(browser.get("units"))["code"] == "session"


def test_a_session_nobody_uses_ends(people: People) -> None:
    browser = people.sign_in("秦安")
    people.county.hands.move(minutes=29)
    done(browser.get("units"))
    people.county.hands.move(minutes=29)
    done(browser.get("units"))
    people.county.hands.move(minutes=31)

    assert told(browser.get("units"))["status"] == 401


def test_five_wrong_passwords_lock(people: People, anybody: Browser) -> None:
    """Also for a number that nobody has, so that a lock tells nothing."""
    people.starting("秦安")
    for login in ("GL2", "nobody"):
        codes = [told(anybody.open(login, "wrong"))["code"] for _ in range(6)]

        assert codes == ["sign_in"] * 4 + ["locked"] * 2
    assert told(anybody.open("GL2", "wrong"))["status"] == 429


def test_a_change_needs_the_csrf_token(people: People) -> None:
    """A page elsewhere can make the browser send the cookie, but not this token."""
    browser = people.sign_in("秦系")
    for csrf in ("", "x" * 64, people.sign_in("秦安").csrf):
        browser.csrf = csrf
        before = verbs()

        assert told(browser.post("units/open", name="云塘乡人民政府"))["code"] == "csrf"
        assert verbs() == before
    browser.csrf = done(browser.get("session/me"))["csrf"]
    done(browser.post("units/open", name="云塘乡人民政府"))


def test_a_foreign_form_cannot_sign_in(people: People, anybody: Browser) -> None:
    """A form can send text that looks like JSON, but not call it JSON."""
    starting = people.starting("秦安")
    body = f'{{"login": "{starting.login}", "password": "{starting.password}"}}'
    response = anybody.client.post("/api/session/open", body, content_type="text/plain")

    assert told(response)["code"] == "media_type"
    assert not anybody.client.cookies


@pytest.mark.parametrize("is_secure", [False, True])
def test_the_cookie_is_for_the_server_only(
    people: People,
    settings: Any,  # noqa: ANN401 - pytest-django does not name its type
    is_secure: bool,
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = is_secure
    starting = people.starting("秦安")
    browser = Browser(people.county)
    response = browser.open(starting.login, starting.password)

    for name in ("shenfa_session", "csrftoken"):
        cookie = response.cookies[name]
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
        assert bool(cookie["secure"]) is is_secure
    assert response.cookies["shenfa_session"].value not in response.content.decode()


def test_a_program_has_a_token_and_no_session(people: People) -> None:
    """I7: a token reads and prepares, without CSRF; what needs the person is refused."""
    browser = people.sign_in("秦系")
    proof = {"password": OWN, "code": browser.code()}
    expires = (people.county.hands.at.replace(year=2027)).isoformat()
    issued = done(browser.post("tokens/issue", label="对接", expires=expires, **proof))
    program = Browser(people.county, token=issued["secret"])

    assert done(program.get("units"))["count"] == 2
    done(program.post("units/open", name="云塘乡人民政府"))
    assert told(program.get("session/me"))["code"] == "not_signed_in"
    refused = program.post("tokens/issue", label="又一个", expires=expires, password=OWN)
    assert told(refused)["code"] == "session"
    assert [one["label"] for one in done(browser.get("tokens"))] == ["对接"]
    done(browser.post(f"tokens/{issued['id']}/revoke"))
    assert told(program.get("units"))["code"] == "token"
    assert done(browser.get("tokens")) == []


def test_a_device_is_added_and_revoked(people: People) -> None:
    browser = people.sign_in("秦安")
    proof = {"password": OWN, "code": browser.code()}
    adding = {"label": "手机", "new_pin": "274913"}
    wrong = browser.post("devices/add", **adding, **proof | {"password": "wrong"})
    assert told(wrong)["code"] == "reauthentication"
    assert told(wrong)["status"] == 403

    device = done(browser.post("devices/add", **adding, **proof))
    assert [one["label"] for one in done(browser.get("devices"))] == ["手机"]
    done(browser.post(f"devices/{device['id']}/revoke"))
    assert done(browser.get("devices")) == []
    assert told(browser.post(f"devices/{device['id']}/revoke"))["status"] == 404


def test_two_others_let_a_person_in_again(people: People) -> None:
    leader, security = people.sign_in("覃镇长"), people.sign_in("秦安")
    lost = people.sign_in("向文")
    person = people.county.id("向文")
    asked = done(leader.post("recoveries/request", person=person, kind="password", reason="遗忘"))
    assert told(leader.post(f"recoveries/{asked['id']}/confirm"))["code"] == "not_entitled"
    code = done(security.post(f"recoveries/{asked['id']}/confirm"))["code"]
    login = done(security.get(f"people/{person}"))["staff_number"]
    anybody = Browser(people.county)
    fresh = "yun-tang-he-shui-9"
    wrong = anybody.post("recoveries/use", login=login, code="x", password=fresh)
    assert told(wrong)["status"] == 401

    done(anybody.post("recoveries/use", login=login, code=code, password=fresh))
    assert told(lost.get("units"))["code"] == "session"
    done(lost.open(login, fresh, lost.code()))
    listed = done(security.get("recoveries"))["items"]
    assert [(one["kind"], one["used_at"] is not None) for one in listed] == [("password", True)]


def test_accounts_show_what_is_missing(people: People) -> None:
    security = people.sign_in("秦安")
    office = {one["person"]["name"]: one for one in done(security.get("accounts"))["items"]}

    assert office["秦安"]["is_complete"]
    assert (office["向文"]["has_account"], office["向文"]["needs_totp"]) == (False, True)
    person = office["向文"]["person"]["id"]
    issued = done(security.post(f"people/{person}/credential/issue"))
    assert (issued["name"], issued["person"]) == ("向文", person)
    assert done(Browser(people.county).open(issued["login"], issued["password"]))["must_change"]
