"""The two copies side by side, with a mark at each place where they differ (R36)."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from shenfa.audit.compare import UNDER_SEAL
from shenfa.desk.form.comparing import ELECTRONIC, UNREAD, UNREADABLE, Row
from shenfa.desk.form.readings import reading_of
from shenfa.desk.form.selectors import form_get
from shenfa.desk.form.standing import comparison_of
from shenfa.desk.manuscripts.files import blob_bytes, blob_path
from shenfa.readers import UnreadableDocument
from shenfa.text import Document, Passage, PassageKind

FORMAL = "formal"
COVERED, UNCLEAR, CERTAIN, CLOSED = "covered", "unclear", "certain", "closed"
"""How a place looks: not compared, please look, really different, decided already."""
SHOWN = frozenset({PassageKind.BODY, PassageKind.NOTE, PassageKind.TEXT_BOX, PassageKind.PICTURE})


@dataclass(frozen=True, slots=True)
class Place:
    """A difference as lists number it, and how it looks."""

    key: str
    number: int
    look: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; ``place`` is the difference it belongs to. Empty text: it lacks here."""

    text: str
    place: Place | None = None


Line = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table where there are ``rows``. ``heading`` begins another file."""

    line: Line = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One copy with its marks; ``failure`` says why it cannot be shown."""

    name: str
    blocks: tuple[Block, ...]
    failure: str = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both copies."""

    formal: Side
    electronic: Side


def look_of(row: Row, *, is_closed: bool) -> str:
    """Return how a difference looks."""
    if is_closed:
        return CLOSED
    if row["kind"] == UNREAD:
        return COVERED
    return CERTAIN if row["certainty"] == "certain" else UNCLEAR


def is_under_seal(row: Row) -> bool:
    """Whether the place was not compared because the seal lies over it."""
    return row["kind"] == UNREAD and UNDER_SEAL in row["message"]


def side_by_side(*, viewer: str, revision: str, at: datetime.datetime) -> SideBySide:
    """Return both copies of a form that the person may see. The first reading may take long."""
    form = form_get(viewer=viewer, revision=revision, at=at)
    comparison = comparison_of(form)
    rows: list[Row] = comparison.differences if comparison else []
    closed = {row.difference for row in comparison.decisions.all()} if comparison else set()
    told = [row for row in rows if row["kind"] != UNREADABLE]
    places = {
        row["key"]: Place(row["key"], number, look_of(row, is_closed=row["key"] in closed))
        for number, row in enumerate(told, start=1)
    }
    return SideBySide(
        _side(form.formal_id, form.formal_name, _spans(told, places, FORMAL)),
        _side(
            form.electronic_id,
            form.electronic_name,
            _spans([row for row in told if ELECTRONIC in row["copies"]], places, ELECTRONIC),
        ),
    )


Span = tuple[int, int, Place]
Spans = Mapping[int, Sequence[Span]]


def _spans(rows: Sequence[Row], places: Mapping[str, Place], side: str) -> Spans:
    found: dict[int, list[Span]] = {}
    for row in rows:
        for span in row.get(side, {}).get("spans", ()):
            one = (span["start"], span["end"], places[row["key"]])
            found.setdefault(span["passage"], []).append(one)
    return {passage: sorted(spans, key=lambda one: one[:2]) for passage, spans in found.items()}


def _side(sha256: str | None, name: str, spans: Spans) -> Side:
    if sha256 is None:
        return Side(name, (), "还没有上传")
    if not blob_path(sha256).is_file():
        return Side(name, (), "文件已按规定清除")
    try:
        document = reading_of(blob_bytes(sha256), name)
    except UnreadableDocument as failure:
        return Side(name, (), str(failure))
    return Side(name, tuple(_blocks(document, spans)))


def _blocks(document: Document, spans: Spans) -> Iterator[Block]:
    shown = [(number, one) for number, one in enumerate(document.passages) if one.kind in SHOWN]
    before = ""
    for (enclosure, table), group in groupby(shown, lambda item: _table_of(item[1])):
        passages = list(group)
        if enclosure != before:
            yield Block(heading=enclosure)
            before = enclosure
        if table:
            yield Block(rows=tuple(_rows(passages, spans)))
            continue
        for number, passage in passages:
            line = _line(passage, spans.get(number, ()))
            if any(one.text.strip() or one.place for one in line):
                yield Block(line=line)


def _table_of(passage: Passage) -> tuple[str, int]:
    return passage.enclosure, passage.cell.table if passage.cell else 0


def _rows(passages: Sequence[tuple[int, Passage]], spans: Spans) -> Iterator[tuple[Line, ...]]:
    for _, row in groupby(passages, lambda item: item[1].cell.row if item[1].cell else 0):
        yield tuple(_line(passage, spans.get(number, ())) for number, passage in row)


def _line(passage: Passage, spans: Sequence[Span]) -> Line:
    """Return the text of a passage cut where differences begin and end; of two, the first."""
    segments = [Segment(f"{passage.label} ")] if passage.label else []
    done = 0
    for start, end, place in spans:
        first = max(start, done)
        if first > done:
            segments.append(Segment(passage.text[done:first]))
        if end > first or start == end:
            segments.append(Segment(passage.text[first:end], place))
        done = max(done, end)
    segments.append(Segment(passage.text[done:]))
    return tuple(segments)
