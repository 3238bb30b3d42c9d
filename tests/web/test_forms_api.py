"""The county gate over HTTP: scenario S4 as a program plays it (R28–R38, I12)."""

from typing import Any

import pytest
from browser import Browser, People, done, told
from county import County, verbs
from django.core.files.uploadedfile import SimpleUploadedFile
from evidence import PIN, evidence_of
from form_county import DAY, EMAIL, REVIEWER, UNIT, Gate
from form_papers import BRIEF, FAULTY_BRIEF, TITLE, as_word
from manuscript_county import WRITER
from review_county import FINAL, approve

from shenfa.desk.access.models import SessionRecord
from shenfa.desk.access.secret import digest_of, new_token
from shenfa.desk.organisation.steps import new_id
from shenfa.web.api.identity import COOKIE

pytestmark = pytest.mark.db
FILLING = {
    "reporting_unit": UNIT,
    "releasing_unit": UNIT,
    "contact": WRITER,
    "phone": "75550107",
    "email": EMAIL,
    "says_media": False,
    "dated": str(DAY),
}


def attach(browser: Browser, address: str, paper: str, data: bytes, kind: str = "") -> Any:  # noqa: ANN401 - Django's test response
    """Upload a file."""
    file = SimpleUploadedFile("凭据.pdf" if kind else "件.docx", data)
    body = {"paper": paper, "kind": kind, "file": file}
    return browser.client.post(f"/api/{address}/attach", body, headers=browser.headers())


def sign_in(county: County, name: str) -> Browser:
    """Return the browser of a person who is signed in, and decides by tests/desk/evidence.py."""
    person, at, token = county.id(name), county.hands.clock.now(), new_token()
    evidence_of(county, name)
    SessionRecord.objects.filter(person_id=person, ended_at=None).update(ended_at=at)
    SessionRecord(
        id=new_id("s"),
        digest=digest_of(token),
        person_id=person,
        opened_at=at,
        last_seen=at,
        second_factor=True,
        proved_seq=0,
    ).save(force_insert=True)
    browser = Browser(county)
    browser.client.cookies[COOKIE] = token
    browser.csrf = done(browser.get("session/me"))["csrf"]
    return browser


def proof(county: County, name: str) -> dict[str, str]:
    """Return what a person shows to prove again who they are: their device and its PIN."""
    return {"device": f"device of {county.id(name)}", "pin": PIN}


def test_a_form_goes_up_and_comes_back_and_is_approved(people: People) -> None:
    """S4: refused before the reviews, two differences, one return, approved."""
    gate = Gate(people.county)
    revision = gate.cut()
    clerk = sign_in(people.county, WRITER)
    address = f"revisions/{revision.id}/form"
    assert told(clerk.post(f"{address}/open"))["code"] == "reviews"
    assert "通知二" in told(clerk.post(f"{address}/open"))["clause"]
    assert told(clerk.get(address))["status"] == 404
    approve(people.county, revision)
    final, office = (sign_in(people.county, name) for name in (FINAL, REVIEWER))

    form = done(clerk.post(f"{address}/open"))
    assert (form["title"], form["reporting_unit"], form["state"]) == (TITLE, UNIT, "open")
    done(clerk.post(f"{address}/fill", **FILLING))
    done(attach(clerk, address, "formal", as_word(BRIEF)))
    done(attach(clerk, address, "electronic", as_word(FAULTY_BRIEF)))
    found = done(clerk.post(f"{address}/compare"))
    assert [one["formal"]["place"] for one in found["differences"]] == [
        "表1第2行第2列",
        "表2第4行第3列",
    ]
    refused = final.post(f"{address}/commit", numbers=[4], **proof(people.county, FINAL))
    assert "2处差异" in told(refused)["title"]

    done(clerk.post(f"{address}/generate"))
    assert done(clerk.post(f"{address}/compare"))["differences"] == []
    form = done(
        final.post(f"{address}/commit", numbers=[1, 2, 3, 4], **proof(people.county, FINAL))
    )
    assert [one["person"]["name"] for one in form["commitments"]] == [FINAL] * 4
    assert told(clerk.post(f"{address}/submit"))["code"] == "incomplete"
    done(attach(clerk, address, "signature", b"signature", "e_signature"))
    done(attach(clerk, address, "seal", b"seal", "e_seal"))
    form = done(clerk.post(f"{address}/submit"))
    assert form["advice"]

    waiting = done(office.get("county/queue"))["items"]
    assert [(one["revision"], one["round"], one["is_late"]) for one in waiting] == [
        (revision.id, 1, False)
    ]
    formal = office.get(f"{address}/papers/formal")
    assert b"".join(formal.streaming_content) == as_word(BRIEF)
    returned = {"sha256": revision.sha256, "result": "form_returned"}
    refused = office.post(f"{address}/decide", **returned, **proof(people.county, REVIEWER))
    assert "写明理由" in told(refused)["title"]
    returned["comment"] = "联系人电话缺区号"
    form = done(office.post(f"{address}/decide", **returned, **proof(people.county, REVIEWER)))
    assert form["state"] == "returned"

    done(clerk.post(f"{address}/fill", **{**FILLING, "phone": "023-75550107"}))
    assert done(clerk.post(f"{address}/submit"))["submitted"]["round"] == 2
    approved = {"sha256": revision.sha256, "result": "approved"}
    form = done(office.post(f"{address}/decide", **approved, **proof(people.county, REVIEWER)))
    assert (form["state"], form["submitted"]["decision"]["person"]["name"]) == (
        "accepted",
        REVIEWER,
    )
    assert verbs().count("county.decide") == 2
    assert done(office.get("county/queue"))["items"] == []
    for name, head in (("form.pdf", b"%PDF"), ("form.docx?round=1", b"PK")):
        assert clerk.get(f"{address}/{name}").content.startswith(head)


def test_a_program_commits_to_nothing(people: People) -> None:
    """I7: with a token a program prepares a form; commitments and decisions need the person."""
    gate = Gate(people.county)
    revision = gate.complete()
    gate.submit(revision)
    office = sign_in(people.county, REVIEWER)
    expires = people.county.hands.at.replace(year=2027).isoformat()
    issued = done(
        office.post(
            "tokens/issue",
            label="对接",
            expires=expires,
            password=PIN,
            **proof(people.county, REVIEWER),
        )
    )
    program = Browser(people.county, token=issued["secret"])
    decision = {"sha256": revision.sha256, "result": "approved"}
    decision |= proof(people.county, REVIEWER)

    assert done(program.get("county/queue"))["count"] == 1
    refused = program.post(f"revisions/{revision.id}/form/decide", **decision)
    assert told(refused)["code"] == "session"


def test_the_county_office_names_its_contact(people: People) -> None:
    """R30."""
    Gate(people.county)
    office, clerk = (sign_in(people.county, name) for name in (REVIEWER, WRITER))
    contact = {"county": "虚谷自治县", "contact": "谢审", "phone": "023-75550100"}
    assert told(clerk.post("county/contact/set", **contact))["status"] == 403
    done(office.post("county/contact/set", **contact))

    assert done(clerk.get("county/contact")) == contact
