"""The cells of a Word table in their grid, merged cells once, and the headers above them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from shenfa.readers.office.grid import GridCell, Head, head_of
from shenfa.readers.office.package import Element
from shenfa.readers.word.xml import ALTERNATE, TABLE, VALUE, WORD, branch, is_on

ROW = f"{WORD}tr"
CELL = f"{WORD}tc"
MOST_COLUMNS = 1024
"""Far above what Word allows (63); a larger span in a file is a mistake or an attack."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell element at its row and first column (from 1).

    ``rows`` and ``columns`` say how far it reaches. A continued slot belongs to the merged
    cell above it; whatever text it still holds is not shown.
    """

    element: Element
    row: int
    column: int
    columns: int
    is_continued: bool
    is_head: bool
    rows: int = 1


def slots(table: Element) -> list[Slot]:
    """Return all cells of a table, row by row, without those of tables inside."""
    rows = [list(_row(row, number)) for number, row in enumerate(_through(table, ROW), start=1)]
    return [replace(one, rows=_reach(one, rows)) for row in rows for one in row]


def head_above(cells: Sequence[tuple[Slot, str]]) -> Head:
    """Return the header of a table: the rows marked as one, else the first that looks like one."""
    filled = [(slot, text) for slot, text in cells if text.strip()]
    marked = set(_marked(filled))
    grid = [
        GridCell(slot.row, slot.column, text, rows=slot.rows, columns=slot.columns)
        for slot, text in filled
    ]
    if not marked:
        return head_of(grid)
    names: dict[int, list[str]] = {}
    for cell in grid:
        if cell.row in marked:
            for column in range(cell.column, cell.column + cell.columns):
                names.setdefault(column, []).append("".join(cell.text.split()))
    return Head(frozenset(marked), {column: "/".join(texts) for column, texts in names.items()})


def _marked(cells: Sequence[tuple[Slot, str]]) -> Iterator[int]:
    """The rows at the top that repeat on every page; a title across them is no header."""
    rows: dict[int, list[Slot]] = {}
    for slot, _ in takewhile(lambda cell: cell[0].is_head, cells):
        rows.setdefault(slot.row, []).append(slot)
    for row, own in rows.items():
        if len(own) > 1 or len(rows) == 1:
            yield row


def _row(row: Element, number: int) -> Iterator[Slot]:
    properties = row.find(f"{WORD}trPr")
    column = 1 + _number(properties, f"{WORD}gridBefore", 0)
    mark = None if properties is None else properties.find(f"{WORD}tblHeader")
    is_head = mark is not None and is_on(mark.get(VALUE, ""))
    for cell in _through(row, CELL):
        own = cell.find(f"{WORD}tcPr")
        columns = _number(own, f"{WORD}gridSpan", 1)
        merges = (
            None if own is None else own.find(f"{WORD}{name}") for name in ("vMerge", "hMerge")
        )
        is_continued = any(
            merge is not None and merge.get(VALUE, "continue") == "continue" for merge in merges
        )
        yield Slot(cell, number, column, columns, is_continued, is_head)
        column += columns


def _reach(slot: Slot, rows: Sequence[Sequence[Slot]]) -> int:
    if slot.is_continued:
        return 1
    below = islice(rows, slot.row, None)
    return 1 + sum(
        1
        for _ in takewhile(
            lambda row: any(one.column == slot.column and one.is_continued for one in row), below
        )
    )


def _through(parent: Element, tag: str) -> Iterator[Element]:
    # Rows and cells may stand in content controls and other wrappers, but not in inner tables.
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == ALTERNATE:
            yield from _through(branch(child), tag)
        elif child.tag not in (ROW, CELL, TABLE):
            yield from _through(child, tag)


def _number(properties: Element | None, tag: str, default: int) -> int:
    child = None if properties is None else properties.find(tag)
    text = "" if child is None else child.get(VALUE, "")
    return min(int(text), MOST_COLUMNS) if text.isascii() and text.isdigit() else default
