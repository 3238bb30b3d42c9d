"""Tables as rules of privacy read them: real cells, and text lines that are laid out as a table."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from shenfa.rules.personal.labels import label_of
from shenfa.text import Passage, fold

SEPARATORS = (
    re.compile(r"\t"),
    re.compile(r" ?[|｜] ?"),
    re.compile(r"[,，]"),
    re.compile(r"[ \u3000]{2,}"),
)
NAME_HEADER = re.compile(
    r"姓\s*名|户主|申请人|救助对象|补助对象|领取人|受益人|患者|学生|name", re.IGNORECASE
)
ADDRESS_HEADER = re.compile(r"住\s*址|地\s*址|居住|户籍|address", re.IGNORECASE)
DISEASE_HEADER = re.compile(r"病种|疾病|诊断|患病|病情|病史|病名|原因|事由|健康|身体状况|残疾")
LONGEST_LABEL, LONGEST_HEADER = 12, 20
VALUE = re.compile(r"\d|[:。;!?]")
NUMBER = re.compile(r"\d{5}")
FEWEST_CELLS = 2
LONGEST_HEAD_LINE = 240


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell: its passage, where its text begins there, and what stands above or before it."""

    passage: int
    start: int
    text: str
    header: str
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table below its headers."""

    rows: tuple[tuple[CellText, ...], ...]

    def columns(self) -> Iterator[tuple[CellText, ...]]:
        """Yield the cells of each column, top down."""
        columns: dict[int, list[CellText]] = defaultdict(list)
        for row in self.rows:
            for cell in row:
                columns[cell.column].append(cell)
        for _, cells in sorted(columns.items()):
            header = cells[-1].header
            yield tuple(cell for cell in cells if cell.header == header)


def is_header(text: str) -> bool:
    """Return whether a cell names a kind of personal information."""
    folded = fold(text).text.strip().rstrip(":")
    if not folded or len(folded) > LONGEST_HEADER or VALUE.search(folded):
        return False
    return label_of(folded).kind != "" or any(
        pattern.search(folded) for pattern in (NAME_HEADER, ADDRESS_HEADER, DISEASE_HEADER)
    )


def cell_tables(passages: Sequence[tuple[int, Passage]]) -> Iterator[Table]:
    """Yield the tables that a reader found."""
    cells = [(index, passage) for index, passage in passages if passage.cell is not None]
    cells.sort(key=_place)
    for _, table in groupby(cells, key=lambda one: _place(one)[:2]):
        yield Table(
            tuple(
                tuple(_row(list(row))) for _, row in groupby(table, key=lambda one: _place(one)[:3])
            )
        )


def text_tables(index: int, text: str) -> Iterator[tuple[tuple[int, int], Table]]:
    """Yield the spans of lines laid out as a table below a line of headers, and the table."""
    if "\n" not in text:
        return
    lines: list[tuple[int, str]] = []
    start = 0
    for line in text.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    at = 0
    while at < len(lines) - 1:
        if found := _table_at(index, lines, at):
            last, table = found
            yield (lines[at][0], lines[last][0] + len(lines[last][1])), table
            at = last
        at += 1


def _table_at(index: int, lines: list[tuple[int, str]], at: int) -> tuple[int, Table] | None:
    for separator in SEPARATORS:
        if len(lines[at][1]) > LONGEST_HEAD_LINE or not separator.search(lines[at][1]):
            continue
        headers = [text for _, text in _split(lines[at], separator)]
        if len(headers) < FEWEST_CELLS or any(len(header) > LONGEST_HEADER for header in headers):
            continue
        if not any(map(is_header, headers)) or any(map(NUMBER.search, headers)):
            continue
        rows = []
        last = at
        for number in range(at + 1, len(lines)):
            cells = _split(lines[number], separator)
            if set(lines[number][1]) <= set("-|:+ "):
                continue
            if (
                abs(len(cells) - len(headers)) > (0 if separator.pattern == "[,，]" else 1)
                or len(cells) < FEWEST_CELLS
            ):
                break
            rows.append(
                tuple(
                    CellText(
                        index, start, text, headers[column] if column < len(headers) else "", column
                    )
                    for column, (start, text) in enumerate(cells)
                )
            )
            last = number
        # 脑血管疾病 in a cell reads like a header; two such cells of three are headers.
        if rows and sum(is_header(cell.text) for cell in rows[0]) * 2 <= len(rows[0]):
            return last, Table(tuple(rows))
    return None


def _split(line: tuple[int, str], separator: re.Pattern[str]) -> list[tuple[int, str]]:
    offset, text = line
    cells, start = [], 0
    for match in separator.finditer(text):
        cells.append((offset + start, text[start : match.start()]))
        start = match.end()
    cells.append((offset + start, text[start:]))
    if cells and not cells[0][1].strip() and separator.pattern != "\t":
        cells = cells[1:]
    if cells and not cells[-1][1].strip() and separator.pattern != "\t":
        cells = cells[:-1]
    return cells


def _row(cells: list[tuple[int, Passage]]) -> Iterator[CellText]:
    before = ""
    for index, passage in cells:
        header = passage.cell.header if passage.cell else ""
        if before and not is_header(header) and is_header(before):
            header = before
        yield CellText(index, 0, passage.text, header, passage.cell.column if passage.cell else 0)
        before = passage.text if len(passage.text) <= LONGEST_LABEL else ""


def _place(one: tuple[int, Passage]) -> tuple[str, int, int, int]:
    cell = one[1].cell
    return (one[1].enclosure, cell.table, cell.row, cell.column) if cell else ("", 0, 0, 0)
