"""What stands on one OFD page: characters with places, ruled lines, pictures.

Templates lie beneath or above the page's own layers. Lengths become points.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from shenfa.readers.office.package import Element, local
from shenfa.readers.pages.area import (
    COVERED,
    FEW_CHARACTERS,
    INVISIBLE,
    OFF_PAGE,
    SCAN_SHARE,
    TINY,
    TINY_TEXT,
    WHITE,
    WHITE_TEXT,
    Area,
    Matrix,
    around,
    product,
    transformed,
)
from shenfa.readers.pages.ofd_package import Resources
from shenfa.readers.pages.ofd_values import deltas, number, numbers, segments
from shenfa.readers.pages.table import Rule, ruled
from shenfa.readers.pages.text import Glyph

POINTS = 72 / 25.4
LEAST, LONG = 4 * POINTS, 20 * POINTS
"""The shorter and the longer side from which a picture can hold words."""
UNIT: Matrix = (POINTS, 0.0, 0.0, POINTS, 0.0, 0.0)
MOST_DEPTH = 8
MOST_OBJECTS = 200_000
TILT = 0.06
GROUPS = frozenset({"Content", "Layer", "PageBlock", "Appearance"})
RECTANGLE = 6


@dataclass(frozen=True, slots=True)
class OfdSheet:
    """The content of a page. ``pictures`` are the resources of those large enough for text."""

    glyphs: tuple[Glyph, ...]
    hidden: tuple[tuple[str, tuple[Glyph, ...]], ...]
    tilted: tuple[str, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    # One run of characters; ``reason`` is why all of it is unseen.
    glyphs: tuple[Glyph, ...]
    order: int
    reason: str
    is_white: bool
    is_tilted: bool


@dataclass(slots=True)
class _Canvas:
    # Filled while the objects of a page are walked through.
    resources: Resources
    texts: list[_Text] = field(default_factory=list)
    covers: list[Area] = field(default_factory=list)
    grounds: list[Area] = field(default_factory=list)
    pictures: list[tuple[str, Area]] = field(default_factory=list)
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)
    count: int = 0


def scan(layers: Iterable[Element], resources: Resources, page: Area) -> OfdSheet:
    """Read a page from the roots of its templates and its own, in the order of drawing."""
    canvas = _Canvas(resources)
    for layer in layers:
        _walk(layer, UNIT, canvas, 0)
    share = sum(area.share(page) for _id, area in canvas.pictures)
    shown: list[tuple[Glyph, int, str]] = []
    hidden: dict[str, list[Glyph]] = {}
    tilted: list[str] = []
    for text in canvas.texts:
        reasons = [_unseen(text, glyph, canvas, page) for glyph in text.glyphs]
        if text.is_tilted and not any(reasons):
            tilted.append("".join(glyph.text for glyph in text.glyphs))
            continue
        for glyph, reason in zip(text.glyphs, reasons, strict=True):
            # The text of a searchable scan lies unseen behind or before its picture.
            if reason and (share < SCAN_SHARE or reason == OFF_PAGE):
                hidden.setdefault(reason, []).append(glyph)
            else:
                shown.append((glyph, text.order, reason))
    horizontal, vertical = ruled(canvas.strokes)
    return OfdSheet(
        glyphs=tuple(glyph for glyph, _order, _reason in shown),
        hidden=tuple((reason, tuple(group)) for reason, group in hidden.items()),
        tilted=tuple(text for text in tilted if text.strip()),
        horizontal=horizontal,
        vertical=vertical,
        pictures=tuple(
            identity
            for identity, area in canvas.pictures
            if _may_hold_words(area) and not _is_transcribed(area, shown)
        ),
    )


def _may_hold_words(area: Area) -> bool:
    width, height = area.right - area.left, area.top - area.bottom
    return min(width, height) >= LEAST and max(width, height) >= LONG


def page_area(element: Element) -> Area | None:
    """The paper of a page or document, if it says."""
    for name in ("PhysicalBox", "ApplicationBox"):
        for box in element.iter(f"{{*}}{name}"):
            left, top, width, height = (*numbers(box.text or ""), 0.0, 0.0, 0.0, 0.0)[:4]
            if width > 0 and height > 0:
                corners = ((left, top), (left + width, top + height))
                return around(((x * POINTS, y * POINTS) for x, y in corners), 0)
    return None


def _walk(element: Element, matrix: Matrix, canvas: _Canvas, depth: int) -> None:
    if depth > MOST_DEPTH:
        return
    for child in element:
        name = local(child)
        canvas.count += 1
        if canvas.count > MOST_OBJECTS:
            raise ValueError("too many objects on a page")
        if name == "TextObject":
            canvas.texts.extend(_texts(child, _inner(child, matrix), canvas.count))
        elif name == "PathObject":
            _add_path(child, _inner(child, matrix), canvas)
        elif name == "ImageObject":
            area = _boundary(child, matrix, canvas.count)
            canvas.grounds.append(area)
            canvas.pictures.append((child.get("ResourceID", ""), area))
        elif name == "CompositeObject":
            unit = canvas.resources.units.get(child.get("ResourceID", ""))
            if unit is not None:
                _walk(unit, _inner(child, matrix), canvas, depth + 1)
        elif name in GROUPS:
            _walk(child, _inner(child, matrix), canvas, depth + 1)


def _texts(element: Element, matrix: Matrix, order: int) -> Iterator[_Text]:
    size = number(element.get("Size"), 3.5)
    stretch = number(element.get("HScale"), 1.0)
    a, b, c, d, _e, _f = matrix
    scale = (c * c + d * d) ** 0.5
    turns = (element.get("CharDirection", "0"), element.get("ReadDirection", "0"))
    is_tilted = turns != ("0", "0") or a <= 0 or abs(b) > TILT * a
    colour = next((child for child in element if local(child) == "FillColor"), None)
    is_unseen = (
        element.get("Visible") == "false"
        or element.get("Alpha") == "0"
        or (colour is not None and colour.get("Alpha") == "0")
    )
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode":
            continue
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        text = (code.text or "").replace("\n", "").replace("\r", "")
        is_vertical = len(text) > 1 and bool(code.get("DeltaY")) and not code.get("DeltaX")
        glyphs = tuple(
            _glyph(place, size * scale, matrix)
            for place in _placed(code, text, (x, y), size * stretch)
        )
        if glyphs:
            yield _Text(
                glyphs,
                order,
                INVISIBLE if is_unseen else TINY_TEXT if size * scale < TINY else "",
                colour is not None and _is_white(colour),
                is_tilted or is_vertical,
            )


def _placed(
    code: Element, text: str, start: tuple[float, float], size: float
) -> Iterator[tuple[str, float, float, float]]:
    # Every character with its place and width; without distances it takes its natural width.
    natural = [size * (1.0 if _is_wide(character) else 0.5) for character in text]
    given = deltas(code.get("DeltaX", ""), len(text))
    down = deltas(code.get("DeltaY", ""), len(text))
    if down and not given:
        given = [0.0] * len(text)
    steps = [*given, *natural[len(given) :]]
    xs = accumulate(steps, initial=start[0])
    ys = accumulate([*down, *[0.0] * (len(text) - len(down))], initial=start[1])
    for character, x, y, step, width in zip(text, xs, ys, steps, natural, strict=False):
        yield character, x, y, min(step, 1.2 * width) if step > 0 else width


def _glyph(place: tuple[str, float, float, float], size: float, matrix: Matrix) -> Glyph:
    character, x, y, width = place
    left, baseline = transformed(x, y, matrix)
    right, _baseline = transformed(x + width, y, matrix)
    return Glyph(character, min(left, right), max(left, right), baseline, round(size, 1))


def _unseen(text: _Text, glyph: Glyph, canvas: _Canvas, page: Area) -> str:
    x, y = (glyph.left + glyph.right) / 2, glyph.baseline - 0.35 * glyph.size
    if text.reason:
        return text.reason
    if not page.holds(x, y):
        return OFF_PAGE
    if any(cover.order > text.order and cover.holds(x, y) for cover in canvas.covers):
        return COVERED
    if text.is_white and not any(
        ground.order < text.order and ground.holds(x, y) for ground in canvas.grounds
    ):
        return WHITE_TEXT
    return ""


def _is_transcribed(area: Area, shown: Sequence[tuple[Glyph, int, str]]) -> bool:
    layer = (
        glyph
        for glyph, order, reason in shown
        if (reason or order < area.order)
        and area.holds((glyph.left + glyph.right) / 2, glyph.baseline)
    )
    return sum(1 for _ in layer) >= FEW_CHARACTERS


def _add_path(element: Element, matrix: Matrix, canvas: _Canvas) -> None:
    if element.get("Visible") == "false" or element.get("Alpha") == "0":
        return
    data = next((child.text for child in element if local(child) == "AbbreviatedData"), "")
    points: list[tuple[float, float]] = []
    for letter, corners in segments(data or ""):
        placed = [transformed(x, y, matrix) for x, y in corners]
        if letter == "L":
            canvas.strokes.extend((*one, *other) for one, other in pairwise(placed))
        points += placed
    if not points or element.get("Fill") != "true":
        return
    colour = next((child for child in element if local(child) == "FillColor"), None)
    area = around(points, canvas.count)
    if colour is None or not _is_white(colour):
        canvas.grounds.append(area)
    is_opaque = all(one is None or one.get("Alpha", "255") == "255" for one in (element, colour))
    if is_opaque and not area.is_thin and len(points) <= 2 * RECTANGLE:
        canvas.covers.append(area)


def _inner(element: Element, matrix: Matrix) -> Matrix:
    # Objects stand in the corner of their boundary, moved there after their own matrix.
    boundary = numbers(element.get("Boundary", ""))
    own = numbers(element.get("CTM", ""))
    shift = (boundary[0], boundary[1]) if len(boundary) == 4 else (0.0, 0.0)
    place = product((1.0, 0.0, 0.0, 1.0, *shift), matrix)
    return (
        product((own[0], own[1], own[2], own[3], own[4], own[5]), place) if len(own) == 6 else place
    )


def _boundary(element: Element, matrix: Matrix, order: int) -> Area:
    left, top, width, height = (*numbers(element.get("Boundary", "")), 0.0, 0.0, 0.0, 0.0)[:4]
    corners = ((x, y) for x in (left, left + width) for y in (top, top + height))
    return around((transformed(x, y, matrix) for x, y in corners), order)


def _is_white(colour: Element) -> bool:
    values = numbers(colour.get("Value", ""))
    if len(values) == 4:
        return not any(values)
    return bool(values) and min(values) >= WHITE


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"
