"""The report as one HTML page: the text with numbered marks, and a card for every finding.

The page stands alone: no script, no outside address, readable on a phone and in print.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment, PackageLoader

from shenfa.audit.report import VERDICT_NAMES, Report
from shenfa.audit.telling import (
    CERTAINTY_NAMES,
    FAMILY_NAMES,
    LEVEL_NAMES,
    SEVERITY_NAMES,
    Told,
    shown_texts,
    tell,
)
from shenfa.text import KIND_NAMES, Passage, PassageKind, Severity

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

ENVIRONMENT = Environment(
    loader=PackageLoader("shenfa.audit"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same findings. ``ends`` are those whose last character it has."""

    text: str
    tone: str
    number: int
    ends: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the label of something that is not in the body, or left-out passages."""

    label: str
    style: str
    pieces: tuple[Piece, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each a sequence of pieces."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


def report_html(report: Report) -> str:
    """Return the page."""
    told = tell(report)
    counts = [
        (severity, SEVERITY_NAMES[severity], sum(one.finding.severity is severity for one in told))
        for severity in Severity
    ]
    return ENVIRONMENT.get_template("report.html.j2").render(
        report=report,
        told=sorted(told, key=lambda one: one.finding.severity.rank),
        blocks=list(_blocks(report, told)),
        counts=counts,
        verdict=VERDICT_NAMES[report.verdict],
        kind=KIND_NAMES[report.kind],
        severity_names=SEVERITY_NAMES,
        family_names=FAMILY_NAMES,
        certainty_names=CERTAINTY_NAMES,
        level_names=LEVEL_NAMES,
    )


def _blocks(report: Report, told: Sequence[Told]) -> Iterator[Block | Table]:
    inside: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        if one.finding.passage is not None:
            inside[one.finding.passage].append(one)
    texts = shown_texts(report)
    shown = _shown(len(texts), inside)
    passages = report.document.passages
    left_out = 0

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
        if table is None:
            for index in indices:
                yield _block(passages[index], _pieces(texts[index], inside[index]))
        else:
            yield Table(
                tuple(
                    tuple(_pieces(texts[index], inside[index]) for index in row)
                    for _, row in groupby(indices, key=lambda index: _row_of(passages[index]))
                )
            )
    if left_out:
        yield Block("", "", (), left_out)


def _shown(count: int, inside: dict[int, list[Told]]) -> frozenset[int]:
    if count <= WHOLE_UP_TO:
        return frozenset(range(count))
    return frozenset(near for index in inside for near in range(index - AROUND, index + AROUND + 1))


def _table_of(passage: Passage) -> tuple[str, int] | None:
    return (passage.enclosure, passage.cell.table) if passage.cell else None


def _row_of(passage: Passage) -> int:
    return passage.cell.row if passage.cell else 0


def _block(passage: Passage, pieces: tuple[Piece, ...]) -> Block:
    label = KIND_LABELS.get(passage.kind, "")
    if passage.enclosure or label:
        label = passage.place
    style = "heading" if passage.style.lower().startswith(("heading", "title", "h1", "h2")) else ""
    return Block(label, style, pieces)


def _pieces(text: str, told: Sequence[Told]) -> tuple[Piece, ...]:
    """Cut a text at every border of a finding; the gravest one that covers a piece tones it."""
    cuts = sorted({0, len(text), *(cut for one in told for cut in _span(one))})
    pieces = []
    for start, end in zip(cuts, cuts[1:] or [0], strict=False):
        covering = [one for one in told if _span(one)[0] <= start and end <= _span(one)[1]]
        points = [one for one in told if _span(one) == (start, start)]
        pieces += [Piece("", _tone([one]), one.number, (one,)) for one in points]
        pieces.append(
            Piece(
                text[start:end],
                _tone(covering),
                min(covering, key=_rank).number if covering else 0,
                tuple(one for one in covering if _span(one)[1] == end and start < end),
            )
        )
    last = [one for one in told if _span(one) == (len(text), len(text)) and text]
    pieces += [Piece("", _tone([one]), one.number, (one,)) for one in last]
    return tuple(pieces)


def _span(told: Told) -> tuple[int, int]:
    return told.finding.start, told.finding.end


def _rank(told: Told) -> int:
    return told.finding.severity.rank


def _tone(told: Sequence[Told]) -> str:
    return min(told, key=_rank).finding.severity.value if told else ""
