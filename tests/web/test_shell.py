"""The shell around every page: the first sign-in, the idle time-out, what is told when not."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import OWN, People
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from manuscript_county import WRITER
from review_county import FIRST, Reviewing, submit
from visiting import Visit, words

from shenfa.desk.access.models import DeviceRecord
from shenfa.desk.review.models import NoticeRecord
from shenfa.web import pages
from shenfa.web.wsgi import STATIC

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SECRET = re.compile(r"密钥：<span[^>]*>([A-Z2-7]+)<")


def signed_in(people: People, name: str) -> Client:
    """Return the browser of somebody who has just got their starting password."""
    starting = people.starting(name)
    client = Client()
    sent = {"login": starting.login, "password": starting.password, "next": "/manuscripts"}
    assert client.post("/sign-in", sent).headers["Location"] == "/manuscripts"
    return client


def test_the_starting_password_opens_nothing_but_its_change(people: People) -> None:
    """Then the dynamic code, then everything."""
    client = signed_in(people, "彭科")
    for address in ("/tasks", "/manuscripts", "/notices", "/reports", "/manuscripts/new"):
        assert client.get(address).headers["Location"] == "/account/password"
    page = client.get("/account/password").content.decode()

    assert "须先修改口令" in words(page)
    assert "我的待办" not in page


def test_after_the_password_comes_the_dynamic_code(people: People) -> None:
    starting = people.starting("彭科")
    client = Client()
    client.post("/sign-in", {"login": starting.login, "password": starting.password})
    change = {"password": starting.password, "new": OWN, "again": f"{OWN}x", "back": "/account"}
    refused = client.post("/account/password", change, follow=True)
    assert "两次输入的新口令不一致" in words(refused.content.decode())
    client.post("/account/password", {**change, "again": OWN})

    assert client.get("/tasks").headers["Location"] == "/account/totp"
    page = client.post("/account/totp", {"password": OWN}).content.decode()
    assert SECRET.search(page)


def test_who_was_idle_comes_back_to_the_page(people: People) -> None:
    """Half an hour (GB/T 22239): the page is asked for again after signing in."""
    reviewing = Reviewing(people.county)
    revision = reviewing.writing.revision()
    visit, address = Visit(people.county, FIRST), f"/revisions/{revision.id}/"
    visit.page(address)
    people.county.hands.move(seconds=31 * 60)
    sent = visit.client.get(address).headers["Location"]
    page = visit.client.get(sent).content.decode()

    assert parse_qs(urlsplit(sent).query)["next"] == [address]
    assert "较长时间没有操作" in words(page)
    assert f'name="next" value="{address}"' in page


def test_what_was_sent_too_late_is_said_not_to_have_happened(people: People) -> None:
    """And the way back is the page with the form, not what the form would have done."""
    reviewing = Reviewing(people.county)
    revision = reviewing.writing.revision()
    visit, address = Visit(people.county, WRITER), f"/revisions/{revision.id}/"
    people.county.hands.move(seconds=31 * 60)
    answer = visit.client.post(f"{address}recall", {"back": address, "reason": "改后再送"})
    sent = answer.headers["Location"]

    assert parse_qs(urlsplit(sent).query) == {"next": [address], "why": ["lost"]}
    assert "刚才提交的操作没有办理" in words(visit.client.get(sent).content.decode())


@pytest.mark.parametrize("where", ["//evil.example/", "https://evil.example/", "javascript:x", ""])
def test_nobody_is_led_away_by_signing_in(people: People, where: str) -> None:
    assert people
    page = Client().get("/sign-in", {"next": where}).content.decode()
    assert 'name="next" value="/tasks"' in page


def test_a_refusal_is_announced_as_one(people: People) -> None:
    """An alert, by its role and by its sign, not only by its colour."""
    visit = Visit(people.county, FIRST)
    told = visit.post("/account/password", "/account/password", new="a", again="b")
    assert re.search(r'class="notice bad[^"]*" role="alert"><i class="ti ti-alert-circle"', told)


def test_errors_are_told_in_one_sentence(people: People) -> None:
    """403, 404, 413: in the layout of the system, with a way on, without a word of the program."""
    manuscript = Reviewing(people.county).writing.open().id
    visit = Visit(people.county, WRITER)
    strict = Client(enforce_csrf_checks=True)
    huge = {"body": "x" * (6 * 1024 * 1024)}
    for answer, status, sentence in (
        (strict.post("/sign-in", {"login": "x"}), 403, "刷新后重新提交"),
        (visit.client.get("/nowhere"), 404, "没有找到该页面"),
        (visit.client.get("/revisions/r-0123456789abcdef/"), 404, "没有找到"),
        (visit.client.post(f"/manuscripts/{manuscript}/save", huge), 413, "提交的内容太大"),
    ):
        page = answer.content.decode()
        assert answer.status_code == status, words(page)
        assert sentence in words(page)
        assert "desk.css" in page
        for word in ("Traceback", "Django", "Exception", "CSRF", "<script>"):
            assert word not in page


def test_a_broken_page_tells_nothing_of_the_program(people: People) -> None:
    """500: made of nothing that could be broken as well."""
    assert people
    answer = pages.failure(RequestFactory().get("/tasks"))
    page = answer.content.decode()

    assert (answer.status_code, page.count("<h1>")) == (500, 1)
    assert "没有办理" in page


def test_a_file_that_is_too_large_is_refused_by_name_of_the_limit(
    people: People,
    settings: Any,  # noqa: ANN401 - pytest-django does not name its type
) -> None:
    settings.LARGEST_FILE = 2 * 1024**2
    reviewing = Reviewing(people.county)
    manuscript = reviewing.writing.open().id
    visit = Visit(people.county, WRITER)
    file = SimpleUploadedFile("大.txt", b"x" * (3 * 1024**2))
    answer = visit.client.post(
        f"/manuscripts/{manuscript}/files", {"upload": file}, headers={"X-Writing": "1"}
    )

    assert answer.status_code == 422
    assert "文件不得超过2MB" in answer.json()["sentence"]


def test_an_older_browser_is_told_by_what_it_cannot_do(people: People) -> None:
    """Hidden where a feature of Chromium 110 is known; no script, no name of a browser."""
    assert people
    page = Client().get("/sign-in").content.decode()
    assert "浏览器版本较旧" in page
    style = (STATIC / "desk" / "desk.css").read_text(encoding="utf-8")
    assert "@supports (initial-letter: 1)" in style


def test_a_link_never_does_what_a_form_does(people: People) -> None:
    """Whoever opens an address by hand, by going back or by a prefetch has done nothing."""
    reviewing = Reviewing(people.county)
    submit(people.county, reviewing.writing.revision())
    visit = Visit(people.county, FIRST)
    notice = NoticeRecord.objects.get(person__name=FIRST)
    device = DeviceRecord.objects.get(person__name=FIRST)
    for address in (f"/notices/{notice.id}/read", f"/account/devices/{device.id}/revoke"):
        visit.client.get(address)
    notice.refresh_from_db()
    device.refresh_from_db()

    assert (notice.read_at, device.revoked_at) == (None, None)
