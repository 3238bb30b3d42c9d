"""Bring the county's lists in from a sheet (.xlsx or .csv), and write them as a county file.

A table whose headers hold 词语 lists sensitive words, one whose headers hold 主题 lists
restricted topics; a workbook may have one of each. Every fault is named by its row.
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

from shenfa.audit.county_row import EntryFault
from shenfa.audit.county_words import topic_entry, word_entry
from shenfa.text import RestrictedTopic, SensitiveWord

WORD_COLUMNS = {
    "词语": "word",
    "类别": "category",
    "级别": "severity",
    "来源": "source",
    "启用日期": "valid_from",
    "停用日期": "valid_to",
    "允许的更长词语": "allowed",
    "边界": "boundary",
    "改为": "instead",
}
TOPIC_COLUMNS = {
    "主题": "name",
    "词语": "words",
    "级别": "severity",
    "来源": "source",
    "同句词语": "beside",
    "启用日期": "valid_from",
    "停用日期": "valid_to",
}
NEEDED_FOR_WORD = ("词语", "类别", "级别", "来源")
NEEDED_FOR_TOPIC = ("主题", "词语", "级别", "来源")
SEVERAL = frozenset({"allowed", "words", "beside"})
BETWEEN = re.compile(r"[、,，;；\s]+")
ENCODINGS = ("utf-8-sig", "gb18030")
MOST_ROWS = 200_000
FIRST_LINE = "# 以下由 shenfa words import 写入，请在表格中修改后重新导入"
LAST_LINE = "# 以上由 shenfa words import 写入"
BLOCK = re.compile(rf"\n*{re.escape(FIRST_LINE)}\n.*?{re.escape(LAST_LINE)}\n", re.DOTALL)

Line = Sequence[object]


class UnreadableListError(Exception):
    """The file is no sheet of words or topics; the message says what to do."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row cannot be taken in; ``table`` is empty for a file of one table."""

    table: str
    row: int
    complaint: str

    def __str__(self) -> str:
        return f"{self.table and f'工作表“{self.table}”'}第{self.row}行：{self.complaint}"


@dataclass(frozen=True, slots=True)
class CountySheet:
    """What a sheet holds. Where there are faults, nothing of it should be used."""

    words: tuple[SensitiveWord, ...]
    topics: tuple[RestrictedTopic, ...]
    faults: tuple[RowFault, ...]


def read_county_sheet(data: bytes, name: str) -> CountySheet:
    """Read sensitive words and restricted topics. Raises UnreadableListError."""
    tables = _xlsx(data) if name.lower().endswith(".xlsx") else [("", _csv(data))]
    words: list[SensitiveWord] = []
    topics: list[RestrictedTopic] = []
    faults: list[RowFault] = []
    known = 0
    for title, lines in tables:
        header = [_text(cell) for cell in lines[0]] if lines else []
        if "主题" in header:
            _need(header, NEEDED_FOR_TOPIC, title)
            entries = _entries(lines, TOPIC_COLUMNS)
        elif "词语" in header:
            _need(header, NEEDED_FOR_WORD, title)
            entries = _entries(lines, WORD_COLUMNS)
        else:
            continue
        known += 1
        seen: dict[object, int] = {}
        for number, entry in entries:
            if isinstance(entry, EntryFault):
                faults += [RowFault(title, number, one) for one in entry.complaints]
                continue
            key = _key(entry)
            if key in seen:
                faults.append(RowFault(title, number, f"与第{seen[key]}行重复，请删去一行"))
            seen.setdefault(key, number)
            if isinstance(entry, SensitiveWord):
                words.append(entry)
            else:
                topics.append(entry)
    if not known:
        raise UnreadableListError(
            f"没有找到表头，敏感词表应有{'、'.join(NEEDED_FOR_WORD)}，"
            f"限制公开主题清单应有{'、'.join(NEEDED_FOR_TOPIC)}"
        )
    return CountySheet(tuple(words), tuple(topics), tuple(faults))


def county_file_with(sheet: CountySheet, content: str) -> str:
    """Return a county file with the lists of the sheet in place of those imported before."""
    kept = BLOCK.sub("\n", content).rstrip("\n")
    lines = [FIRST_LINE]
    for key, entries in (("sensitive_word", sheet.words), ("restricted_topic", sheet.topics)):
        for entry in entries:
            lines += [f"[[{key}]]", *_toml(entry)]
    return "\n".join((*([kept, ""] if kept else []), *lines, LAST_LINE)) + "\n"


def _entries(
    lines: Sequence[Line], columns: dict[str, str]
) -> Iterator[tuple[int, SensitiveWord | RestrictedTopic | EntryFault]]:
    header = [_text(cell) for cell in lines[0]]
    names = {key: column for column, key in columns.items()}
    read = topic_entry if columns is TOPIC_COLUMNS else word_entry
    places = [(header.index(column), key) for column, key in columns.items() if column in header]
    for number, line in enumerate(lines[1:], start=2):
        written = {key: line[place] if place < len(line) else "" for place, key in places}
        if not any(map(_text, written.values())):
            continue
        if number > MOST_ROWS:
            yield number, EntryFault([f"表格超过{MOST_ROWS}行，请分开导入"])
            return
        try:
            yield number, read({key: _value(key, cell) for key, cell in written.items()}, names)
        except EntryFault as fault:
            yield number, fault


def _value(key: str, cell: object) -> object:
    if key in SEVERAL:
        return [one for one in BETWEEN.split(_text(cell)) if one]
    return cell if isinstance(cell, datetime.date) else _text(cell)


def _key(entry: SensitiveWord | RestrictedTopic) -> object:
    name = entry.word if isinstance(entry, SensitiveWord) else entry.name
    return name, entry.valid_from, entry.valid_to


def _need(header: Sequence[str], needed: Sequence[str], title: str) -> None:
    if missing := [column for column in needed if column not in header]:
        table = title and f"工作表“{title}”的"
        raise UnreadableListError(f"{table}表头缺少{'、'.join(missing)}，请补上")


def _toml(entry: SensitiveWord | RestrictedTopic) -> Iterator[str]:
    for key in type(entry).__dataclass_fields__:
        match getattr(entry, key):
            case "" | () | None:
                continue
            case datetime.date() as day:
                yield f"{key} = {day.isoformat()}"
            case tuple() as several:
                yield f"{key} = [{', '.join(map(_quoted, several))}]"
            case text:
                yield f"{key} = {_quoted(text)}"


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
    raise UnreadableListError("文件不能读取，请另存为 .xlsx 或 UTF-8 编码的 .csv")


def _xlsx(data: bytes) -> list[tuple[str, list[Line]]]:
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        tables: list[tuple[str, list[Line]]] = [
            (sheet.title, list(sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1)))
            for sheet in workbook.worksheets
        ]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UnreadableListError("文件不能读取，请另存为 .xlsx 或 UTF-8 编码的 .csv") from error
    return tables if len(tables) > 1 else [("", lines) for _, lines in tables]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():  # a sheet takes 12345 for a number
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())
