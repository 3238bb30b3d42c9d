"""Twenty megabytes, three hundred pages, five thousand rows: nothing is lost, nobody waits long.

How long each request took is printed with -s and never asserted.
"""

import datetime
import hashlib
import io
import random
import struct
import time
import zlib
from typing import Any

import docx
import pytest
from browser import People
from django.core.files.uploadedfile import SimpleUploadedFile
from manuscript_county import WRITER, Writing
from openpyxl import Workbook
from review_county import Reviewing
from visiting import Visit, words

from shenfa.desk.manuscripts.draft import from_json
from shenfa.desk.manuscripts.files import blob_keep, blob_path, blob_put
from shenfa.desk.manuscripts.models import WorkingCopyRecord
from shenfa.desk.review.examining import Examined
from shenfa.desk.review.file_check import Asked, file_examined
from shenfa.text import ContentKind

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)]
SCRIPT = {"X-Writing": "1"}
DAY = datetime.date(2026, 11, 24)
PAGES, ROWS, MEGABYTES = 300, 5000, 20
LINE = "各村要逐户核实基础信息，做到不漏一户、不错一项，每周五报送进展情况，由镇便民服务中心汇总。"


@pytest.fixture
def writing(people: People) -> Writing:
    """Return the town that writes."""
    return Reviewing(people.county).writing


def timed(told: str, visit: Visit, address: str, **data: object) -> Any:  # noqa: ANN401 - Django's response
    """Send what the script sends, or only ask, and print how long the answer took."""
    begun = time.perf_counter()
    send = visit.client.post if data else visit.client.get
    answer = send(address, data or None, headers=SCRIPT)
    print(f"{told}: {time.perf_counter() - begun:.2f} s")  # noqa: T201 - shown, not judged
    return answer


def examined(visit: Visit, address: str) -> str:
    """Ask what was found in a file until it has been read."""
    while (answer := timed("findings", visit, address)).status_code == 202:
        assert "正在检查" in answer.content.decode()
    return words(answer.content.decode())


def sheet() -> bytes:
    """Return a list of five thousand people, the last of them with an identity number."""
    book = Workbook()
    rows = book.active
    assert rows is not None
    rows.append(["序号", "姓名", "村", "金额（元）"])
    for number in range(1, ROWS + 1):
        rows.append([number, f"田小{chr(0x4E00 + number % 900)}", "青龙村", 100 + number % 60])
    rows.append([ROWS + 1, "田小禾", f"身份证号{identity('50029919900101123')}", 100])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def identity(body: str) -> str:
    """Return an identity number with its check digit."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(digit) for weight, digit in zip(weights, body, strict=True))
    return body + "10X98765432"[total % 11]


def book() -> bytes:
    """Return a document of three hundred pages, each beginning with a heading."""
    document = docx.Document()
    for page in range(1, PAGES + 1):
        document.add_heading(f"第{page}章", 2)
        for _ in range(10):
            document.add_paragraph(LINE)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def picture() -> bytes:
    """Return a picture of twenty megabytes."""
    width = 2000
    noise = random.Random(20).randbytes(MEGABYTES * 1024 * 1024)  # noqa: S311 - no secret
    height = len(noise) // (3 * width)
    lines = (noise[at * 3 * width : (at + 1) * 3 * width] for at in range(height))
    pixels = b"".join(b"\0" + line for line in lines)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [("补助名单.xlsx", sheet(), f"C{ROWS + 2}"), ("现场照片.png", picture(), "图片")],
    ids=["rows", "megabytes"],
)
def test_a_large_file_is_kept_whole_and_examined(
    writing: Writing, name: str, data: bytes, found: str
) -> None:
    manuscript = writing.open().id
    visit, address = Visit(writing.county, WRITER), f"/manuscripts/{manuscript}"
    file = SimpleUploadedFile(name, data)
    answer = timed(f"upload of {len(data) / 1e6:.1f} MB", visit, f"{address}/files", upload=file)
    sha256 = hashlib.sha256(data).hexdigest()

    assert answer.status_code == 200
    assert blob_path(sha256).read_bytes() == data
    assert found in examined(visit, f"{address}/files/{sha256}")


def test_three_hundred_pages_become_a_text(writing: Writing) -> None:
    """From the first heading to the last line, written, checked, saved and shown again."""
    visit = Visit(writing.county, WRITER)
    unit = writing.open().unit_id
    sent = {"kind": "general", "unit": unit, "file": SimpleUploadedFile("汇编.docx", book())}
    begun = timed("document to text", visit, "/manuscripts/new", **sent)
    address = begun.headers["Location"]
    page = timed("writing page", visit, address).content.decode()
    copy = WorkingCopyRecord.objects.get(manuscript=address.rpartition("/")[2])
    draft = from_json(copy.draft)
    form = {"author": copy.author_id, "kind": "general", "title": "汇编", "body": draft.body}
    checked = timed("check", visit, f"{address}/check", **form).json()
    saved = timed("save", visit, f"{address}/save", **form, version=copy.version)
    copy.refresh_from_db()

    assert draft.body.count(LINE) == page.count(LINE) == PAGES * 10
    assert f"第{PAGES}章" in draft.body
    assert checked["note"] == ""
    assert saved.status_code == 200
    assert from_json(copy.draft).body == draft.body


def test_nobody_waits_for_a_file_that_is_read(writing: Writing) -> None:
    """The first answer is that it is being read; it is read once, whoever asks meanwhile."""
    sha256 = blob_put("联系人13896401234,请来电".encode())
    blob_keep(sha256=sha256, at=writing.county.hands.clock.now())
    asked = Asked(sha256, "窗口.txt", ContentKind.GENERAL, DAY)
    answers = [file_examined(asked, moment=0) for _ in range(3)]
    while (found := file_examined(asked)) is None:
        continue

    assert answers[0] is None
    assert {id(one) for one in answers if one is not None} <= {id(found)}
    assert isinstance(found, Examined)
    assert found.findings
    assert file_examined(asked, moment=0) is found
