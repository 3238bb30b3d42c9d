"""What stands on a page and where: characters to cover, and the words of the new text layer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from shenfa.readers.pages.text import Glyph, lines
from shenfa.readers.pictures.spotted import Box, Spotted
from shenfa.writers.masked.page_file import Words

SAME_LINE = 0.45
TWICE = 0.2
"""How near (of its size) the same character is drawn again to look bold."""
NEIGHBOURS = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A visible character where it stands on the upright page (points, y downwards)."""

    text: str
    box: Box
    baseline: float
    size: float
    is_upright: bool = True


@dataclass(frozen=True, slots=True)
class Target:
    """Characters to cover, blanks left out, what stands for them, and where they were found."""

    text: str
    replacement: str
    place: str
    page: int
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Covered:
    """What covers a page, which targets were found on it, and what its text layer says.

    Turned and tilted text is in the picture only: a line of it would be no line.
    """

    boxes: tuple[Box, ...]
    found: frozenset[Target]
    rest: tuple[Placed, ...] = ()


def covered(page: Sequence[Placed], targets: Iterable[Target]) -> Covered:
    """Find targets among the visible characters: in the order of the file, or line by line."""
    visible = _once([one for one in page if not one.text.isspace()])
    texts = {id(one): one.text for one in visible}
    boxes: list[Box] = []
    found: set[Target] = set()
    orders = [(order, "".join(one.text for one in order)) for order in _orders(visible)]
    for target in targets:
        for order, text in orders:
            for start in _starts(text, target.text):
                own = order[start : start + len(target.text)]
                found.add(target)
                boxes += [one.box for one in own]
                for position, one in enumerate(own):
                    texts[id(one)] = "" if position else target.replacement
    rest = (
        replace(one, text=texts[id(one)]) for one in visible if one.is_upright and texts[id(one)]
    )
    return Covered(tuple(boxes), frozenset(found), tuple(rest))


def covered_in_picture(seen: Sequence[Spotted], targets: Iterable[Target]) -> Covered:
    """Find targets in the recognised text of a page, a line or several lines at a time."""
    boxes: list[Box] = []
    found: set[Target] = set()
    places: list[Box] = []
    text = ""
    for line in seen:
        for stretch in line.stretches:
            characters = "".join(line.text[stretch.start : stretch.end].split())
            text += characters
            places += [stretch.box] * len(characters)
    for target in targets:
        for start in _starts(text, target.text):
            found.add(target)
            boxes += places[start : start + len(target.text)]
    return Covered(tuple(dict.fromkeys(boxes)), frozenset(found))


def words(page: Iterable[Placed], height: float) -> Iterator[Words]:
    """Yield the words of a text layer, stretch by stretch, in points with y upwards."""
    glyphs = (Glyph(one.text, one.box.left, one.box.right, one.baseline, one.size) for one in page)
    for line in lines(glyphs):
        for chunk in line.chunks:
            width = chunk.right - chunk.left
            yield Words(chunk.text, chunk.left, height - line.baseline, line.size, width)


def _once(visible: list[Placed]) -> list[Placed]:
    """Leave out what is drawn a second time to look bold: it would keep what is masked."""
    _, by_line = _orders(visible)
    again = {
        id(one)
        for number, one in enumerate(by_line)
        for other in by_line[max(0, number - NEIGHBOURS) : number]
        if one.text == other.text
        and abs(one.box.left - other.box.left) < TWICE * one.size
        and abs(one.baseline - other.baseline) < TWICE * one.size
    }
    return [one for one in visible if id(one) not in again]


def _orders(visible: list[Placed]) -> tuple[list[Placed], list[Placed]]:
    rows: list[list[Placed]] = []
    for one in sorted(visible, key=lambda placed: placed.baseline):
        if rows and one.baseline - rows[-1][0].baseline <= SAME_LINE * one.size:
            rows[-1].append(one)
        else:
            rows.append([one])
    by_line = [one for row in rows for one in sorted(row, key=lambda placed: placed.box.left)]
    return visible, by_line


def _starts(text: str, wanted: str) -> Iterator[int]:
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)
