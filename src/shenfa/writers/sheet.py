"""A table as .xlsx, .csv or JSON. What a cell says is never taken for a formula by who opens it.

A text that begins like a formula gets an apostrophe before it in .csv; in .xlsx it is stored as
text, which no program computes.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Cell = str | int | None
FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠")
LONGEST_NAME, WIDEST = 31, 60
NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name and its head."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheet_xlsx(*sheets: Sheet) -> bytes:
    """Return tables as one workbook."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name.translate(NOT_IN_NAMES)[:LONGEST_NAME])
        page.freeze_panes = "A2"
        for place, width in enumerate(_widths(sheet), start=1):
            page.column_dimensions[get_column_letter(place)].width = width
        for number, row in enumerate((sheet.head, *sheet.rows)):
            cells = []
            for value in row:
                cell = WriteOnlyCell(page, _readable(value))
                if isinstance(value, str):
                    cell.data_type = "s"  # whatever it looks like
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                if number == 0:
                    cell.font = Font(bold=True)
                cells.append(cell)
            page.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_csv(sheet: Sheet) -> bytes:
    """Return a table as .csv, which the usual programs open as UTF-8."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(map(safe, sheet.head))
    writer.writerows([[safe(value) for value in row] for row in sheet.rows])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def sheet_json(sheet: Sheet) -> bytes:
    """Return a table as JSON: a list of rows, each by its heads."""
    rows = [dict(zip(sheet.head, row, strict=True)) for row in sheet.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def safe(value: Cell) -> Cell:
    """Return a cell that no program takes for a formula."""
    readable = _readable(value)
    if isinstance(readable, str) and readable.lstrip(" ").startswith(FORMULA):
        return f"'{readable}"
    return readable


def _readable(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    return "".join(sign for sign in value if sign >= " " or sign in "\n\t")


def _widths(sheet: Sheet) -> Iterable[int]:
    rows: Sequence[Sequence[Cell]] = (sheet.head, *sheet.rows[:200])
    for place in range(len(sheet.head)):
        yield min(WIDEST, 4 + max(2 * len(str(row[place] or "")) for row in rows))
