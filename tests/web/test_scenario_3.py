"""Scenario S3 over REST and the pages: a publicity list with data in eleven hiding places."""

import html
import io
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from browser import Browser, People, done
from county import TOWN
from django.core.files.uploadedfile import SimpleUploadedFile
from manuscript_county import WRITER, Writing
from review_county import audit
from visiting import Visit, words

sys.path.append(str(Path(__file__).parents[1] / "writers" / "masked"))

from leaky_files import AMOUNTS, LANDLINE, PROJECT, SECRETS, boxed_pdf, digits, letter, workbook

from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.review.models import FindingRecord

PLACES = {
    "公示名单.xlsx": (
        "C3（隐藏列）",
        "工作表“打卡账户”B2（深度隐藏工作表）",
        "B3批注（经办人）",
        "E7（隐藏行、隐藏列）",
        "G5（白色文字）",
        "文档属性“作者”",
        "工作表“公示名单”B12图片",
        "数据透视表缓存“身份证号”",
    ),
    "通知.docx": ("（已删除的修订）", "正文第5段后图片2"),
    "名单.pdf": ("第1页隐藏文字（被遮盖）",),
}
ONE = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
"""What is asked here does not depend on the database, and takes long."""
COMBINED = "姓名,村,出生年月日\n田某某,竹沟村3组,1968-03-19\n彭某某,大坪村1组,1975-08-26\n"


def uploaded(browser: Browser, manuscript: str, name: str, data: bytes) -> dict[str, str]:
    """Upload a file and return it as the draft names it."""
    answer = browser.client.post(
        f"/api/manuscripts/{manuscript}/files/upload",
        {"file": SimpleUploadedFile(name, data)},
        headers=browser.headers(),
    )
    return {"name": name, "sha256": done(answer)["sha256"]}


def cut(browser: Browser, copy: dict[str, Any]) -> RevisionRecord:
    manuscript, version = copy["manuscript"], copy["version"]
    made = done(browser.post(f"manuscripts/{manuscript}/revisions/cut", version=version))
    return RevisionRecord.objects.get(id=made["id"])


def found(writing: Writing, revision: RevisionRecord) -> set[tuple[str, str]]:
    """Check a revision; return weight and place of what was found of people."""
    rows = FindingRecord.objects.filter(audit=audit(writing.county, revision))
    return {
        (row.detail["certainty"] + " " + row.weight, row.detail["place"])
        for row in rows
        if row.detail["family"] == "privacy" and row.detail["severity"] == "blocker"
    }


def everything(data: bytes) -> list[str]:
    """Return what an independent reader finds in a file, part by part, in every reading."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = [file.read(name) for name in file.namelist()]
    else:
        reader = pypdf.PdfReader(io.BytesIO(data))
        parts = [data, "\n".join(page.extract_text() for page in reader.pages).encode()]
        parts += [
            one.get_data()
            for number in range(1, len(reader.xref[0]) + 1)
            if isinstance(one := reader.get_object(number), pypdf.generic.StreamObject)
            and one.get("/Subtype") != "/Image"
        ]
    plain = [part.decode(one, "ignore") for part in parts for one in ("utf-8", "utf-16-le")]
    bare = [html.unescape(re.sub("<[^>]*>", "", one)) for one in plain]
    return [*plain, *bare, *map(digits, (*plain, *bare))]


@ONE
@pytest.mark.ocr
def test_scenario_3(people: People) -> None:
    """S3, R51-R55: all places found and named, near-misses silent, a clean copy goes out."""
    writing = Writing(people.county)
    browser, visit = people.sign_in(WRITER), Visit(people.county, "向文")
    files = {
        "公示名单.xlsx": workbook(with_pictures=True),
        "通知.docx": letter(with_pictures=True),
        "名单.pdf": boxed_pdf(),
    }
    draft = {
        "kind": "list",
        "title": "虚谷县2026年困难群众救助公示",
        "body": "<p>现将困难群众救助名单予以公示，公示期5个工作日。</p>",
        "renderings": [{"channel": writing.column.id}],
    }
    unit = people.county.unit(TOWN)
    copy = done(browser.post(f"units/{unit}/manuscripts/open", **draft))
    manuscript = copy["manuscript"]
    attached = [uploaded(browser, manuscript, name, data) for name, data in files.items()]
    copy = done(
        browser.post(
            f"manuscripts/{manuscript}/copy/save",
            draft={**copy["draft"], "attachments": attached},
            version=copy["version"],
        )
    )
    first = cut(browser, copy)
    seen = found(writing, first)

    for name, pieces in PLACES.items():
        for piece in pieces:
            assert any(piece in place for _, place in seen), (name, piece)
    certain = {place for weight, place in seen if weight.startswith("certain")}
    assert not [place for place in certain if place.endswith(("G3", "G4", "正文第3段"))]
    refused = browser.post(f"revisions/{first.id}/release/publish", channels=[writing.column.id])
    assert refused.status_code >= 400

    address = f"/manuscripts/{manuscript}"
    page = words(visit.page(f"{address}/files/{attached[0]['sha256']}?kind=list"))
    assert re.search(r"个人信息\d+处 ?，其中\d+处在看不见的地方", page)
    assert "做脱敏副本" not in page  # 向文 reviews the text and writes nothing of it

    copy = done(browser.get(f"manuscripts/{manuscript}/copy"))
    for file in attached:
        path = f"manuscripts/{manuscript}/files/{file['sha256']}/mask"
        made = done(browser.post(path, are_pictures_seen=True))
        assert made["state"] == "made", made["refusal"]
        assert made["masks"]
        copy = done(browser.post(f"maskings/{made['id']}/adopt", version=copy["version"]))
    second = cut(browser, copy)

    assert found(writing, second) == set()
    copies = {row.name: blob_bytes(row.blob_id) for row in second.attachments.all()}
    assert set(copies) == set(files)
    for name, data in copies.items():
        texts = everything(data)
        for secret in SECRETS:
            assert not any(secret in text for text in texts), (name, secret[:4])
    sheet = openpyxl.load_workbook(io.BytesIO(copies["公示名单.xlsx"])).worksheets[0]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    # The row that a filter hid is not shown, so it is not in the copy; the total stays.
    assert [one for one in cells if one in AMOUNTS] == [*AMOUNTS[:4], AMOUNTS[5]]
    assert sum(AMOUNTS) in cells
    assert any(PROJECT in str(one) for one in cells)
    assert any(LANDLINE in str(one) for one in cells)
    assert docx.Document(io.BytesIO(copies["通知.docx"])).paragraphs


@ONE
def test_name_village_and_birth_together_raise_a_warning(people: People) -> None:
    """S3: masked name, village and birth date identify one person."""
    writing = Writing(people.county)
    manuscript = writing.open(title="虚谷县2026年困难群众救助公示")
    writing.attach(manuscript.id, "名单.csv", COMBINED.encode())
    revision = writing.cut(manuscript.id)
    rows = FindingRecord.objects.filter(audit=audit(writing.county, revision), rule="PI017")
    others = FindingRecord.objects.filter(audit__revision=revision, rule__startswith="PI")

    assert rows.exists(), [(row.rule, row.detail["place"]) for row in others]
