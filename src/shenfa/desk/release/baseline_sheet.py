"""The table of pages that were public before: a line for each, as .csv or .xlsx."""

import csv
import datetime
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from shenfa.desk.release.baseline import BaselinePage

URL, TITLE, DIGEST, TEXT, SEEN = "网址", "标题", "摘要", "正文", "首次看到"
ENCODINGS = ("utf-8-sig", "gb18030")
SHA256 = re.compile("[0-9a-f]{64}")
MOST = 200_000
BEIJING = ZoneInfo("Asia/Shanghai")
UNREADABLE = "文件不能读取，请另存为 .xlsx 或 UTF-8 编码的 .csv"
Cells = Sequence[object]


class UnreadableBaseline(Exception):
    """The file is no table of this kind; the message says what to do."""


def read_baseline(data: bytes, name: str) -> tuple[BaselinePage, ...]:
    """Return the pages of a table; the digest is given, or computed of the text."""
    lines = _xlsx(data) if name.lower().endswith(".xlsx") else _csv(data)
    if not lines:
        raise UnreadableBaseline("表格是空的，请填写网址、标题和摘要（或正文）")
    header = [_cell(cell) for cell in lines[0]]
    if URL not in header or TITLE not in header or not {DIGEST, TEXT} & set(header):
        raise UnreadableBaseline("表头应有网址、标题和摘要（或正文）")
    if len(lines) > MOST + 1:
        raise UnreadableBaseline(f"表格超过{MOST}行，请分开导入")
    return tuple(_pages(header, lines[1:]))


def _pages(header: list[str], lines: Iterable[Cells]) -> Iterator[BaselinePage]:
    for number, line in enumerate(lines, start=2):
        row = {name: _cell(cell) for name, cell in zip(header, line, strict=False)}
        if not any(row.values()):
            continue
        text = row.get(TEXT, "")
        digest = row.get(DIGEST, "").lower()
        if not digest and text:
            digest = hashlib.sha256(text.encode()).hexdigest()
        if not SHA256.fullmatch(digest):
            raise UnreadableBaseline(f"第{number}行应有64位的摘要，或者正文")
        yield BaselinePage(
            url=row.get(URL, ""),
            title=" ".join(row.get(TITLE, "").split()),
            sha256=digest,
            seen=_day(number, row.get(SEEN, "")),
        )


def _day(number: int, text: str) -> datetime.datetime | None:
    if not text:
        return None
    try:
        day = datetime.date.fromisoformat(text[:10])
    except ValueError as error:
        raise UnreadableBaseline(f"第{number}行的首次看到应写成2026-11-24的形式") from error
    return datetime.datetime.combine(day, datetime.time(), tzinfo=BEIJING)


def _csv(data: bytes) -> list[Cells]:
    csv.field_size_limit(16 * 1024 * 1024)
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error:
            break
    raise UnreadableBaseline(UNREADABLE)


def _xlsx(data: bytes) -> list[Cells]:
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return list(workbook.worksheets[0].iter_rows(values_only=True, max_row=MOST + 2))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise UnreadableBaseline(UNREADABLE) from error


def _cell(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return str(cell).strip()
