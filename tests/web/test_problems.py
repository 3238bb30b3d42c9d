"""What a program is told when nothing was done: one problem, a stable code, one sentence."""

import datetime
import json
from typing import Any

import pytest
from browser import Browser, People, done, told
from county import TOWN
from django.db import connections

from shenfa.desk.clock import Clock
from shenfa.desk.deployment import Deployment
from shenfa.review import Employment
from shenfa.web.given import Given, give

SQLITE = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
"""What no database has a say in is looked at on one."""

PERSON = {"name": "田小禾", "staff_number": "T1", "employment": "in_house"}
START = {"unit": "u-1", "position": "releaser", "since": "2026-11-24T09:00:00+08:00"}


@pytest.fixture
def security(people: People) -> Browser:
    return people.sign_in("秦安")


@SQLITE
@pytest.mark.parametrize(
    ("path", "body", "field", "sentence"),
    [
        ("units/open", {}, "name", "缺少“name”，请补上"),
        ("units/open", {"name": 5}, "name", "“name”应为文字"),
        ("units/open", {"name": "云塘乡", "force": True}, "force", "没有“force”这一项，请删去"),
        ("units/u-1/people/register", PERSON | {"employment": "x"}, "employment", "应为 'in_house'"),
        ("units/u-1/policy/propose", {"author_may_first_review": "yes"}, "author_may_first_review",
         "应为 true 或 false"),
        ("people/p-1/tenures/start", START | {"since": "2026-11-24"}, "since", "2026-11-24T09:00:00"),
        ("people/p-1/tenures/start", START | {"since": "2026-11-24T09:00:00"}, "since", "时区"),
        ("people/p-1/tenures/start", START | {"since": "9999-12-31T23:59:59Z"}, "since", "早于"),
        ("people/p-1/tenures/start", START | {"since": "0001-01-01T00:00:00Z"}, "since", "不得小于"),
        ("units/open", {"name": "云塘乡", "\ud800": 1}, "请求内容", "填写不对"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(
    security: Browser, path: str, body: dict[str, object], field: str, sentence: str
) -> None:
    problem = told(security.post(path, **body))

    assert (problem["status"], problem["code"], problem["field"]) == (422, "invalid", field)
    assert sentence in problem["title"]


@SQLITE
def test_a_body_that_is_no_table_is_a_wrong_field_too(security: Browser) -> None:
    for text in ("[]", "5", ""):
        response = security.client.post(
            "/api/units/open", text, content_type="application/json", headers=security.headers()
        )

        assert told(response)["status"] == 422


@SQLITE
@pytest.mark.parametrize("query", ["limit=0", "limit=201", "offset=-1", "limit=x"])
def test_a_page_has_limits(security: Browser, query: str) -> None:
    problem = told(security.get(f"units?{query}"))

    assert (problem["status"], problem["field"]) == (422, query.partition("=")[0])


@SQLITE
def test_what_is_no_json_is_a_bad_request(security: Browser) -> None:
    for text in ("{", b"\xff\xfe", '{"name": }'):
        response = security.client.post(
            "/api/units/open", text, content_type="application/json", headers=security.headers()
        )

        assert told(response)["code"] == "bad_request"


@SQLITE
def test_a_body_may_be_too_large(security: Browser) -> None:
    assert told(security.post("units/open", name="长" * 2_000_000))["status"] == 413


@SQLITE
def test_unknown_addresses_and_methods(security: Browser) -> None:
    for path in ("nothing", "units/", "units/有/documents", f"units/{'u' * 65}", "units/%00"):
        assert told(security.get(path))["status"] == 404, path
    response = security.client.put("/api/units")
    assert told(response)["code"] == "method"
    assert response.headers["Allow"] == "GET"
    strange = security.client.get("/api/units", headers={"Host": "evil.example"})
    assert told(strange)["status"] == 400


@pytest.mark.db
def test_a_refusal_of_the_domain_names_its_clause(people: People) -> None:
    """R5, R2: contractors hold nothing, and the answer says by which clause."""
    security = people.sign_in("秦安")
    town = people.county.unit(TOWN)
    outside = people.county.register("外包员", town, Employment.CONTRACTOR).id
    since = people.county.hands.at.isoformat()
    start = {"unit": town, "position": "releaser", "since": since}
    problem = told(security.post(f"people/{outside}/tenures/start", **start))

    assert (problem["status"], problem["code"]) == (409, "appointment")
    assert problem["clause"] == "通知一：严禁将政务公开工作进行“外包”"
    assert told(security.post("units/open", name="云塘乡"))["status"] == 403


@SQLITE
def test_a_bug_tells_nothing_of_itself(security: Browser, deployment: Deployment) -> None:
    def broken() -> datetime.datetime:
        raise ZeroDivisionError("the secret of the machine")

    give(Given(Clock(broken), deployment))
    response = security.get("units")

    assert told(response)["code"] == "failure"
    assert b"secret" not in response.content
    assert b"Zero" not in response.content


@pytest.mark.db
def test_nothing_is_done_while_the_clock_goes_back(people: People) -> None:
    browser = people.sign_in("秦系")
    people.county.hands.move(hours=-1)
    problem = told(browser.post("units/open", name="云塘乡人民政府"))

    assert (problem["status"], problem["code"]) == (503, "clock")


@SQLITE
def test_a_lost_database_is_told(security: Browser) -> None:
    assert security.client.get("/healthz").status_code == 200
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = "/nonexistent/shenfa.sqlite3"

    assert security.client.get("/healthz").status_code == 503
    assert told(security.get("units"))["code"] == "unavailable"


@SQLITE
def test_every_answer_forbids_the_browser_what_it_must_not_do(anybody: Browser) -> None:
    for path in ("/", "/healthz", "/nothing", "/api/units", "/api/openapi.json", "/api/nothing"):
        headers: Any = anybody.client.get(path).headers

        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"


@SQLITE
def test_pages_are_chinese(anybody: Browser) -> None:
    home = anybody.client.get("/", follow=True)

    assert home.status_code == 200
    assert "登录" in home.content.decode()
    nothing = anybody.client.get("/nothing")
    assert nothing.status_code == 404
    assert "没有找到该页面" in nothing.content.decode()


@SQLITE
def test_the_first_problem_of_many_is_enough(security: Browser) -> None:
    problem = told(security.post("units/u-1/people/register"))

    assert problem["field"] == "name"
    assert json.dumps(problem, ensure_ascii=False).count("缺少") == 1


@SQLITE
def test_a_token_of_nobody_is_refused_before_the_cookie_is_looked_at(security: Browser) -> None:
    done(security.get("units"))
    security.token = "x"  # noqa: S105 - nobody's

    assert told(security.get("units"))["code"] == "token"
