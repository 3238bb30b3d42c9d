"""The spreadsheet by which units and people are brought in, one line each (R1)."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

COLUMNS = ("单位", "姓名", "工号", "用工性质", "岗位", "任职起始")
ENCODINGS = ("utf-8-sig", "gb18030")
MOST_ROWS = 5_000
Cells = Sequence[object]


class UnreadableSheet(Exception):
    """The file is no sheet of this kind; the message says what to do."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the sheet, as written; ``number`` is its line there."""

    number: int
    unit: str
    name: str
    staff_number: str
    employment: str
    positions: str
    since: str


def read_sheet(data: bytes, name: str) -> tuple[SheetRow, ...]:
    """Return the lines of an .xlsx or .csv file that are not empty."""
    return tuple(SheetRow(number, *cells) for number, cells in read_cells(data, name, COLUMNS))


def read_cells(
    data: bytes, name: str, columns: Sequence[str]
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the number and the wanted cells of each line that is not empty, in that order.

    Raises UnreadableSheet.
    """
    lines = _xlsx(data) if name.lower().endswith(".xlsx") else _csv(data)
    if not lines:
        raise UnreadableSheet("表格是空的，请按模板填写")
    header = [_text(cell) for cell in lines[0]]
    missing = [column for column in columns if column not in header]
    if missing:
        raise UnreadableSheet(f"表头缺少{'、'.join(missing)}，请按模板填写")
    places = [header.index(column) for column in columns]
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = tuple(_text(line[place]) if place < len(line) else "" for place in places)
        if any(cells):
            rows.append((number, cells))
    if len(rows) > MOST_ROWS:
        raise UnreadableSheet(f"表格超过{MOST_ROWS}行，请分开导入")
    return tuple(rows)


def _csv(data: bytes) -> list[Cells]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error:
            break
    raise UnreadableSheet("文件不能读取，请另存为 .xlsx 或 UTF-8 编码的 .csv")


def _xlsx(data: bytes) -> list[Cells]:
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows: Iterable[Cells] = workbook.worksheets[0].iter_rows(
            values_only=True, max_row=MOST_ROWS + 2
        )
        return list(rows)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise UnreadableSheet("文件不能读取，请另存为 .xlsx 或 UTF-8 编码的 .csv") from error


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case datetime.datetime():
            return cell.date().isoformat()
        case float() if cell.is_integer():  # a staff number that the sheet took for a number
            return str(int(cell))
        case _:
            return " ".join(str(cell).split())
