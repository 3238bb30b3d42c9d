"""The lines of a workbook as people see them: what was merged stands in every cell it covers.

Every sheet of a workbook is read, since vendors keep a sheet for each kind of fault.
"""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

ENCODINGS = ("utf-8-sig", "gb18030")
MOST_ROWS = 10_000
MOST_COLUMNS = 60
LARGEST = 20 * 1024 * 1024
UNREADABLE = "文件不能读取，请另存为 .xlsx 或 UTF-8 编码的 .csv"


class UnreadableSheetError(Exception):
    """The file is no sheet that can be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its sheet and number as people see them, its cells as text.

    ``own`` is false where nothing stands in it but what was merged into it from above.
    """

    sheet: str
    number: int
    cells: tuple[str, ...]
    own: bool = True


def read_lines(data: bytes, name: str) -> tuple[tuple[Line, ...], ...]:
    """Return the lines of each sheet. Raises UnreadableSheetError."""
    if len(data) > LARGEST:
        raise UnreadableSheetError("文件超过20MB，请分开导入")
    is_workbook = name.lower().endswith((".xlsx", ".xlsm")) or data[:2] == b"PK"
    sheets = _workbook(data) if is_workbook else (_csv(data),)
    if sum(map(len, sheets)) > MOST_ROWS:
        raise UnreadableSheetError(f"表格超过{MOST_ROWS}行，请分开导入")
    return sheets


def _workbook(data: bytes) -> tuple[tuple[Line, ...], ...]:
    try:
        workbook = load_workbook(io.BytesIO(data), data_only=True)
        return tuple(tuple(_sheet(one)) for one in workbook.worksheets)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise UnreadableSheetError(UNREADABLE) from error


def _sheet(sheet: Worksheet) -> Iterator[Line]:
    if sheet.max_row > MOST_ROWS:
        raise UnreadableSheetError(f"表格超过{MOST_ROWS}行，请分开导入")
    merged = {
        (row, column): (one.min_row, one.min_col)
        for one in sheet.merged_cells.ranges
        for row in range(one.min_row, one.max_row + 1)
        for column in range(one.min_col, min(one.max_col, MOST_COLUMNS) + 1)
    }
    width = min(sheet.max_column, MOST_COLUMNS)
    rows = [list(row) for row in sheet.iter_rows(values_only=True, max_col=width)]
    for number, row in enumerate(rows, start=1):
        cells = []
        for column in range(1, width + 1):
            top, left = merged.get((number, column), (number, column))
            cells.append(text_of(rows[top - 1][left - 1]))
        own = any(text_of(cell) for cell in row)
        yield Line(sheet.title, number, tuple(cells), own)


def _csv(data: bytes) -> tuple[Line, ...]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            break
        return tuple(
            Line("", number, tuple(map(text_of, row[:MOST_COLUMNS])), any(map(text_of, row)))
            for number, row in enumerate(rows, start=1)
        )
    raise UnreadableSheetError(UNREADABLE)


def text_of(cell: object) -> str:
    """Return a cell as text: a day as a day, no number with a point that means nothing."""
    match cell:
        case None:
            return ""
        case datetime.datetime():
            is_day = cell.time() == datetime.time()
            return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")
        case datetime.date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return " ".join(str(cell).split())


def is_empty(cells: Sequence[str]) -> bool:
    """Return whether nothing stands in a line."""
    return not any(cells)
