"""From positioned characters to lines: what stands on one baseline, read from left to right.

PDF and OFD keep no lines and no words, only characters with places. Points, y downwards.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

SAME_LINE = 0.45
CHUNK_GAP = 0.95
WORD_GAP = 0.22
WIDE_GAP = 0.6
COLUMN_LINES = 5
COLUMN_LENGTH = 10
LETTERS = "LN"
# Some fonts name their characters by the radical that looks the same (⼀ for 一).
RADICALS = range(0x2E80, 0x2FE0)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on a page: left and right edge, baseline, and font size."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a line without a wide gap. ``lead`` is the blank in front of it."""

    text: str
    left: float
    right: float
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one baseline."""

    chunks: tuple[Chunk, ...]
    baseline: float
    size: float

    @property
    def text(self) -> str:
        """The whole line, wide gaps as tabs."""
        first, *rest = self.chunks
        return "".join((first.text, *(chunk.lead + chunk.text for chunk in rest)))

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.chunks[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.chunks[-1].right


def lines(glyphs: Iterable[Glyph]) -> tuple[Line, ...]:
    """Return the lines from top to bottom; blank ones are left out."""
    rows: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda one: one.baseline):
        if rows:
            baseline, size, row = rows[-1]
            if glyph.baseline - baseline <= SAME_LINE * max(size, glyph.size):
                row.append(glyph)
                if glyph.size > size:
                    # A raised small letter must not pull the line up.
                    rows[-1] = (glyph.baseline, glyph.size, row)
                continue
        rows.append((glyph.baseline, glyph.size, [glyph]))
    return tuple(line for row in rows if (line := _line(row[2])))


def reading_order(page: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Return the regions of a page one after the other; the columns of a page are regions."""
    gutter = _gutter(page)
    if gutter is None:
        return (tuple(page),) if page else ()

    def crosses(line: Line) -> bool:
        return any(chunk.left < gutter < chunk.right for chunk in line.chunks)

    regions: list[tuple[Line, ...]] = []
    for is_whole, group in groupby(page, key=crosses):
        run = tuple(group)
        regions += [run] if is_whole else _halves(run, gutter)
    return tuple(regions)


def plain(text: str) -> str:
    """Return the characters that were meant where a font names look-alike radicals."""
    if not any(ord(character) in RADICALS for character in text):
        return text
    return "".join(
        unicodedata.normalize("NFKC", character) if ord(character) in RADICALS else character
        for character in text
    )


def is_word_character(character: str) -> bool:
    """Whether the character belongs to a word that is set off by spaces (Latin, digits)."""
    return ord(character) < 0x2E80 and unicodedata.category(character)[0] in LETTERS


def _line(row: list[Glyph]) -> Line | None:
    row.sort(key=lambda one: one.left)
    chunks: list[Chunk] = []
    text: list[str] = []
    blanks = ""
    lead = ""
    start = 0.0
    previous: Glyph | None = None
    for glyph in row:
        if glyph.text.isspace():
            blanks += glyph.text
            continue
        if previous is not None:
            if glyph.text == previous.text and glyph.left - previous.left < 0.2 * glyph.size:
                # Drawn twice to look bold.
                continue
            gap = glyph.left - previous.right
            if gap > CHUNK_GAP * max(glyph.size, previous.size):
                chunks.append(Chunk("".join(text), start, previous.right, lead))
                text, lead = [], blanks or "\t"
                start = glyph.left
            else:
                text.append(blanks or _blank(previous, glyph, gap))
        else:
            start = glyph.left
        blanks = ""
        text.append(glyph.text)
        previous = glyph
    if previous is None:
        return None
    chunks.append(Chunk("".join(text), start, previous.right, lead))
    sizes = Counter(glyph.size for glyph in row if not glyph.text.isspace())
    size, _count = sizes.most_common(1)[0]
    baseline = next(glyph.baseline for glyph in row if glyph.size == size)
    return Line(tuple(replace(chunk, text=plain(chunk.text)) for chunk in chunks), baseline, size)


def _blank(before: Glyph, after: Glyph, gap: float) -> str:
    if gap <= WORD_GAP * after.size:
        return ""
    if is_word_character(before.text[-1]) and is_word_character(after.text[0]):
        return " "
    return " " if gap > WIDE_GAP * after.size else ""


def _gutter(page: Sequence[Line]) -> float | None:
    # The place in the middle of most gaps, if the text on both sides fills its column.
    gaps = [
        (before.right, after.left)
        for line in page
        for before, after in pairwise(line.chunks)
        if not after.lead.isspace() or after.lead == "\t"
    ]
    if len(gaps) < COLUMN_LINES:
        return None
    middle = max(
        ((left + right) / 2 for left, right in gaps),
        key=lambda x: sum(left < x < right for left, right in gaps),
    )
    pairs = [
        (line.chunks[0], line.chunks[1], line.size)
        for line in page
        if len(line.chunks) == 2 and line.chunks[0].right < middle < line.chunks[1].left
    ]
    if len(pairs) < COLUMN_LINES:
        return None
    edge = sorted(left.right for left, _, _ in pairs)[len(pairs) * 3 // 4]
    full = sum(edge - left.right < 1.5 * size for left, _, size in pairs)
    length = sum(len(left.text) + len(right.text) for left, right, _ in pairs) / len(pairs)
    return middle if length >= 2 * COLUMN_LENGTH and full >= 0.6 * len(pairs) else None


def _halves(run: Sequence[Line], gutter: float) -> list[tuple[Line, ...]]:
    left = [(line, [one for one in line.chunks if one.right <= gutter]) for line in run]
    right = [(line, [one for one in line.chunks if one.right > gutter]) for line in run]
    halves = (
        tuple(replace(line, chunks=tuple(chunks)) for line, chunks in half if chunks)
        for half in (left, right)
    )
    return [half for half in halves if half]
