"""The three reviews over HTTP: scenario S1 and S2 as a program plays it (R12–R27, R46–R49)."""

from typing import Any

import pytest
from browser import OWN, Browser, People, done, told
from county import accepted
from django.core.files.uploadedfile import SimpleUploadedFile
from manuscript_county import WRITER
from review_county import FINAL, FIRST, SECOND, SECRECY, Reviewing, approve

from shenfa.review import CHECKLISTS, Stage
from shenfa.text import ContentKind

pytestmark = pytest.mark.db


def proof(browser: Browser) -> dict[str, str]:
    """Return what a person shows to prove again who they are."""
    return {"password": OWN, "code": browser.code()}


def signed_in(people: People, name: str) -> Browser:
    """Return the browser of a person who has a dynamic code, as everybody needs who signs."""
    browser = people.sign_in(name)
    if not browser.secret:
        browser.secret = done(browser.post("session/totp/enrol", password=OWN))["secret"]
        done(browser.post("session/totp/confirm", code=browser.code()))
    return browser


def opened(browser: Browser, address: str) -> dict[str, Any]:
    """Open every part, and return the case as this person sees it."""
    case = done(browser.get(f"{address}/review"))
    for part in case["parts"]:
        done(browser.post(f"{address}/parts/open", part=part))
    found: dict[str, Any] = done(browser.get(f"{address}/review"))
    return found


def may(case: dict[str, Any], action: str) -> str:
    """Return why an action is refused now."""
    return next(one["refusal"] for one in case["may"] if one["action"] == action)


def test_a_text_goes_through_three_reviews(people: People) -> None:
    """R12–R16, R27, R46: each person in a browser of their own, each with their own proof."""
    revision = Reviewing(people.county).cut()
    address = f"revisions/{revision.id}"
    writer, secrecy = signed_in(people, WRITER), people.sign_in(SECRECY)
    case = done(writer.post(f"{address}/check/run"))
    assert (case["stage"], case["audit"]["is_finished"], case["findings"]) == ("draft", True, [])
    assert may(case, "submit") == ""
    assert told(writer.post(f"{address}/submit"))["code"] == "reauthentication"
    case = done(writer.post(f"{address}/submit", **proof(writer)))
    assert (case["stage"], case["submission"]["person"]["name"]) == ("first", WRITER)

    reviewers = {
        Stage.FIRST: people.sign_in(FIRST),
        Stage.SECOND: people.sign_in(SECOND),
        Stage.FINAL: people.sign_in(FINAL),
    }
    first = reviewers[Stage.FIRST]
    assert [one["kind"] for one in done(first.get("tasks"))] == ["review"]
    assert done(first.get("notices"))["count"] == 1
    notice = done(first.get("notices"))["items"][0]["id"]
    assert first.post(f"notices/{notice}/read").status_code == 204
    assert done(first.get("notices"))["count"] == 0
    done(first.post(f"{address}/attribute/decide", attribute="proactive"))
    opened(secrecy, address)
    concluding = {"sha256": revision.sha256, "result": "passed"}
    done(secrecy.post(f"{address}/secrecy/conclude", **concluding, **proof(secrecy)))
    for stage, browser in reviewers.items():
        case = opened(browser, address)
        assert may(case, "pass") == ""
        deciding = {"sha256": revision.sha256, "result": "passed"}
        short = browser.post(f"{address}/decide", **deciding, **proof(browser))
        assert "校对清单" in told(short)["title"]
        deciding["proof"] = list(CHECKLISTS[stage])
        case = done(browser.post(f"{address}/decide", **deciding, **proof(browser)))
        with accepted():
            done(browser.post(f"{address}/decide", **deciding, **proof(browser)))

    assert case["stage"] == "approved"
    assert [step["decisions"][0]["person"]["name"] for step in case["steps"]] == [
        FIRST,
        SECOND,
        FINAL,
    ]


def test_a_program_prepares_and_never_decides(people: People) -> None:
    """I7: a token reads, but a decision needs the person's session."""
    reviewing = Reviewing(people.county)
    person = people.sign_in(FIRST)
    revision = reviewing.submitted()
    address = f"revisions/{revision.id}"
    issuing = {"label": "程序", "expires": "2027-01-01T00:00:00Z"}
    token = done(person.post("tokens/issue", **issuing, **proof(person)))["secret"]
    program = Browser(people.county, token=token)
    opened(program, address)
    people.county.hands.move(minutes=1)
    deciding = {"sha256": revision.sha256, "result": "passed", "proof": ["格式", "文字"]}
    refused = program.post(f"{address}/decide", **deciding, password=OWN, code=person.code())

    assert told(refused)["code"] == "session"


def test_undetermined_is_asked_and_answered(people: People) -> None:
    """R49."""
    reviewing = Reviewing(people.county)
    first, writer = people.sign_in(FIRST), signed_in(people, WRITER)
    revision = reviewing.submitted()
    address = f"revisions/{revision.id}"
    opened(first, address)
    due = people.county.hands.at.replace(year=2027).isoformat()
    asking = {"result": "undetermined", "comment": "依据何在", "asked": people.county.id(WRITER)}
    body = {"sha256": revision.sha256, **asking, "due": due}
    case = done(first.post(f"{address}/decide", **body, **proof(first)))
    assert (case["stage"], case["question"]["asked"]["name"]) == ("first", WRITER)
    again = {"asked": people.county.id(SECOND), "due": due}
    done(first.post(f"{address}/question/ask", **again))
    assert "指定的答复人" in told(writer.post(f"{address}/question/answer", answer="通知"))["title"]
    again["asked"] = people.county.id(WRITER)
    done(first.post(f"{address}/question/ask", **again))
    case = done(writer.post(f"{address}/question/answer", answer="县政府通知"))
    assert case["question"]["answer"] == "县政府通知"
    assert told(writer.post(f"{address}/recall", reason="改"))["status"] == 409


def test_findings_are_shown_masked_and_decided(people: People) -> None:
    """R23, R39: and another unit's revision is none."""
    body = "<p>竹沟镇便民服务中心,延长窗口服务时间。</p><p>电话13812345678。</p>"
    revision = Reviewing(people.county).cut(body=body)
    address = f"revisions/{revision.id}"
    writer = signed_in(people, WRITER)
    case = done(writer.post(f"{address}/check/run"))
    by_weight = {one["weight"]: one for one in case["findings"]}
    assert "13812345678" not in str(case["findings"])
    assert by_weight["certain_blocker"]["detail"]["place"] == "正文第2段"
    error, blocker = by_weight["error"]["key"], by_weight["certain_blocker"]["key"]
    refused = writer.post(f"{address}/findings/{blocker}/decide", decision="clear", reason="无妨")
    assert "只能改稿消除" in told(refused)["title"]
    argued = {"decision": "argue", "reason": "原文如此"}
    case = done(writer.post(f"{address}/findings/{error}/decide", **argued))
    assert [one["key"] for one in case["findings"] if one["is_open"]] == [blocker]
    assert told(writer.post(f"{address}/gaps/g-1/view", note="无"))["status"] == 404
    assert told(writer.get("revisions/r-0/review"))["status"] == 404


def test_a_source_is_captured_and_excepted(people: People) -> None:
    """R56, R57."""
    kind = ContentKind.REPOST
    revision = Reviewing(people.county).cut(kind=kind, source_url="https://a.example/1")
    address = f"revisions/{revision.id}"
    writer, deputy = signed_in(people, WRITER), people.sign_in(FINAL)
    published = people.county.hands.at.isoformat()
    page = f"<html><body><h1>{revision.title}</h1>{revision.body}</body></html>".encode()
    body = {
        "url": "https://a.example/1",
        "published": published,
        "file": SimpleUploadedFile("来源.html", page),
    }
    path = f"/api/{address}/source/capture"
    case = done(writer.client.post(path, body, headers=writer.headers()))
    assert (case["capture"]["equal"], case["capture"]["host"]) == ("yes", "a.example")
    assert told(writer.post(f"{address}/source/accept"))["code"] == "nothing"
    assert told(deputy.post(f"{address}/source/decide", reasons={}))["code"] == "decided"
    refused = writer.post(f"{address}/source/except", reason="未报道")
    assert told(refused)["status"] == 403
    done(deputy.post(f"{address}/source/except", reason="县级媒体未报道"))


def test_what_was_handed_on_is_taken_back(people: People) -> None:
    """I23."""
    reviewing = Reviewing(people.county)
    first = people.sign_in(FIRST)
    revision = reviewing.cut()
    approve(people.county, revision, (Stage.FIRST,))
    case = done(first.post(f"revisions/{revision.id}/recall", reason="发现错误"))
    assert (case["stage"], case["end"]["cause"]) == ("ended", "recalled")
