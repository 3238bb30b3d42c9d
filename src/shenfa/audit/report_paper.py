"""The text of a report as blocks: paragraphs and tables cut into pieces under their findings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from shenfa.audit.report import Report
from shenfa.audit.telling import Told, shown_texts
from shenfa.text import Passage, PassageKind

KIND_LABELS = {
    PassageKind.HEADER: "页眉",
    PassageKind.FOOTER: "页脚",
    PassageKind.NOTE: "注释",
    PassageKind.TEXT_BOX: "文本框",
    PassageKind.COMMENT: "批注",
    PassageKind.DELETED: "已删除的修订",
    PassageKind.HIDDEN: "隐藏内容",
    PassageKind.PROPERTY: "文档属性",
    PassageKind.FILE_NAME: "文件名",
    PassageKind.ALTERNATIVE: "替代文字",
    PassageKind.SPEAKER_NOTE: "备注",
    PassageKind.PICTURE: "图片文字",
    PassageKind.FIELD_CODE: "域代码",
}
WHOLE_UP_TO = 2_000
"""Passages up to which the whole text is shown; beyond, only what surrounds a finding."""
AROUND = 2
PAGE = "page "
CELL_PLACE = re.compile(r"(?P<table>.*?)(?:(?P<letter>[A-Z]{1,3})\d+|第\d+行第\d+列)(?:（.*)?")
"""The place of a cell: 工作表“名单”C17, 表2第5行第3列."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same findings. ``ends`` are those whose last character it has."""

    text: str
    tone: str
    number: int
    ends: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, the label of something not in the body, a new page, or left-out passages."""

    label: str
    style: str
    pieces: tuple[Piece, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a table; ``unseen`` says why the file does not show it (隐藏列)."""

    pieces: tuple[Piece, ...] = ()
    unseen: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its name; ``columns`` are the letters of a sheet's columns, or none."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def blocks(report: Report, told: Sequence[Told]) -> Iterator[Block | Table]:
    """Yield the blocks of a report in reading order; far from any finding they may be left out."""
    inside = _by_passage(told)
    texts = shown_texts(report)
    shown = _shown(len(texts), inside)
    passages = report.document.passages
    left_out = 0
    page = ""

    def fate(index: int) -> tuple[bool, tuple[str, int] | None]:
        return index in shown, _table_of(passages[index])

    for (is_shown, table), group in groupby(range(len(texts)), key=fate):
        indices = tuple(group)
        if not is_shown:
            left_out += len(indices)
            continue
        if left_out:
            yield Block("", "", (), left_out)
            left_out = 0
        if table is not None:
            yield _table(
                (passages[index], _pieces(texts[index], inside[index])) for index in indices
            )
            continue
        for index in indices:
            passage = passages[index]
            if _page_of(passage) not in ("", page):
                page = _page_of(passage)
                yield Block(page, "page", ())
            yield _block(passage, _pieces(texts[index], inside[index]))
    if left_out:
        yield Block("", "", (), left_out)


def _by_passage(told: Sequence[Told]) -> dict[int, list[Told]]:
    inside: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        if one.finding.passage is not None:
            inside[one.finding.passage].append(one)
    return inside


def _page_of(passage: Passage) -> str:
    number = passage.origin.removeprefix(PAGE)
    return f"第{number}页" if number != passage.origin else ""


def _shown(count: int, inside: dict[int, list[Told]]) -> frozenset[int]:
    if count <= WHOLE_UP_TO:
        return frozenset(range(count))
    return frozenset(near for index in inside for near in range(index - AROUND, index + AROUND + 1))


def _table_of(passage: Passage) -> tuple[str, int] | None:
    return (passage.enclosure, passage.cell.table) if passage.cell else None


def _table(cells: Iterable[tuple[Passage, tuple[Piece, ...]]]) -> Table:
    rows: dict[int, dict[int, list[tuple[Passage, tuple[Piece, ...]]]]] = {}
    name, letters = "", {}
    for passage, pieces in cells:
        if passage.cell is None:
            continue
        row = rows.setdefault(passage.cell.row, {})
        row.setdefault(passage.cell.column, []).append((passage, pieces))
        match = CELL_PLACE.fullmatch(passage.place)
        name = name or (match["table"] if match else "")
        letters[passage.cell.column] = (match["letter"] or "") if match else ""
    columns = sorted(letters)
    shown = [(number, _cells(row, columns)) for number, row in sorted(rows.items())]
    return Table(name, tuple(letters[one] for one in columns), tuple(shown))


def _cells(
    row: dict[int, list[tuple[Passage, tuple[Piece, ...]]]], columns: Sequence[int]
) -> tuple[Cell, ...]:
    cells = []
    for column in columns:
        inside = row.get(column, ())
        unseen = next((one.place for one, _ in inside if one.kind is PassageKind.HIDDEN), "")
        reason = (
            unseen.rpartition("（")[2].rstrip("）") if "（" in unseen else "隐藏" * bool(unseen)
        )
        pieces = tuple(piece for _, own in inside for piece in own)
        cells.append(Cell(pieces, reason))
    if len(row) == 1 and min(row) == columns[0]:
        # A heading over the whole table.
        return (replace(cells[0], span=len(columns)),)
    return tuple(cells)


def _block(passage: Passage, pieces: tuple[Piece, ...]) -> Block:
    label = KIND_LABELS.get(passage.kind, "")
    if passage.enclosure or label:
        label = passage.place
    if passage.label:
        pieces = (Piece(f"{passage.label} ", "", 0, ()), *pieces)
    style = "heading" if passage.style.lower().startswith(("heading", "title", "h1", "h2")) else ""
    return Block(label, style, pieces)


def _pieces(text: str, told: Sequence[Told]) -> tuple[Piece, ...]:
    """Cut a text at every border of a finding; the gravest one that covers a piece tones it."""
    starting: dict[int, list[Told]] = defaultdict(list)
    points: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        start, end = _span(one)
        (points if start == end else starting)[start].append(one)
    cuts = sorted({0, len(text), *(cut for one in told for cut in _span(one))})
    pieces = []
    covering: list[Told] = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        covering = [one for one in covering if _span(one)[1] > start] + starting[start]
        pieces += [Piece("", _tone([one]), one.number, (one,)) for one in points[start]]
        if start < end or not text:
            ends = tuple(one for one in covering if _span(one)[1] == end)
            number = min(covering, key=_rank).number if covering else 0
            pieces.append(Piece(text[start:end], _tone(covering), number, ends))
    return tuple(pieces)


def _span(told: Told) -> tuple[int, int]:
    return told.finding.start, told.finding.end


def _rank(told: Told) -> int:
    return told.finding.severity.rank


def _tone(told: Sequence[Told]) -> str:
    return min(told, key=_rank).finding.severity.value if told else ""
