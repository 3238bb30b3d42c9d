"""Tables of web pages: where each cell stands, what it holds, and the headers above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from shenfa.readers.office.grid import GridCell, Head, head_at, head_of
from shenfa.readers.web.markup import Mark, Run, Woven
from shenfa.text import Cell, Passage, PassageKind

MOST_TAKEN, LONGEST_SPAN = 2_000_000, 9
WIDEST = 1_000
NUMBER = re.compile(r"[\d.,，%+\-\s]+")

Aside = tuple[str, PassageKind, str]
"""The end of a place, a kind and a text that belongs to a paragraph or cell without being it."""


@dataclass(slots=True)
class PageCell:
    """A cell being read."""

    row: int
    column: int
    rows: int
    columns: int
    is_heading: bool
    reason: str
    blocks: list[Woven] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)


@dataclass(slots=True)
class PageTable:
    """A table being read; tables that only arrange the page are ``is_layout``."""

    number: int
    is_layout: bool
    row: int = 0
    columns_read: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cells: list[PageCell] = field(default_factory=list)
    open: PageCell | None = None


def is_layout(table: LexborNode) -> bool:
    """Whether a table only arranges the page: one cell, or tables inside tables."""
    return len(table.css("td,th")) <= 1 or len(table.css("table")) > 1


def open_cell(
    table: PageTable, tag: str, attributes: dict[str, str | None], reason: str
) -> PageCell:
    """Place the next cell of the current row, around what reaches down from rows above."""
    column = 1
    while (table.row, column) in table.taken:
        column += 1
    rows, columns = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
    if len(table.taken) + rows * columns > MOST_TAKEN:
        rows = columns = 1  # so much is reserved by nobody who shows a table
    table.taken.update(
        (row, reached)
        for row in range(table.row, table.row + rows)
        for reached in range(column, column + columns)
    )
    if column in table.hidden_columns:
        reason = reason or "隐藏列"
    cell = PageCell(table.row, column, rows, columns, tag == "th", reason)
    table.cells.append(cell)
    return cell


def _span(value: str | None) -> int:
    if not value or not value.isdecimal():
        return 1
    return min(int(value[:LONGEST_SPAN]), WIDEST) or 1


def table_passages(table: PageTable) -> Iterator[Passage]:
    """Yield the cells of a table that has been read to its end."""
    texts = [(cell, *_joined(cell)) for cell in table.cells]
    grid = {
        (cell.row, cell.column): GridCell(
            cell.row,
            cell.column,
            text,
            NUMBER.fullmatch(text) is not None,
            rows=cell.rows,
            columns=cell.columns,
        )
        for cell, text, _ in texts
    }
    head = _head(table, [one for one in grid.values() if one.text])
    for cell, text, inserted in texts:
        place = f"表{table.number}第{cell.row}行第{cell.column}列"
        header = head.above(grid[cell.row, cell.column])
        position = Cell(table.number, cell.row, cell.column, header)
        if text:
            reason = f"（{cell.reason}）" if cell.reason else ""
            kind = PassageKind.HIDDEN if reason else PassageKind.BODY
            style = "th" if cell.is_heading else "td"
            yield Passage(
                f"{place}{reason}", text, kind, position, style, origin="html", inserted=inserted
            )
        for run in (run for block in cell.blocks for run in block.unseen):
            yield unseen_passage(place, run, position)
        for suffix, kind, aside in cell.asides:
            yield Passage(f"{place}{suffix}", aside, kind, origin="html")


def unseen_passage(place: str, run: Run, cell: Cell | None = None) -> Passage:
    """Return the passage of a deleted or hidden run."""
    is_deleted = run.mark is Mark.DELETED and not run.reason
    kind = PassageKind.DELETED if is_deleted else PassageKind.HIDDEN
    reason = "删除的文字" if is_deleted else run.reason
    return Passage(f"{place}（{reason}）", run.text.strip(" \n"), kind, cell, origin="html")


def _joined(cell: PageCell) -> tuple[str, tuple[tuple[int, int], ...]]:
    text = ""
    inserted: list[tuple[int, int]] = []
    for block in cell.blocks:
        if block.text:
            text += "\n" if text else ""
            inserted += [(start + len(text), end + len(text)) for start, end in block.inserted]
            text += block.text
    return text, tuple(inserted)


def _head(table: PageTable, grid: list[GridCell]) -> Head:
    rows: dict[int, list[GridCell]] = {}
    for one in grid:
        rows.setdefault(one.row, []).append(one)
    plain = {cell.row for cell in table.cells if not cell.is_heading}
    marked = sorted(row for row in rows if row not in plain and row < max(plain, default=0))
    return head_at(rows, marked) if marked else head_of(grid)
