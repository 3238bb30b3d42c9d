"""Bring the county's documents in from a sheet (.xlsx or .csv), and write them as a county file.

The headers are those of ``county_instruments.COLUMNS``; 标题 is needed, the others as known.
Every fault is named by its row.
"""

import csv
import datetime
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from shenfa.audit.county_instruments import (
    COLUMNS,
    LISTS,
    read_instrument,
)
from shenfa.audit.county_row import EntryFault
from shenfa.rules.citing.directory import key_of
from shenfa.text import Instrument

NEEDED = "标题"
NAMES = {field: column for column, field in COLUMNS.items()}
BETWEEN = re.compile(r"[、；;\n]+")
ENCODINGS = ("utf-8-sig", "gb18030")
MOST_ROWS = 20_000
FIRST_LINE = "# 以下由 shenfa instruments import 写入，请在表格中修改后重新导入"
LAST_LINE = "# 以上由 shenfa instruments import 写入"
BLOCK = re.compile(rf"\n*{re.escape(FIRST_LINE)}\n.*?{re.escape(LAST_LINE)}\n", re.DOTALL)

Line = Sequence[object]


class UnreadableInstrumentSheetError(Exception):
    """The file is no sheet of documents; the message says what to do."""


@dataclass(frozen=True, slots=True)
class InstrumentSheet:
    """What a sheet holds. Where there are faults, nothing of it should be used."""

    instruments: tuple[Instrument, ...]
    faults: tuple[str, ...]


def read_instrument_sheet(data: bytes, name: str) -> InstrumentSheet:
    """Read the documents of a sheet. Raises UnreadableInstrumentSheetError."""
    lines = _xlsx(data) if name.lower().endswith(".xlsx") else _csv(data)
    header = [_text(cell) for cell in lines[0]] if lines else []
    if NEEDED not in header:
        raise UnreadableInstrumentSheetError(f"没有找到表头“{NEEDED}”，请按手册中的样例填写")
    places = [
        (header.index(column), field) for column, field in COLUMNS.items() if column in header
    ]
    found: list[Instrument] = []
    faults: list[str] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = {field: line[place] if place < len(line) else "" for place, field in places}
        if not any(map(_text, cells.values())):
            continue
        try:
            one = read_instrument(
                {field: _value(field, cell) for field, cell in cells.items()}, NAMES
            )
        except EntryFault as fault:
            faults += [f"第{number}行：{complaint}" for complaint in fault.complaints]
            continue
        first = seen.setdefault(key_of(one.title), number)
        if first != number:
            faults.append(f"第{number}行：与第{first}行重复，请删去一行")
        found.append(one)
    return InstrumentSheet(tuple(found), tuple(faults))


def county_file_with_instruments(sheet: InstrumentSheet, content: str) -> str:
    """Return a county file with the documents of the sheet in place of those imported before."""
    kept = BLOCK.sub("\n", content).rstrip("\n")
    lines = [FIRST_LINE]
    for one in sheet.instruments:
        lines += ["[[instrument]]", *_toml(one)]
    return "\n".join((*([kept, ""] if kept else []), *lines, LAST_LINE)) + "\n"


def _value(field: str, cell: object) -> object:
    if field in LISTS:
        return [one.strip() for one in BETWEEN.split(_text(cell)) if one.strip()]
    return cell if isinstance(cell, datetime.date) else _text(cell)


def _toml(one: Instrument) -> Iterator[str]:
    for field in COLUMNS.values():
        match getattr(one, field):
            case "" | () | None | 0:
                continue
            case datetime.date() as day:
                yield f"{field} = {day.isoformat()}"
            case int() as number:
                yield f"{field} = {number}"
            case tuple() as several:
                yield f"{field} = [{', '.join(map(_quoted, several))}]"
            case text:
                yield f"{field} = {_quoted(text)}"


def _quoted(text: str) -> str:
    # A basic string of TOML escapes as JSON does, and DEL besides.
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _csv(data: bytes) -> list[Line]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error:
            break
    raise UnreadableInstrumentSheetError("文件不能读取，请另存为 .xlsx 或 UTF-8 编码的 .csv")


def _xlsx(data: bytes) -> list[Line]:
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        lines: list[Line] = list(
            workbook.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 1)
        )
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UnreadableInstrumentSheetError(
            "文件不能读取，请另存为 .xlsx 或 UTF-8 编码的 .csv"
        ) from error
    return lines


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():  # a sheet takes 12 for a number
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
