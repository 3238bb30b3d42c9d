"""R51-R55: one click on the writing page makes a masked copy and attaches it."""

import io
import json
from typing import Any

import docx
import pytest
from browser import People, done
from django.core.files.uploadedfile import SimpleUploadedFile
from manuscript_county import WRITER, Writing
from visiting import Visit, words

from shenfa.desk.manuscripts.draft import from_json
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.masking import services
from shenfa.desk.masking.models import MaskingRecord
from shenfa.desk.organisation.services import unit_open
from shenfa.text.checksums import resident_check_digit

pytestmark = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
SCRIPT = {"X-Writing": "1"}
STEM = "50024219680319413"
IDENTITY = STEM + resident_check_digit(STEM)
MASKED = "50*************137"


def letter() -> bytes:
    """A letter that shows a number and hides another in its properties."""
    document = docx.Document()
    document.add_paragraph(f"田秀英，身份证号{IDENTITY}")
    document.core_properties.comments = f"经办{IDENTITY}"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def writing(people: People) -> Writing:
    """Return the town that writes."""
    return Writing(people.county)


@pytest.fixture
def held(writing: Writing) -> tuple[Visit, str, str]:
    """Return the writer's browser, the address of a manuscript and its file's digest."""
    manuscript = writing.open()
    file = writing.attach(manuscript.id, "名单.docx", letter())
    return Visit(writing.county, WRITER), f"/manuscripts/{manuscript.id}", file.sha256


def attached(writing: Writing, address: str) -> str:
    """Return the text of the file that goes out now."""
    (file,) = from_json(writing.copy(address.rpartition("/")[2]).draft).attachments
    assert file.name == "名单.docx"
    document = docx.Document(io.BytesIO(blob_bytes(file.sha256)))
    return document.paragraphs[0].text + document.core_properties.comments


def fields(writing: Writing, address: str, **change: object) -> dict[str, object]:
    """Return what the form of the writing page sends."""
    copy = writing.copy(address.rpartition("/")[2])
    draft = from_json(copy.draft)
    files = draft.attachments
    return {
        "author": copy.author_id,
        "version": copy.version,
        "kind": draft.kind.value,
        "title": draft.title,
        "body": draft.body,
        "channel": [one.channel for one in draft.renderings],
        "file": [one.sha256 for one in files],
        "file_name": [one.name for one in files],
        **change,
    }


def scripted(visit: Visit, address: str, **data: object) -> Any:  # noqa: ANN401 - Django's response
    """Send what the page's script sends."""
    return visit.client.post(address, data, headers=SCRIPT)


def test_without_a_script_one_click_saves_masks_and_attaches(
    writing: Writing, held: tuple[Visit, str, str]
) -> None:
    visit, address, sha256 = held
    assert "做脱敏副本" in visit.page(address)
    sent = fields(writing, address, title="改过的标题")
    said = words(visit.post(f"{address}/files/{sha256}/mask", address, **sent))

    assert "脱敏副本已替换原附件，遮盖1处，随看不见的内容去除1处" in said
    assert attached(writing, address) == f"田秀英，身份证号{MASKED}"
    assert writing.copy(address.rpartition("/")[2]).draft["title"] == "改过的标题"


def test_the_script_makes_it_first_and_attaches_it_then(
    writing: Writing, held: tuple[Visit, str, str]
) -> None:
    """What is typed meanwhile is neither lost nor in the way."""
    visit, address, sha256 = held
    told = scripted(visit, f"{address}/files/{sha256}/mask").json()
    assert told["state"] == "made"
    sent = fields(writing, address, title="做副本时接着写")
    assert scripted(visit, f"{address}/save", **sent).status_code == 200
    version = writing.copy(address.rpartition("/")[2]).version
    adopted = scripted(visit, f"{told['address']}/adopt", version=version).json()

    assert adopted["version"] == version + 1
    assert "名单.docx" in adopted["html"]
    assert attached(writing, address) == f"田秀英，身份证号{MASKED}"


def test_what_is_hidden_in_a_file_is_told_beside_it(held: tuple[Visit, str, str]) -> None:
    visit, address, sha256 = held
    page = words(visit.page(f"{address}/files/{sha256}"))

    assert "个人信息2处 ，其中1处在看不见的地方，可以做脱敏副本" in page
    assert "看不见 文档属性“备注”" in page


def test_the_record_tells_places_and_never_the_number(
    writing: Writing, held: tuple[Visit, str, str]
) -> None:
    """R41."""
    visit, address, sha256 = held
    told = scripted(visit, f"{address}/files/{sha256}/mask").json()
    page = visit.page(told["address"])

    assert f"正文第1段 身份证号： {MASKED}" in words(page)
    assert "文档属性“备注” 身份证号：整处没有带入副本" in words(page)
    assert IDENTITY not in page
    assert writing.county


def test_a_big_file_answers_at_once_and_is_asked_after(
    writing: Writing, held: tuple[Visit, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, address, sha256 = held
    monkeypatch.setattr(services, "SMALL", 10)
    told = scripted(visit, f"{address}/files/{sha256}/mask").json()
    assert told["state"] == "waiting"
    assert "正在后台制作" in told["html"]
    page = words(visit.post(f"{address}/files/{sha256}/mask", address, **fields(writing, address)))
    assert "正在制作" in page
    services.masking_pending(writing.county.hands.clock)
    asked = visit.client.get(told["address"], headers=SCRIPT).json()
    assert asked["state"] == "made"
    said = visit.post(
        f"{told['address']}/adopt", address, version=writing.copy(address[13:]).version
    )

    assert "脱敏副本已替换原附件" in words(said)
    assert attached(writing, address) == f"田秀英，身份证号{MASKED}"


def test_why_there_is_no_copy_is_told_beside_the_file(writing: Writing) -> None:
    manuscript = writing.open()
    file = writing.attach(manuscript.id, "通知.txt", "秘密★1年\n关于某事的通知".encode())
    visit, address = Visit(writing.county, WRITER), f"/manuscripts/{manuscript.id}"
    told = scripted(visit, f"{address}/files/{file.sha256}/mask").json()
    assert told["state"] == "refused"
    assert "请送保密审查员" in told["html"]
    page = visit.post(f"{address}/files/{file.sha256}/mask", address, **fields(writing, address))

    assert "没有做成" in words(page)


def test_another_units_files_are_not_there(writing: Writing, held: tuple[Visit, str, str]) -> None:
    """I21."""
    _visit, address, sha256 = held
    masking = services.masking_ask(
        by=writing.county.by(WRITER), manuscript=address[13:], wish=services.Wish(sha256)
    )
    other = unit_open(by=writing.county.by("秦系"), name="云塘乡人民政府").id
    writing.county.register("莫撰", other)
    visit = Visit(writing.county, "莫撰")

    visit.page(f"{address}/maskings/{masking.id}", 404)
    assert scripted(visit, f"{address}/files/{sha256}/mask").status_code == 404
    assert scripted(visit, f"{address}/maskings/{masking.id}/adopt", version=2).status_code == 404


def test_over_rest_it_is_made_shown_and_adopted(people: People, writing: Writing) -> None:
    browser = people.sign_in(WRITER)
    manuscript = writing.open()
    answer = browser.client.post(
        f"/api/manuscripts/{manuscript.id}/files/upload",
        {"file": SimpleUploadedFile("名单.docx", letter())},
        headers=browser.headers(),
    )
    file = {"name": "名单.docx", "sha256": done(answer)["sha256"]}
    copy = done(browser.get(f"manuscripts/{manuscript.id}/copy"))
    draft = {**copy["draft"], "attachments": [file]}
    copy = done(
        browser.post(f"manuscripts/{manuscript.id}/copy/save", draft=draft, version=copy["version"])
    )
    path = f"manuscripts/{manuscript.id}/files/{file['sha256']}/mask"
    made = done(browser.post(path, is_strict=True))
    shown = done(browser.get(f"maskings/{made['id']}"))
    adopted = done(browser.post(f"maskings/{made['id']}/adopt", version=copy["version"]))

    assert [one["mask"] for one in made["masks"]] == ["***", None]
    assert shown == made
    assert adopted["draft"]["attachments"][0]["sha256"] == made["sha256"]
    assert IDENTITY not in json.dumps(shown)
    assert MaskingRecord.objects.get().is_strict
