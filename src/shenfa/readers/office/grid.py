"""The cells of a table, from whatever file: which rows are its header, and what they say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

LOOK = 40
"""How many rows with text are searched for the header."""
LONGEST_LABEL = 40
DEEPEST = 4
"""More rows than this under one merged cell are data, not a header."""
FORM = re.compile(r"[：:]\s*\S")
"""A line to be filled in (填报单位：竹沟镇)."""
LETTER = re.compile(r"[^\W\d_]")
YEAR = re.compile(r"(?:19|20)\d\d")
DATA_LIKE = re.compile(r"\d{7}|\d月\d{1,2}日|\d\*{2,}|\*{2,}\d")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with text at a row and column (from 1), and how far it reaches when merged."""

    row: int
    column: int
    text: str
    is_number: bool = False
    rows: int = 1
    columns: int = 1

    @property
    def is_label(self) -> bool:
        """Whether it could be a heading: a year or a short text with letters, no number or date."""
        return YEAR.fullmatch(self.text) is not None or (
            not self.is_number
            and len(self.text) <= LONGEST_LABEL
            and LETTER.search(self.text) is not None
            and DATA_LIKE.search(self.text) is None
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The rows of the header and the text above each column, levels joined with "/"."""

    rows: frozenset[int] = frozenset()
    names: Mapping[int, str] | None = None

    def above(self, cell: GridCell) -> str:
        """The header of a cell: none in and above the header, none for a remark across."""
        if not self.names or cell.row <= min(self.rows) or cell.row in self.rows:
            return ""
        if cell.columns > 1 and cell.columns * 2 >= len(self.names):
            return ""
        return self.names.get(cell.column, "")


def head_of(cells: Iterable[GridCell]) -> Head:
    """Return the header: the first row full of labels that is followed by data.

    Titles and form lines (填报单位：…) above it are passed over. A row of labels above or
    below it belongs to the header where merged cells tie them together, and so does every
    later repetition of it.
    """
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    first = dict(islice(sorted(rows.items()), LOOK))
    start = _header_row(first)
    if start is None:
        return Head()
    head = head_at(first, (*_above(first, start), start, *_below(first, start)))
    repeated = _texts(rows[start])
    return Head(
        head.rows | {row for row, own in rows.items() if _texts(own) == repeated}, head.names
    )


def head_at(rows: Mapping[int, Sequence[GridCell]], levels: Iterable[int]) -> Head:
    """Return the header that stands in these rows."""
    names: dict[int, list[str]] = {}
    levels = tuple(levels)
    for level in levels:
        for cell in rows.get(level, ()):
            text = re.sub(r"\s+", "", cell.text)
            for column in range(cell.column, cell.column + cell.columns):
                if text not in names.setdefault(column, [])[-1:]:
                    names[column].append(text)
    return Head(frozenset(levels), {column: "/".join(texts) for column, texts in names.items()})


def _texts(cells: Sequence[GridCell]) -> tuple[tuple[int, str], ...]:
    return tuple((cell.column, cell.text) for cell in cells)


def _header_row(rows: Mapping[int, Sequence[GridCell]]) -> int | None:
    width = max((len(cells) for cells in rows.values()), default=0)
    numbers = sorted(rows)
    for number, following in pairwise(numbers):
        cells = rows[number]
        others = sum(not cell.is_label for cell in cells)
        if width == 1:
            is_head = cells[0].is_label and not rows[following][0].is_label
            return number if is_head else None
        if _is_full_of_labels(cells, width) and others * 2 <= len(cells):
            is_data = not cells[0].is_label and others > 0
            return None if is_data else number
        if others and len(cells) > 1 and len(cells) * 2 >= width:
            return None
    return None


def _is_full_of_labels(cells: Sequence[GridCell], width: int) -> bool:
    labels = [cell for cell in cells if cell.is_label]
    forms = sum(FORM.search(cell.text) is not None for cell in labels)
    return (
        len({cell.text for cell in labels}) >= max(2, (width + 2) // 3)
        and sum(cell.columns for cell in labels) * 2 >= width
        and forms * 2 < len(labels)
    )


def _above(rows: Mapping[int, Sequence[GridCell]], start: int) -> list[int]:
    cells = rows.get(start - 1, ())
    is_level = (
        len(cells) > 1
        and all(cell.is_label and "：" not in cell.text for cell in cells)
        and any(cell.columns > 1 for cell in cells)
    )
    return [start - 1] if is_level else []


def _below(rows: Mapping[int, Sequence[GridCell]], start: int) -> list[int]:
    depths = [cell.rows for cell in rows[start] if 1 < cell.rows <= DEEPEST]
    if depths:
        return list(range(start + 1, start + max(depths)))
    wide = {
        column
        for cell in rows[start]
        if cell.columns > 1
        for column in range(cell.column, cell.column + cell.columns)
    }
    below = rows.get(start + 1, ())
    is_level = len(below) > 1 and all(cell.is_label and cell.column in wide for cell in below)
    return [start + 1] if is_level else []
