"""Cells of a spreadsheet, old or new, as passages with their place, header and hiding reason."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils.cell import get_column_letter

from shenfa.readers.office.grid import GridCell, head_of
from shenfa.text import Cell, Passage, PassageKind

MOST_CELLS = 1_000_000
"""Beyond this a workbook is a database; the rest becomes a gap."""
WHITE = "FFFFFF"
SMALLEST_FONT = 2
LONGEST_AREA = 5_000
CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Za-z+\-])')
NUMBERS = re.compile("&[PN]")
"""Page number and number of pages, read as on a first and only page."""
HIDDEN_ROW, HIDDEN_COLUMN = "隐藏行", "隐藏列"
COVERED = "合并单元格遮盖"


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area, all ends included."""

    top: int
    left: int
    bottom: int
    right: int


SINGLE = Area(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """The text a cell shows or hides; ``reasons`` say why it is not seen."""

    row: int
    column: int
    text: str
    is_number: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where cells stand: the sheet in words, its number, its part of the file.

    ``hidden`` says how the whole sheet hides, ``hidden_columns`` are those no one sees.
    """

    place: str
    table: int
    origin: str
    hidden: str = ""
    hidden_columns: frozenset[int] = frozenset()


def cell_passages(
    cells: Sequence[SheetCell], areas: Iterable[Area], sheet: SheetPlace
) -> Iterator[Passage]:
    """Yield a passage for every cell, hidden ones with the reason in their place."""
    corners = {(area.top, area.left): area for area in areas}
    covered = _covered(corners.values(), cells)
    grid = []
    for cell in cells:
        area = corners.get((cell.row, cell.column), SINGLE)
        rows, columns = area.bottom - area.top + 1, area.right - area.left + 1
        grid.append(GridCell(cell.row, cell.column, cell.text, cell.is_number, rows, columns))
    head = head_of(one for one in grid if (one.row, one.column) not in covered)
    for cell, one in zip(cells, grid, strict=True):
        reasons = cell.reasons
        if one.columns > 1 and not sheet.hidden_columns.issuperset(_columns(one)):
            # What is merged across other columns is seen in those.
            reasons = tuple(reason for reason in reasons if reason != HIDDEN_COLUMN)
        if sheet.hidden:
            reasons = (sheet.hidden, *reasons)
        if (cell.row, cell.column) in covered:
            reasons = (*reasons, COVERED)
        reason = f"（{'、'.join(reasons)}）" if reasons else ""
        yield Passage(
            f"{sheet.place}{get_column_letter(cell.column)}{cell.row}{reason}",
            cell.text,
            PassageKind.HIDDEN if reasons else PassageKind.BODY,
            Cell(sheet.table, cell.row, cell.column, head.above(one)),
            origin=sheet.origin,
        )


def camouflage(colour: str, fill: str, size: float) -> tuple[str, ...]:
    """Return why text of this colour (RRGGBB or empty) on this fill cannot be seen."""
    if size < SMALLEST_FONT:
        return ("字号过小",)
    if colour and _is_close(colour, fill or WHITE):
        return ("白色文字",) if _is_close(colour, WHITE) else ("文字与底色相同",)
    return ()


def _is_close(one: str, other: str) -> bool:
    return all(
        abs(int(one[index : index + 2], 16) - int(other[index : index + 2], 16)) <= 16
        for index in (0, 2, 4)
    )


def _columns(cell: GridCell) -> range:
    return range(cell.column, cell.column + cell.columns)


def _covered(areas: Iterable[Area], cells: Iterable[SheetCell]) -> frozenset[tuple[int, int]]:
    # By rows, so that a sheet with many cells and many merged areas stays fast.
    by_row: dict[int, list[Area]] = {}
    for area in areas:
        for row in range(area.top, min(area.bottom, area.top + LONGEST_AREA) + 1):
            by_row.setdefault(row, []).append(area)
    return frozenset(
        (cell.row, cell.column)
        for cell in cells
        for area in by_row.get(cell.row, ())
        if area.left <= cell.column <= area.right
        and (cell.row, cell.column) != (area.top, area.left)
    )


def page_edge(place: str, codes: str, kind: PassageKind, origin: str) -> Iterator[Passage]:
    """Yield the sections (left, middle, right) of a header or footer without their codes."""
    for section in re.split(r"&[LCR]", codes.replace("&&", "\0")):
        text = CODES.sub("", NUMBERS.sub("1", section)).replace("\0", "&").strip()
        if text:
            yield Passage(place, text, kind, origin=origin)
