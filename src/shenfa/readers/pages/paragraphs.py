"""From lines to paragraphs: a sentence that was wrapped becomes one text without line breaks.

A line was wrapped if the first word of the next one would not have fitted on it. What looks
like a paragraph of its own (indented, another size, a wider gap, a list item) stays one.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from shenfa.readers.pages.text import Line, is_word_character

TERMINAL = tuple("。！？；：…”’.!?;:")
NO_LINE_START = "，。、；：？！）》」』】〉’”…—,.;:?!)%％℃"
NO_LINE_END = "（〔［《“‘「『【〈([{"
MARKER = re.compile(
    r"第[一二三四五六七八九十百零〇]{1,5}[编章节条]|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳●■◆·•]|附件|抄送|——"
)
HANGING = re.compile(r"\s*(?:附件|注|备注)?[：:]?\s*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])?")
ADDRESS = re.compile(r"(?:://|www\.|@)[^\s\u4e00-\u9fff]*$")
INDENT = 1.2
CELL_PADDING = 11.0
# No page is set so narrow that a line ending further left was wrapped.
LEAST_MARGIN = 0.7


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a region begin and end, and the usual distance of its lines."""

    left: float
    right: float
    pitch: float = 0.0
    size: float = 0.0


def margins(region: Sequence[Line], width: float) -> Margins:
    """Measure a region; ``width`` is that of the page, or 0 for a column."""
    size = _usual(line.size for line in region for _ in line.text)
    lefts = sorted(line.left for line in region)
    rights = sorted((line.right for line in region), reverse=True)
    gaps = [after.baseline - before.baseline for before, after in pairwise(region)]
    return Margins(
        _edge(lefts, 0.5 * size),
        max(_edge(rights, 1.3 * size), LEAST_MARGIN * width),
        statistics.median_low(gaps) if gaps else 0.0,
        size,
    )


def paragraphs(region: Sequence[Line], limits: Margins) -> tuple[tuple[Line, ...], ...]:
    """Group the lines of a region."""
    groups: list[list[Line]] = []
    for line in region:
        if groups and _joins(groups[-1], line, limits):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(tuple(group) for group in groups)


def cell_text(cell: Sequence[Line], width: float) -> str:
    """Return the text of a table cell of that width, its paragraphs parted by line breaks."""
    shifted = [_shift(line) for line in cell]
    size = _usual(line.size for line in cell)
    limits = Margins(0.0, width - CELL_PADDING, 0.0, size)
    return "\n".join(joined(group) for group in paragraphs(shifted, limits))


def joined(paragraph: Sequence[Line]) -> str:
    """Return the text of wrapped lines; a space only where words were parted."""
    text = paragraph[0].text
    for line in paragraph[1:]:
        text = spliced(text, line.text)
    return text


def spliced(before: str, after: str) -> str:
    """Return one text where it was broken only for want of room."""
    return before + _glue(before, after) + after


def continues(before: Sequence[Line], after: Line, limits: Margins) -> bool:
    """Whether a paragraph at the end of one page goes on at the top of the next."""
    last = before[-1]
    return (
        _is_same_size(last, after)
        and _is_full(last, after, limits)
        and not last.text.endswith(TERMINAL)
        and after.left - limits.left < INDENT * after.size
        and not _has_cells(after)
    )


def _joins(group: list[Line], line: Line, limits: Margins) -> bool:
    last = group[-1]
    if not _is_near(last, line, limits):
        return False
    if _is_title(last, limits) and _is_title(line, limits):
        return not line.text.startswith(("（", "(", "—")) and not last.text.endswith(TERMINAL)
    is_set_apart = _has_cells(line) or line.left > (limits.left + limits.right) / 2
    return not is_set_apart and _is_full(last, line, limits) and _flows(group, line, limits)


def _is_near(last: Line, line: Line, limits: Margins) -> bool:
    most = max(1.5 * limits.pitch, 1.9 * line.size) if limits.pitch else 2.6 * line.size
    return _is_same_size(last, line) and line.baseline - last.baseline <= most


def _flows(group: list[Line], line: Line, limits: Margins) -> bool:
    last = group[-1]
    is_open = not last.text.endswith(TERMINAL)
    if MARKER.match(line.text):
        return is_open and line.left - limits.left < INDENT * line.size
    if line.left - limits.left < INDENT * line.size:
        return True
    # Indented: a new paragraph, unless a sentence runs on at the same or a hanging indent.
    first = group[0]
    if abs(line.left - last.left) < 0.6 * line.size:
        return is_open
    hanging = HANGING.match(first.text)
    return is_open and hanging is not None and hanging.end() > 0 and line.left > first.left


def _has_cells(line: Line) -> bool:
    return any(chunk.lead == "\t" for chunk in line.chunks[1:])


def _is_title(line: Line, limits: Margins) -> bool:
    middle = (limits.left + limits.right) / 2
    is_centred = abs((line.left + line.right) / 2 - middle) < 1.5 * line.size
    return line.size > 1.15 * limits.size and is_centred and len(line.chunks) == 1


def _is_same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= 0.12 * max(one.size, other.size)


def _is_full(line: Line, following: Line, limits: Margins) -> bool:
    return limits.right - line.right < _first_word(following) + 0.3 * line.size


def _first_word(line: Line) -> float:
    # The width of what could not be parted from the first character of the line.
    text = line.chunks[0].text
    length = 0
    while length < len(text) - 1 and text[length] in NO_LINE_END:
        length += 1
    length += 1
    if is_word_character(text[length - 1]):
        while length < len(text) and is_word_character(text[length]):
            length += 1
    while length < len(text) and text[length] in NO_LINE_START:
        length += 1
    return (line.chunks[0].right - line.chunks[0].left) * min(1.0, _ems(text[:length]) / _ems(text))


def _ems(text: str) -> float:
    return sum(0.5 if ord(character) < 0x2E80 else 1.0 for character in text)


def _glue(before: str, after: str) -> str:
    if before.endswith("\u00ad"):
        return ""
    first, last = after[0], before[-1]
    if ADDRESS.search(before) or not (is_word_character(first) and is_word_character(last)):
        if last in ",;:.!?)" and is_word_character(first) and not ADDRESS.search(before):
            return " "
        return ""
    if first.isdigit() and last.isdigit() and " " not in before[-20:]:
        return ""
    return " "


def _edge(values: Sequence[float], tolerance: float) -> float:
    # The outermost value that a second line shares, so that one stray line changes nothing.
    for value, following in pairwise(values):
        if abs(following - value) <= tolerance:
            return value
    return values[0]


def _usual(sizes: Iterator[float]) -> float:
    return Counter(sizes).most_common(1)[0][0]


def _shift(line: Line) -> Line:
    return replace(
        line,
        chunks=tuple(
            replace(chunk, left=chunk.left - line.left, right=chunk.right - line.left)
            for chunk in line.chunks
        ),
    )
