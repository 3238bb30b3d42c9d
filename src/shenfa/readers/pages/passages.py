"""From the characters of all pages to passages: paragraphs, table cells, running heads.

Shared by the readers of page formats. A paragraph or table that goes on over a page break is
one; its place is the page where it begins.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from shenfa.readers.office.grid import GridCell, Head, head_of
from shenfa.readers.pages.paragraphs import (
    Margins,
    cell_text,
    continues,
    joined,
    margins,
    paragraphs,
    spliced,
)
from shenfa.readers.pages.table import Box, Grid, Rule, aligned_runs, grids
from shenfa.readers.pages.text import Glyph, Line, lines, reading_order
from shenfa.text import Cell, Passage, PassageKind

DASHES = r"[\s—–－―\-_·•~～]*"
PAGE_NUMBER = re.compile(
    rf"{DASHES}第?\s*\d{{1,4}}\s*页?\s*(?:[/／|,，]?\s*(?:共|of)?\s*\d{{1,4}}\s*页?)?{DASHES}"
)
TOP, BOTTOM = 0.11, 0.89
REPEATED = 3
SAME_EDGE = 4.0
SAME_COLUMN = 12.0


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters and ruled lines of one page, and its number from 1."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Rule, ...] = ()
    vertical: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    lines: tuple[Line, ...]
    limits: Margins
    text: str


@dataclass(frozen=True, slots=True)
class _Table:
    """``edges`` are the places of its columns, equal where two tables are one."""

    edges: tuple[float, ...]
    tolerance: float
    cells: tuple[GridCell, ...]
    number: int = 0


Block = _Paragraph | _Table


@dataclass(frozen=True, slots=True)
class _Page:
    """A page after its ruled tables were taken out."""

    text: PageText
    tables: tuple[tuple[float, _Table], ...]
    lines: tuple[Line, ...]


def passages(pages: Sequence[PageText]) -> tuple[tuple[Passage, ...], ...]:
    """Return the passages of every page."""
    parted = [_page(page) for page in pages]
    running = _running(parted)
    blocks = [
        list(_blocks(page, [line for line in page.lines if line not in own]))
        for page, own in zip(parted, running, strict=True)
    ]
    _join_paragraphs(blocks)
    _join_tables(blocks)
    heads = _heads(blocks)
    return tuple(
        (*_body(page.text, own, heads), *_around(page.text, lines_))
        for page, own, lines_ in zip(parted, blocks, running, strict=True)
    )


def unseen_passages(
    page: PageText, hidden: Iterable[tuple[str, Sequence[Glyph]]], tilted: Iterable[str]
) -> Iterator[Passage]:
    """Yield the hidden text of a page with the reasons, then what is written aslant."""
    origin = f"page {page.number}"
    for reason, glyphs in hidden:
        place = f"第{page.number}页隐藏文字（{reason}）"
        for text in block_texts(glyphs, page.width):
            yield Passage(place, text, PassageKind.HIDDEN, origin=origin)
    for text in tilted:
        yield Passage(f"第{page.number}页斜排文字", text, PassageKind.TEXT_BOX, origin=origin)


def block_texts(glyphs: Iterable[Glyph], width: float) -> tuple[str, ...]:
    """Return the paragraphs of some characters that are not a page's running text."""
    region = lines(glyphs)
    if not region:
        return ()
    return tuple(map(joined, paragraphs(region, margins(region, width))))


def _page(page: PageText) -> _Page:
    found = grids(page.horizontal, page.vertical)
    boxes: list[dict[Box, list[Glyph]]] = [{} for _ in found]
    rest: list[Glyph] = []
    for glyph in page.glyphs:
        for grid, content in zip(found, boxes, strict=True):
            box = grid.box_of(glyph)
            if box is not None:
                content.setdefault(box, []).append(glyph)
                break
        else:
            rest.append(glyph)
    tables = (
        (grid.ys[0], _ruled(grid, content)) for grid, content in zip(found, boxes, strict=True)
    )
    return _Page(page, tuple(one for one in tables if one[1].cells), lines(rest))


def _ruled(grid: Grid, content: dict[Box, list[Glyph]]) -> _Table:
    cells = (
        GridCell(box.row, box.column, text, rows=box.rows, columns=box.columns)
        for box in sorted(content, key=lambda one: (one.row, one.column))
        if (text := cell_text(lines(content[box]), box.right - box.left))
    )
    return _Table(grid.xs, SAME_EDGE, tuple(cells))


def _running(pages: Sequence[_Page]) -> list[tuple[Line, ...]]:
    # Page numbers, and what stands at the very top or bottom of at least three pages.
    outermost = [
        [line for line in (*page.lines[:1], *page.lines[-1:]) if _is_at_edge(line, page.text)]
        for page in pages
    ]
    counts = Counter(
        key
        for page, own in zip(pages, outermost, strict=True)
        for key in {_likeness(line, page.text) for line in own}
    )
    return [
        tuple(
            line
            for line in dict.fromkeys(own)
            if PAGE_NUMBER.fullmatch(line.text) or counts[_likeness(line, page.text)] >= REPEATED
        )
        for page, own in zip(pages, outermost, strict=True)
    ]


def _is_at_edge(line: Line, page: PageText) -> bool:
    return not TOP * page.height < line.baseline < BOTTOM * page.height


def _likeness(line: Line, page: PageText) -> tuple[str, bool]:
    return re.sub(r"\d+", "#", line.text), line.baseline < page.height / 2


def _blocks(page: _Page, body: Sequence[Line]) -> Iterator[Block]:
    start = 0
    for top, table in page.tables:
        end = next((i for i, line in enumerate(body) if line.baseline > top), len(body))
        yield from _flow(body[start : max(start, end)], page.text)
        start = max(start, end)
        yield table
    yield from _flow(body[start:], page.text)


def _flow(body: Sequence[Line], page: PageText) -> Iterator[Block]:
    regions = reading_order(body)
    for region in regions:
        limits = margins(region, page.width if len(regions) == 1 else 0.0)
        for run, edges in aligned_runs(region):
            if edges:
                yield _Table(edges, SAME_COLUMN, tuple(_aligned(run, edges)))
            else:
                for group in paragraphs(run, limits):
                    yield _Paragraph(group, limits, joined(group))


def _aligned(run: Sequence[Line], edges: Sequence[float]) -> Iterator[GridCell]:
    for row, line in enumerate(run, start=1):
        for chunk in line.chunks:
            column = sum(edge <= chunk.left + 0.1 for edge in edges)
            yield GridCell(row, column, chunk.text)


def _join_paragraphs(pages: Sequence[list[Block]]) -> None:
    filled = [blocks for blocks in pages if blocks]
    for before, after in reversed(list(pairwise(filled))):
        last, first = before[-1], after[0]
        if (
            isinstance(last, _Paragraph)
            and isinstance(first, _Paragraph)
            and continues(last.lines, first.lines[0], last.limits)
        ):
            both = last.lines + first.lines
            before[-1] = replace(last, lines=both, text=joined(both))
            del after[0]


def _join_tables(pages: Sequence[list[Block]]) -> None:
    number = 0
    previous: list[Block] = []
    for blocks in pages:
        above, below = (*previous[-1:], None)[0], (*blocks[:1], None)[0]
        if isinstance(above, _Table) and isinstance(below, _Table) and _is_same(above, below):
            previous[-1], rest = _as_one(above, below)
            blocks[:1] = [rest] if rest.cells else []
        for index, block in enumerate(blocks):
            if isinstance(block, _Table) and not block.number:
                number += 1
                blocks[index] = replace(block, number=number)
        previous = blocks or previous


def _as_one(above: _Table, below: _Table) -> tuple[_Table, _Table]:
    # A row may be torn in two by the page break: its second half has no first column.
    own = {cell.column: cell for cell in above.cells if cell.row == above.cells[-1].row}
    titles = {cell.text for cell in above.cells if cell.row == above.cells[0].row}
    data = [cell for cell in below.cells if cell.text not in titles]
    rest = [cell for cell in data if cell.row == data[0].row] if data else []
    is_torn = 1 in own and all(cell.column > 1 and cell.column in own for cell in rest)
    torn = {cell.column: cell for cell in rest} if is_torn else {}
    mended = tuple(
        replace(cell, text=spliced(cell.text, torn[cell.column].text))
        if cell is own.get(cell.column) and cell.column in torn
        else cell
        for cell in above.cells
    )
    reached = max(cell.row + cell.rows for cell in above.cells) - 1 - bool(torn)
    cells = tuple(
        replace(cell, row=cell.row + reached)
        for cell in below.cells
        if torn.get(cell.column) is not cell
    )
    return replace(above, cells=mended), replace(below, cells=cells, number=above.number)


def _is_same(one: _Table, other: _Table) -> bool:
    return len(one.edges) == len(other.edges) and all(
        abs(edge - other_edge) <= one.tolerance
        for edge, other_edge in zip(one.edges, other.edges, strict=True)
    )


def _heads(pages: Sequence[Sequence[Block]]) -> dict[int, Head]:
    cells: dict[int, list[GridCell]] = {}
    for blocks in pages:
        for block in blocks:
            if isinstance(block, _Table):
                cells.setdefault(block.number, []).extend(block.cells)
    return {number: head_of(own) for number, own in cells.items()}


def _body(page: PageText, blocks: Iterable[Block], heads: Mapping[int, Head]) -> Iterator[Passage]:
    origin = f"page {page.number}"
    paragraph = 0
    for block in blocks:
        if isinstance(block, _Paragraph):
            paragraph += 1
            place = f"第{page.number}页第{paragraph}段"
            yield Passage(place, block.text, origin=origin)
            continue
        for one in block.cells:
            place = f"第{page.number}页表{block.number}第{one.row}行第{one.column}列"
            above = heads[block.number].above(one)
            cell = Cell(block.number, one.row, one.column, above)
            yield Passage(place, one.text, cell=cell, origin=origin)


def _around(page: PageText, running: Iterable[Line]) -> Iterator[Passage]:
    for line in running:
        is_top = line.baseline < page.height / 2
        kind = PassageKind.HEADER if is_top else PassageKind.FOOTER
        place = f"第{page.number}页{'页眉' if is_top else '页脚'}"
        yield Passage(place, line.text, kind, origin=f"page {page.number}")
