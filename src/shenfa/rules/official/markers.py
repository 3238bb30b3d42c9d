"""Find the markers of openness (公开标注) in the visible text of an official document.

Only a line of its own, or a bracket beside the date or the title, marks a document. A phrase
inside a sentence or a quotation speaks about markers and is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from shenfa.rules.official.elements import Elements, is_behind
from shenfa.rules.official.lines import date_in, is_organ, type_of
from shenfa.rules.official.once import once
from shenfa.rules.official.recognise import elements
from shenfa.rules.official.wordings import ACCEPTED, LABEL, LED, Wording, wording_of
from shenfa.text import Folded, Line, Part, Passage, PassageKind, fold

HINT = re.compile("公|发布|[发传阅][至到达]|内部|此件|本件|上网|删[减节改]")
LONGEST = 160
TICKED = re.compile(r"[☑✓√■☒✔](主动公开|依申请公开|不予公开)")
GROUP = re.compile(r"\(([^()]{2,80})\)")
PIECE = re.compile(r"[^,;。、]+")
TOO_SHORT = "公开"
EDGES = "()[]【】〔〕。.;,、※*"
BEHIND_DATE = re.compile(r".{0,60}?(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?=.)")
BEFORE_DATE = re.compile(r"(?<=.)(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:印发)?$")
NOTE_LABEL = "附注:"
PROPER = re.compile(rf"（[^（）()]*{ACCEPTED}[^（）()]*）")


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker: what it says, its words, and the whole line they stand in."""

    wording: Wording
    words: Line
    line: Line

    @property
    def has_proper_form(self) -> bool:
        """Whether the accepted words stand unbroken in full-width brackets."""
        return bool(PROPER.search(self.line.text))


@dataclass(frozen=True, slots=True)
class _Tight:
    """A line folded and without blanks, and the way back to its own characters."""

    line: Line
    folded: Folded
    text: str
    kept: tuple[int, ...]

    def words(self, start: int, end: int) -> Line:
        """The characters of the line behind the tight ones from ``start`` to ``end``."""
        first, last = self.folded.span(self.kept[start], self.kept[end - 1] + 1)
        return Line(self.line.passage, self.line.start + first, self.line.text[first:last])


@dataclass(frozen=True, slots=True)
class _Ground:
    """How much a wording needs beside it to count where it stands.

    ``is_led`` asks for 此件 or a label, ``is_bracketed`` allows for bare words too.
    """

    is_led: bool
    is_bracketed: bool = False


def _read(part: Part) -> tuple[Marker, ...]:
    found = elements(part)
    read: list[Marker] = []
    for line in part.lines:
        if len(line.text) <= LONGEST and HINT.search(line.text):
            read += _in_line(_tighten(line), _ground(line, found))
    for index, passage in part.passages:
        if _is_aside(passage) and len(passage.text) <= LONGEST and HINT.search(passage.text):
            read += _in_line(_tighten(Line(index, 0, passage.text)), _Ground(is_led=True))
    return tuple(read)


markers = once(_read)
"""Every marker in the visible text of a part, in order."""


def _is_aside(passage: Passage) -> bool:
    """Whether a passage is visible, but no part of the running text."""
    if passage.kind is PassageKind.BODY:
        return passage.cell is not None
    return passage.kind in (PassageKind.TEXT_BOX, PassageKind.NOTE)


def _ground(line: Line, found: Elements) -> _Ground:
    if found.annexes and is_behind(line, found.annexes[0].heading):
        return _Ground(is_led=True)
    start = line.start + len(line.text) - len(line.text.lstrip())
    is_note = any((line.passage, start) == (note.passage, note.start) for note in found.notes)
    return _Ground(is_led=False, is_bracketed=is_note)


def _tighten(line: Line) -> _Tight:
    folded = fold(line.text)
    kept = tuple(index for index, one in enumerate(folded.text) if not one.isspace())
    return _Tight(line, folded, "".join(folded.text[index] for index in kept), kept)


def _in_line(line: _Tight, ground: _Ground) -> Iterator[Marker]:
    ticked = TICKED.search(line.text)
    if ticked and (wording := wording_of(ticked[1])):
        yield Marker(wording, line.words(*ticked.span(1)), line.line)
        return
    groups = list(GROUP.finditer(line.text))
    if groups and _may_precede(GROUP.sub("", line.text)):
        for group in groups:
            yield from _pieces(line, group.span(1), replace(ground, is_bracketed=True))
        return
    followed = BEFORE_DATE.search(line.text)
    dated = None if followed else BEHIND_DATE.match(line.text)
    start = dated.end() if dated else 0
    end = followed.start() if followed else len(line.text)
    while start < end and line.text[start] in EDGES:
        start += 1
    while end > start and line.text[end - 1] in EDGES:
        end -= 1
    is_bracketed = ground.is_bracketed or (start > 0 and end < len(line.text))
    yield from _pieces(line, (start, end), replace(ground, is_bracketed=is_bracketed))


def _may_precede(rest: str) -> bool:
    """Whether what stands before a bracket lets the bracket be a note of its own."""
    rest = rest.strip(EDGES)
    return rest in ("", NOTE_LABEL) or bool(date_in(rest)) or is_organ(rest) or bool(type_of(rest))


def _pieces(line: _Tight, span: tuple[int, int], ground: _Ground) -> Iterator[Marker]:
    """The markers among the clauses of ``span``: a note may give a contact beside."""
    for piece in PIECE.finditer(line.text, *span):
        label = LABEL.match(piece[0])
        words = piece[0][label.end() :] if label else piece[0]
        is_led = bool(label or LED.match(words))
        wording = wording_of(words)
        counts = is_led or (ground.is_bracketed and not ground.is_led and words != TOO_SHORT)
        if wording is None or not counts:
            continue
        if wording is Wording.MISSPELT and not (ground.is_bracketed or LED.match(words)):
            continue
        yield Marker(wording, line.words(*piece.span()), line.line)
