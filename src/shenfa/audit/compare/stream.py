"""What of a document is compared: its printed characters in order, normalised, without blanks.

The declared normalisation: full and half width, compatibility forms, kinds of quotation marks,
of square brackets, of dashes and of middle dots, 〇 and its look-alikes in years written with
Chinese numerals, blanks and line breaks. ① and 1, 10² and 102 stay different. In scans ending
marks that look alike when recognised (。. and 、,) count as one as well.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from shenfa.audit.compare.comparison import Span
from shenfa.audit.compare.furniture import furniture_lines, scans
from shenfa.text import Cell, Document, Passage, PassageKind, fold, split_lines

GROUND = frozenset({PassageKind.BODY, PassageKind.NOTE, PassageKind.TEXT_BOX})
SAME = {
    ord(form): plain
    for plain, forms in {
        '"': "“”„‟«»「」『』〝〞",
        "'": "‘’‚‛`´",
        "[": "〔﹝",
        "]": "〕﹞",
        "-": "—–―‐‑‒−─━",
        "~": "〜∼",
        "·": "•・‧∙⋅",
        "…": "⋯",
    }.items()
    for form in forms
}
SAME_IN_SCANS = {ord("。"): ".", ord("、"): ",", ord("○"): "〇"}
DISTINCT = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉½⅓⅔¼¾⅛")
"""Forms that say something else than their plain digits; behind a letter (m²) they do not."""
ZERO_YEAR = re.compile(r"[一二三四五六七八九〇○0Oo]{4}(?=年)")
ZERO = re.compile("[○0Oo]")
NUMERALS = frozenset("一二三四五六七八九")


class Break(IntEnum):
    """What stands before a character."""

    NONE = 0
    BLANK = 1
    LINE = 2
    PASSAGE = 3


@dataclass(frozen=True, slots=True)
class Stream:
    """The characters of one copy; every tuple has an item for each character of ``text``.

    ``passages`` are indexes in the document, ``starts`` and ``ends`` code points there,
    ``breaks`` what stands before the character. ``shown`` are the texts of the document's
    passages as they may be quoted: of the same lengths, with what is personal or secret covered.
    """

    document: Document
    text: str
    passages: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[Break, ...]
    shown: tuple[str, ...]

    def passage(self, position: int) -> Passage:
        """The passage a character stands in."""
        return self.document.passages[self.passages[position]]

    def cell(self, position: int) -> Cell | None:
        """The table cell a character stands in."""
        return self.passage(position).cell

    def is_scan(self, position: int) -> bool:
        """Whether a character was recognised in a picture. Positions beyond the end are near it."""
        if not self.text:
            return False
        near = min(max(position, 0), len(self.text) - 1)
        return self.passage(near).kind is PassageKind.PICTURE

    def quoted(self, start: int, end: int) -> str:
        """The text as it may be quoted, passages parted by line breaks."""
        return "\n".join(
            self.shown[span.passage][span.start : span.end] or self.text[start:end]
            for span in self.spans(start, end)
            if start < end
        )

    def is_covered(self, start: int, end: int) -> bool:
        """Whether something here may not be quoted."""
        return any(
            self.document.passages[span.passage].text[span.start : span.end]
            != self.shown[span.passage][span.start : span.end]
            for span in self.spans(start, end)
        )

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Where characters stand; an insertion point behind the character before for none."""
        if not self.text:
            return ()
        if start == end:
            if start == 0:
                return (Span(self.passages[0], self.starts[0], self.starts[0]),)
            return (Span(self.passages[start - 1], self.ends[start - 1], self.ends[start - 1]),)
        spans: list[Span] = []
        for position in range(start, end):
            passage = self.passages[position]
            if spans and spans[-1].passage == passage:
                first = spans[-1].start
                spans[-1] = Span(passage, first, max(self.ends[position], spans[-1].end))
            else:
                spans.append(Span(passage, self.starts[position], self.ends[position]))
        return tuple(spans)

    def place(self, start: int, end: int) -> str:
        """Where it is, in the words of the reader, first and last where it is long."""
        if not self.text:
            return "全文"
        inner = start if start < end else max(start - 1, 0)
        first, last = self._place(inner), self._place(max(inner, end - 1))
        return first if first == last else f"{first}至{last}"

    def position(self, passage: int, offset: int) -> int:
        """The first character at or behind an offset in a passage of the document."""
        low = bisect_left(self.passages, passage)
        high = bisect_left(self.passages, passage + 1)
        return bisect_left(self.starts, offset, low, high)

    def _place(self, position: int) -> str:
        passage = self.passage(position)
        if passage.place and ("\n" not in passage.text or passage.cell is not None):
            return passage.place
        line = passage.text.count("\n", 0, self.starts[position]) + 1
        return f"{passage.place}第{line}行"


def stream_of(
    document: Document, shown: tuple[str, ...] | None = None, *, is_scanned: bool
) -> Stream:
    """Return the characters of a document; ``is_scanned`` where either copy is a scan.

    Without ``shown`` everything may be quoted.
    """
    pages = scans(document)
    furniture = furniture_lines(document, pages)
    text: list[str] = []
    passages: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[Break] = []
    for index, passage in enumerate(document.passages):
        if passage.kind not in GROUND and index not in pages:
            continue
        before = Break.PASSAGE
        for piece, start, end, gap in _pieces(passage, furniture.get(index, ())):
            before = max(before, gap)
            if not piece:
                continue
            plain = piece.translate(SAME_IN_SCANS) if is_scanned else piece
            text.append(plain)
            passages.append(index)
            starts.append(start)
            ends.append(end)
            breaks.append(before)
            before = Break.NONE
    texts = tuple(passage.text for passage in document.passages) if shown is None else shown
    spans = tuple(passages), tuple(starts), tuple(ends)
    return Stream(document, "".join(text), *spans, tuple(breaks), texts)


def _pieces(
    passage: Passage, dropped: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, int, int, Break]]:
    """Yield normalised characters with their spans; an empty one announces a gap."""
    for character in plain_text(passage.label):
        yield character, 0, 0, Break.NONE
    if passage.label:
        yield "", 0, 0, Break.BLANK
    for start, line in split_lines(passage.text):
        if start:
            yield "", start, start, Break.LINE
        if (start, start + len(line)) in dropped:
            continue
        for character, first, last in _characters(line):
            if character.isspace():
                yield "", start + first, start + last, Break.BLANK
            else:
                yield character, start + first, start + last, Break.NONE


def plain_text(text: str) -> str:
    """The normalised text without blanks."""
    return "".join(one for one, _, _ in _characters(text) if not one.isspace())


def _characters(line: str) -> Iterator[tuple[str, int, int]]:
    folded = fold(line)
    plain = ZERO_YEAR.sub(_year, folded.text.translate(SAME))
    kept = -1
    for offset, character in enumerate(plain):
        original = folded.original(offset) if folded.shifts != (0,) else offset
        source = line[original]
        if source in DISTINCT and not _is_after_letter(line, original):
            if original != kept:
                yield source, original, original + 1
            kept = original
        else:
            yield character, original, original + 1


def _is_after_letter(line: str, position: int) -> bool:
    return position > 0 and line[position - 1].isascii() and line[position - 1].isalpha()


def _year(match: re.Match[str]) -> str:
    # 2000年 and 〇〇〇〇年 are left alone: two numerals at least make it a year in Chinese.
    text = match[0]
    if sum(one in NUMERALS for one in text) < 2:
        return text
    return ZERO.sub("〇", text)
