"""The numbers that head paragraphs: 一、 （一） 1. （1）, and whether they follow each other.

What numbers a paragraph in the wrong form (1、 一.) still numbers it; the form is the business
of the punctuation rules. A paragraph with an automatic number has no other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from shenfa.rules.marking import in_line
from shenfa.rules.official.elements import Elements
from shenfa.rules.official.lines import value_of
from shenfa.text import Hit, Line, Located, Severity
from shenfa.text.numerals import write_ordinal

CHINESE = "[一二三四五六七八九十]{1,3}"
SHAPES = (
    re.compile(r"第[一二三四五六七八九十百零]{1,5}(?:章|条|节|编|部分|篇)"),
    re.compile(rf"(?P<value>{CHINESE})[、.．](?!{CHINESE}、)"),
    re.compile(rf"[（(](?P<value>{CHINESE})[）)](?![项款](?:[的中之所、至]|规定|情形))"),
    re.compile(r"(?P<value>\d{1,2})(?:[.．](?!\d)|[.．](?=(?:19|20)\d{2}年)|、(?!\d))"),
    re.compile(r"[（(](?P<value>\d{1,2})[）)]"),
)
AFTER_MARK = r"(?<=[；。：，;:])\s*"
INLINE = (
    (2, re.compile(rf"{AFTER_MARK}[（(](?P<value>{CHINESE})[）)]")),
    (3, re.compile(rf"{AFTER_MARK}(?P<value>\d{{1,2}})[.．](?!\d)")),
    (4, re.compile(rf"{AFTER_MARK}[（(](?P<value>\d{{1,2}})[）)]")),
)
WRITTEN = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}
UNIT = 0
DEEPEST = len(SHAPES)
LISTING = re.compile(r"附\s*件\s*\d{0,2}\s*[：:]")
AMENDING = re.compile(r"修改|修订|修正|废止")


class Fault(StrEnum):
    """How a number fails to follow the one above it."""

    REPEATED = "repeated"
    SKIPPED = "skipped"
    BACKWARDS = "backwards"
    JUMP = "jump"
    INVERTED = "inverted"


@dataclass(frozen=True, slots=True)
class Ordinal:
    """One number: its level (0 for 第一条, 1 to 4), its value, its length with its marks.

    An automatic one stands outside the text, so the first character is marked in its place.
    """

    line: Line
    level: int
    value: int
    length: int

    @property
    def text(self) -> str:
        """The number as it is shown."""
        return self.line.label or self.line.text[: self.length]

    @property
    def name(self) -> str:
        """What to call it, so that people look for it where it is made."""
        return "自动编号" if self.line.label else "层次序号"


@dataclass(frozen=True, slots=True)
class Run:
    """How far numbers of a level go on within a line: the next line may go on from there."""

    level: int
    last: int


@dataclass(frozen=True, slots=True)
class Misnumbered:
    """An ordinal that does not follow; ``expected`` is the number that would.

    ``opens`` tells whether it is the first under its heading: then the number before it may
    have been an automatic one that the file does not hold as text.
    """

    ordinal: Ordinal
    fault: Fault
    expected: int
    opens: bool


def misnumbered(found: Elements) -> tuple[tuple[Misnumbered, ...], ...]:
    """Return the faults of the body, then those of what is issued and of each attachment.

    A document that amends another quotes single clauses, so its numbers prove nothing.
    """
    if AMENDING.search(found.title_text):
        return ()
    return tuple(_faults(section) for section in _sections(found))


def typed_twice(found: Elements) -> Iterator[Ordinal]:
    """Yield the typed numbers in front of which the same automatic number is shown."""
    for line in (row for section in _sections(found) for row in section if row.label):
        shown, typed = _ordinal(line), _ordinal(replace(line, label=""))
        if shown and typed and (shown.level, shown.value) == (typed.level, typed.value):
            yield typed


def _sections(found: Elements) -> tuple[tuple[Line, ...], ...]:
    return (found.body, found.appended, *(annex.lines for annex in found.annexes))


@lru_cache(maxsize=16)
def _faults(lines: tuple[Line, ...]) -> tuple[Misnumbered, ...]:
    return tuple(_walk(tuple(ordinals(lines))))


def ordinals(lines: Sequence[Line]) -> Iterator[Ordinal | Run]:
    """Yield the numbers that open lines, but for quotations and lists of attachments.

    Behind each line follow the runs of numbers inside it.
    """
    depth = 0
    in_listing = False
    for line in lines:
        in_listing = bool(LISTING.match(line.text)) or (
            in_listing and bool(SHAPES[3].match(line.label or line.text))
        )
        if depth <= 0 and not in_listing and (ordinal := _ordinal(line)):
            yield ordinal
        yield from _runs(line.text)
        depth = max(0, depth + line.text.count("“") - line.text.count("”"))


def _runs(text: str) -> Iterator[Run]:
    for level, pattern in INLINE:
        values = [value_of(match["value"]) for match in pattern.finditer(text)]
        if values:
            yield Run(level, values[-1])


def _ordinal(line: Line) -> Ordinal | None:
    for level, pattern in enumerate(SHAPES):
        match = pattern.match(line.label or line.text)
        if match:
            value = 0 if level == UNIT else value_of(match["value"])
            return Ordinal(line, level, value, 1 if line.label else match.end())
    return None


def _walk(found: Sequence[Ordinal | Run]) -> Iterator[Misnumbered]:
    last = [0] * DEEPEST
    beside = [0] * DEEPEST
    # Under a new heading numbers start again or, as often, go on through the whole text.
    fresh = [True] * DEEPEST
    above = UNIT
    for ordinal in found:
        if isinstance(ordinal, Run):
            beside[ordinal.level] = ordinal.last
            continue
        level, value = ordinal.level, ordinal.value
        goes_on = beside[level] > 0 and value == beside[level] + 1
        beside[level:] = [0] * (DEEPEST - level)
        if level == UNIT:
            last, fresh, above = [0] * DEEPEST, [True] * DEEPEST, UNIT
            continue
        if level == DEEPEST - 1 and above in (1, 2) and value == 1:
            yield Misnumbered(ordinal, Fault.JUMP, 1, opens=True)
        elif level == 2 and above == 3 and fresh[2] and value == 1 and last[1]:
            yield Misnumbered(ordinal, Fault.INVERTED, 1, opens=True)
        elif not goes_on and (fault := _fault(level, value, last[level], is_fresh=fresh[level])):
            starts_over = fresh[level] and value < last[level]
            expected = 1 if starts_over else last[level] + 1
            yield Misnumbered(ordinal, fault, expected, opens=fresh[level])
            # One wrong number is one fault: the next may follow the one it should have been.
            beside[level] = expected
        last[level] = value if value == 1 else max(value, last[level])
        fresh[level] = False
        fresh[level + 1 :] = [True] * (DEEPEST - level - 1)
        above = level


def _fault(level: int, value: int, last: int, *, is_fresh: bool) -> Fault | None:
    if value == last + 1:
        return None
    if value == 1:
        # Unnumbered headings let lists start again; two 一、 in a row are a slip.
        is_slip = last == 1 and level <= 2 and not is_fresh
        return Fault.REPEATED if is_slip else None
    if is_fresh:
        return Fault.SKIPPED
    if value == last:
        return Fault.REPEATED
    return Fault.SKIPPED if value > last else Fault.BACKWARDS


def mark_ordinal(ordinal: Ordinal, message: str, severity: Severity | None = None) -> Located:
    """Return the hit on a number, of another severity than its rule where one is given."""
    return in_line(ordinal.line, Hit(0, ordinal.length, message, severity=severity))


def written(level: int, value: int) -> str:
    """Return a number as it stands at its level."""
    number = write_ordinal(value) if level <= 2 else str(value)
    return WRITTEN[level].format(number)
