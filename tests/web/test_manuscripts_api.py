"""Manuscripts over HTTP: R1, R11, R24, R25, R73, I2, I3, I21."""

import hashlib
from typing import Any

import pytest
from browser import Browser, People, done, told
from county import TOWN
from django.core.files.uploadedfile import SimpleUploadedFile
from manuscript_county import BODY, MARKED, PDF, WRITER, Writing

from shenfa.desk.organisation import services as organisation

pytestmark = pytest.mark.db
MAJOR = "竹沟镇2026年度部门预算公开"


@pytest.fixture
def writing(people: People) -> Writing:
    """Return the town that writes, and a township beside it in which 莫撰 writes."""
    writing = Writing(people.county)
    other = organisation.unit_open(by=people.county.by("秦系"), name="云塘乡人民政府").id
    people.county.register("莫撰", other)
    return writing


def opened(browser: Browser, writing: Writing, **fields: object) -> dict[str, Any]:
    """Open a manuscript for the town's column and return the working copy."""
    draft = {
        "kind": "general",
        "title": "竹沟镇便民服务中心延长服务时间",
        "body": BODY,
        "renderings": [{"channel": writing.column.id}],
    }
    unit = writing.county.unit(TOWN)
    return dict(done(browser.post(f"units/{unit}/manuscripts/open", **{**draft, **fields})))


def cut(browser: Browser, copy: dict[str, Any]) -> dict[str, Any]:
    """Cut a revision of a working copy."""
    manuscript, version = copy["manuscript"], copy["version"]
    return dict(done(browser.post(f"manuscripts/{manuscript}/revisions/cut", version=version)))


def upload(browser: Browser, manuscript: str, name: str, data: bytes) -> Any:  # noqa: ANN401 - Django's test response
    return browser.client.post(
        f"/api/manuscripts/{manuscript}/files/upload",
        {"file": SimpleUploadedFile(name, data)},
        headers=browser.headers(),
    )


def proof(browser: Browser) -> dict[str, str]:
    """Return what a person shows for a decision."""
    from browser import OWN  # noqa: PLC0415 - the only use here

    return {"password": OWN, "code": browser.code()}


def test_from_a_draft_to_a_revision_with_a_file(people: People, writing: Writing) -> None:
    browser, reader = people.sign_in(WRITER), people.sign_in("向文")
    copy = opened(browser, writing)
    manuscript = copy["manuscript"]
    file = done(upload(browser, manuscript, "窗口一览.pdf", PDF))
    assert (file["name"], file["size"]) == ("窗口一览.pdf", len(PDF))
    attachment = {"name": file["name"], "sha256": file["sha256"]}
    draft = {**copy["draft"], "attachments": [attachment], "body": BODY + "<script>x</script>"}
    saved = done(browser.post(f"manuscripts/{manuscript}/copy/save", draft=draft, version=1))
    assert (saved["version"], saved["draft"]["body"]) == (2, BODY)
    revision = cut(browser, saved)

    text = done(reader.get(f"revisions/{revision['id']}"))
    assert (text["number"], text["body"], text["sha256"]) == (1, BODY, revision["sha256"])
    assert [one["channel"] for one in text["renderings"]] == [writing.column.id]
    assert text["maker"]["name"] == WRITER
    listed = done(reader.get(f"manuscripts/{manuscript}/revisions"))
    assert [one["id"] for one in listed["items"]] == [revision["id"]]
    assert done(reader.get("manuscripts"))["count"] == 1
    assert done(reader.get(f"manuscripts/{manuscript}"))["opened_by"]["name"] == WRITER
    response = reader.get(f"revisions/{revision['id']}/attachments/1")
    data = b"".join(response.streaming_content)
    assert hashlib.sha256(data).hexdigest() == text["attachments"][0]["sha256"]
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E7%AA%97")
    assert told(reader.get(f"revisions/{revision['id']}/attachments/2"))["status"] == 404


def test_a_second_tab_is_told(people: People, writing: Writing) -> None:
    browser = people.sign_in(WRITER)
    copy = opened(browser, writing)
    address = f"manuscripts/{copy['manuscript']}"
    done(browser.post(f"{address}/copy/save", draft=copy["draft"], version=1))
    for response in (
        browser.post(f"{address}/copy/save", draft=copy["draft"], version=1),
        browser.post(f"{address}/revisions/cut", version=1),
    ):
        assert (told(response)["status"], told(response)["code"]) == (409, "stale")
    assert done(browser.get(f"{address}/copy"))["version"] == 2


def test_a_colleague_goes_on(people: People, writing: Writing) -> None:
    browser, colleague = people.sign_in(WRITER), people.sign_in("向文")
    copy = opened(browser, writing)
    address = f"manuscripts/{copy['manuscript']}"
    assert told(colleague.get(f"{address}/copy"))["status"] == 404
    author = people.county.id(WRITER)
    own = done(colleague.post(f"{address}/copy/start", author=author))
    draft = {**own["draft"], "title": "另一标题"}
    own = done(colleague.post(f"{address}/copy/save", draft=draft, version=own["version"]))
    cut(colleague, own)
    refused = browser.post(f"{address}/revisions/cut", version=1)
    assert told(refused)["code"] == "behind"
    rebased = done(browser.post(f"{address}/copy/rebase", version=1))
    assert cut(browser, rebased)["number"] == 2


REFUSED: tuple[tuple[str, bytes, str], ...] = (
    ("a.exe", b"MZ\x90\0", "file_type"),
    ("a.pdf", b"<html>", "file_type"),
    ("a.html", b"<html>", "file_type"),
    ("a.txt", b"", "file_size"),
)


@pytest.mark.parametrize(("name", "data", "code"), REFUSED)
def test_files_that_are_not_taken(
    people: People, writing: Writing, name: str, data: bytes, code: str
) -> None:
    browser = people.sign_in(WRITER)
    manuscript = opened(browser, writing)["manuscript"]
    assert told(upload(browser, manuscript, name, data))["code"] == code


def test_another_unit_finds_nothing(people: People, writing: Writing) -> None:
    """R1, I21: every address, looking and commanding."""
    copy = opened(people.sign_in(WRITER), writing)
    revision = writing.revision()
    writing.attach(revision.manuscript_id, "a.pdf", PDF)
    stranger = people.sign_in("莫撰")
    manuscript = f"manuscripts/{copy['manuscript']}"
    for address in (
        manuscript,
        f"{manuscript}/copy",
        f"{manuscript}/revisions",
        f"revisions/{revision.id}",
        f"revisions/{revision.id}/attachments/1",
        f"revisions/{revision.id}/differences?since={revision.id}",
    ):
        assert told(stranger.get(address))["status"] == 404, address
    for address, body in (
        (f"{manuscript}/copy/save", {"draft": copy["draft"], "version": 1}),
        (f"{manuscript}/copy/start", {}),
        (f"{manuscript}/copy/rebase", {"version": 1}),
        (f"{manuscript}/revisions/cut", {"version": 1}),
        (f"units/{people.county.unit(TOWN)}/manuscripts/open", copy["draft"]),
        (f"revisions/{revision.id}/lowering/request", {"reason": "x"}),
        (f"revisions/{revision.id}/purge/request", {"reason": "x"}),
        (f"revisions/{revision.id}/transfer/give", {"to_unit": people.county.unit(TOWN)}),
    ):
        assert told(stranger.post(address, **body))["status"] == 404, address
    assert told(upload(stranger, copy["manuscript"], "a.pdf", PDF))["status"] == 404
    for listed in ("manuscripts", "requests", "transfers"):
        assert done(stranger.get(listed))["count"] == 0


def test_who_is_not_entitled_gets_403(people: People, writing: Writing) -> None:
    copy = opened(people.sign_in(WRITER), writing)
    office = people.sign_in("谢审")
    assert done(office.get("manuscripts"))["count"] == 1
    response = office.post(f"manuscripts/{copy['manuscript']}/revisions/cut", version=1)
    assert told(response)["status"] == 403


def test_a_correction_shows_what_differs(people: People, writing: Writing) -> None:
    """R73."""
    browser = people.sign_in(WRITER)
    copy = opened(browser, writing, body=MARKED)
    first = cut(browser, copy)
    draft = {**copy["draft"], "body": MARKED.replace("18时", "17时"), "corrects": first["id"]}
    address = f"manuscripts/{copy['manuscript']}"
    version = done(browser.get(f"{address}/copy"))["version"]
    second = cut(browser, done(browser.post(f"{address}/copy/save", draft=draft, version=version)))
    found = done(browser.get(f"revisions/{second['id']}/differences?since={first['id']}"))
    pieces = found["parts"][0]["edits"][0]["pieces"]
    assert [one["part"] for one in found["parts"]] == ["正文"]
    assert [one["text"] for one in pieces if one["change"] != "same"] == ["8", "7"]


def test_a_text_goes_from_unit_to_unit(people: People, writing: Writing) -> None:
    """R11."""
    browser, other = people.sign_in(WRITER), people.sign_in("莫撰")
    revision = cut(browser, opened(browser, writing))
    unit = people.county.unit("云塘乡人民政府")
    given = done(browser.post(f"revisions/{revision['id']}/transfer/give", to_unit=unit))
    assert done(other.get("transfers"))["items"] == [given]
    taken = done(other.post(f"transfers/{given['id']}/take"))
    copy = done(other.get(f"manuscripts/{taken['id']}/copy"))
    assert copy["draft"]["obtained_from"] == people.county.unit(TOWN)
    text = done(other.get(f"revisions/{cut(other, copy)['id']}"))
    assert text["obtained_from"]["name"] == TOWN


def test_lowering_and_purging_take_two_who_prove_who_they_are(
    people: People, writing: Writing
) -> None:
    """R25, I7."""
    browser, leader = people.sign_in(WRITER), people.sign_in("白副")
    copy = opened(browser, writing, title=MAJOR)
    revision = cut(browser, copy)
    assert revision["is_major"]
    asked = done(browser.post(f"revisions/{revision['id']}/lowering/request", reason="例行"))
    address = f"requests/{asked['id']}/lowering/confirm"
    assert told(leader.post(address, password="wrong", code="000000"))["status"] == 403  # noqa: S106
    done(leader.post(address, **proof(leader)))
    version = done(browser.get(f"manuscripts/{copy['manuscript']}/copy"))["version"]
    second = cut(browser, {**copy, "version": version})
    assert not second["is_major"]

    asked = done(browser.post(f"revisions/{second['id']}/purge/request", reason="误传"))
    assert {one["kind"] for one in done(leader.get("requests"))["items"]} == {"lower", "purge"}
    done(leader.post(f"requests/{asked['id']}/purge/confirm", **proof(leader)))
    text = done(leader.get(f"revisions/{second['id']}"))
    assert (text["title"], text["body"], text["sha256"]) == ("", "", second["sha256"])
    assert text["purged_at"] is not None
