"""Tables as grids: rows below their headers, total rows, and the numbers of a column."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shenfa.rules.official.once import once
from shenfa.text import Part, Passage

NUMBER = re.compile(
    r"\s*(?P<value>-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(?P<places>\d{1,6}))?)\s*(?P<unit>%|％|[\u4e00-\u9fff]{0,4})\s*"
)
BLANK = re.compile(r"[\s\u3000/\\—–\-－无]*")
BLANKS = re.compile(r"[\s\u3000]+")
TOTAL = re.compile(
    r"(?:合计|总计|共计|合计数|总数|全县合计|全县总计)(?:[（(][^（()）]{1,8}[）)])?[:：]?"
)
SUBTOTAL = re.compile(r".{0,12}小计")
WITHIN = re.compile(r"其中")
LEVEL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]?")
UNSUMMABLE = re.compile(
    r"率|比|%|％|均|单价|标准|序号|编号|代码|电话|年份|日期|时间|年龄|学号|[期名位排]次|增长|增减|幅|得分|分数|指数|倍"
    r"|^年$|^月$|^日$|单位[:：]?元/|定额|每"
)
FEWEST_ADDENDS = 2


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as a cell writes it."""

    value: Decimal
    places: int
    unit: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its passage, its text without blanks, its number if it is one."""

    passage: int
    text: str
    length: int
    amount: Amount | None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the cell, or a dash for nothing."""
        return BLANK.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: rows of cells by column number, and the text of each column's headers."""

    headers: dict[int, str]
    rows: tuple[dict[int, GridCell], ...]

    def label(self, row: dict[int, GridCell]) -> str:
        """Return what the row is called: its first cells up to the first number."""
        for _, cell in sorted(row.items()):
            if cell.amount is None and not cell.is_blank:
                return cell.text
        return ""


def _grids(part: Part) -> tuple[Grid, ...]:
    tables: dict[int, dict[int, dict[int, GridCell]]] = defaultdict(lambda: defaultdict(dict))
    headers: dict[int, dict[int, str]] = defaultdict(dict)
    for index, passage in part.passages:
        if passage.cell is None:
            continue
        place = passage.cell
        tables[place.table][place.row].setdefault(place.column, _cell(index, passage))
        if place.header:
            headers[place.table].setdefault(place.column, BLANKS.sub("", place.header))
    return tuple(
        Grid(headers[table], tuple(row for _, row in sorted(rows.items())))
        for table, rows in sorted(tables.items())
    )


grids = once(_grids)
"""The tables of a part, laid out once for all who ask."""


def _cell(index: int, passage: Passage) -> GridCell:
    return GridCell(index, BLANKS.sub("", passage.text), len(passage.text), amount_of(passage.text))


def amount_of(text: str) -> Amount | None:
    """Return the number that is all of a text, with its unit."""
    match = NUMBER.fullmatch(text)
    if match is None:
        return None
    return Amount(
        Decimal(match["value"].replace(",", "")), len(match["places"] or ""), match["unit"]
    )


def total_row(grid: Grid) -> int | None:
    """Return the number of the one row that adds up the others, None where there is none."""
    found = [number for number, row in enumerate(grid.rows) if TOTAL.fullmatch(grid.label(row))]
    return found[0] if len(found) == 1 else None


def data_rows(grid: Grid, total: int) -> tuple[dict[int, GridCell], ...]:
    """Return the rows that a total row adds up: those above it, or below where it stands first."""
    above = [row for row in grid.rows[:total] if any(cell.amount for cell in row.values())]
    below = [row for row in grid.rows[total + 1 :] if any(cell.amount for cell in row.values())]
    if above and below:
        return ()
    return tuple(above or below)


def is_summable(header: str) -> bool:
    """Return whether adding up a column of this header makes sense."""
    return UNSUMMABLE.search(header) is None


def sums(grid: Grid, column: int, rows: Sequence[dict[int, GridCell]]) -> Iterator[Decimal]:
    """Yield what the column may add up to: all rows, subtotals only, the upper level only.

    Yields nothing where a cell of the column is no number.
    """
    labels = [grid.label(row) for row in rows]
    values: list[Decimal | None] = []
    for row in rows:
        cell = row.get(column)
        if cell is None or cell.is_blank:
            values.append(None)
        elif cell.amount is None or cell.amount.unit in ("%", "％"):
            return
        else:
            values.append(cell.amount.value)
    choices = (
        [True for _ in rows],
        [SUBTOTAL.fullmatch(label) is not None for label in labels],
        [SUBTOTAL.fullmatch(label) is None for label in labels],
        [WITHIN.search(label) is None for label in labels],
        [LEVEL.match(label) is not None for label in labels],
    )
    for choice in choices:
        taken = [
            value
            for value, wanted in zip(values, choice, strict=True)
            if wanted and value is not None
        ]
        if len(taken) >= FEWEST_ADDENDS:
            yield sum(taken, Decimal(0))


def tolerance(addends: Sequence[Amount], total: Amount) -> Decimal:
    """Return how far rounded addends may miss their total: half a last place each."""
    places = max(one.places for one in (*addends, total))
    if not places:
        return Decimal(0)
    # An addend that is written shorter than the others has lost zeros, not places.
    return (Decimal(1).scaleb(-total.places) + Decimal(1).scaleb(-places) * len(addends)) / 2


def is_nested(grid: Grid, rows: Sequence[dict[int, GridCell]]) -> bool:
    """Return whether rows are parts of other rows in a way that only a person can tell."""
    labels = [grid.label(row) for row in rows]
    levels = sum(LEVEL.match(label) is not None for label in labels)
    return any(WITHIN.search(label) for label in labels) or 0 < levels < len(labels)
