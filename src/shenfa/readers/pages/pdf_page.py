"""What stands on one PDF page, taken from pdfium: characters, ruled lines, pictures.

Characters that a person does not see are told apart from the others, with the reason.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from shenfa.readers.pages.area import (
    COVERED,
    FEW_CHARACTERS,
    INVISIBLE,
    OFF_PAGE,
    SCAN_SHARE,
    TINY,
    TINY_TEXT,
    WHITE_TEXT,
    Area,
)
from shenfa.readers.pages.pdf_drawing import Drawing, Picture, drawing_of, fill_colour, is_white
from shenfa.readers.pages.table import Rule, ruled
from shenfa.readers.pages.text import Glyph

NOTABLE_SHARE = 0.1
MANY_CURVES = 300
OUTLINED_PATHS = 30
TILTED = 0.06
LINE_BREAKS = "\r\n\t"
UNPRINTABLE = frozenset({"Cc", "Cn", "Cs"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """The content of one page, turned so that its text runs from left to right.

    ``pictures`` are the large ones whose text no character on the page repeats. A scan has
    hardly any characters but a picture; an outlined page has its text drawn as curves. A page
    is wordless where not even hidden text stands on it, bare where nothing at all is drawn.
    ``undecodable`` is the share of characters that the file does not name.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    hidden: tuple[tuple[str, tuple[Glyph, ...]], ...]
    tilted: tuple[str, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    pictures: tuple[Picture, ...]
    is_scan: bool
    is_outlined: bool
    is_wordless: bool
    is_bare: bool
    undecodable: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A character that a person sees, its box (left, bottom, right, top) and where it begins.

    All in page coordinates, y upwards. ``quarter`` is how often the text is turned to the left,
    None for tilted text.
    """

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    quarter: int | None


@dataclass(frozen=True, slots=True)
class _Style:
    # What the characters of one text object share; ``quarter`` is None for tilted text.
    order: int
    quarter: int | None
    scale: float
    hidden: str
    is_white: bool
    covers: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class _Character:
    # A character with its box and origin in page coordinates (y upwards).
    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    style: _Style
    hidden: str

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class _Turn:
    # How page coordinates (y upwards) become reading coordinates (y downwards).
    quarter: int
    page: Area

    def point(self, x: float, y: float) -> tuple[float, float]:
        page = self.page
        turned = (
            (x - page.left, page.top - y),
            (page.top - y, page.right - x),
            (page.right - x, y - page.bottom),
            (y - page.bottom, x - page.left),
        )
        return turned[self.quarter]


def scan(page: pypdfium2.PdfPage) -> Sheet:
    """Read a page."""
    area = Area(0, *page.get_bbox())
    drawing = drawing_of(page)
    characters = _characters(page, drawing, area)
    share = _pictured(drawing, area)
    visible = _visible(characters, share)
    quarters = Counter(one.style.quarter for one in visible if one.style.quarter is not None)
    turn = _Turn(quarters.most_common(1)[0][0] if quarters else 0, area)
    seen = [one.text for one in visible if not one.text.isspace()]
    strokes = ((*turn.point(x0, y0), *turn.point(x1, y1)) for x0, y0, x1, y1 in drawing.strokes)
    horizontal, vertical = ruled(strokes)
    width, height = area.right - area.left, area.top - area.bottom
    pictures = tuple(
        picture
        for picture in drawing.pictures
        if picture.is_large and not _is_transcribed(picture, visible)
    )
    return Sheet(
        width=height if turn.quarter % 2 else width,
        height=width if turn.quarter % 2 else height,
        glyphs=tuple(_glyph(one, turn) for one in visible if one.style.quarter == turn.quarter),
        hidden=_hidden(characters, visible, turn),
        tilted=_tilted(visible, turn.quarter),
        horizontal=horizontal,
        vertical=vertical,
        pictures=pictures,
        is_scan=len(seen) < FEW_CHARACTERS and (bool(pictures) or share >= NOTABLE_SHARE),
        is_outlined=len(seen) < FEW_CHARACTERS
        and drawing.curves >= MANY_CURVES
        and drawing.paths >= OUTLINED_PATHS,
        is_wordless=all(one.text.isspace() for one in characters),
        is_bare=not characters and not drawing.paths and not drawing.grounds,
        undecodable=sum(map(_is_undecodable, seen)) / len(seen) if seen else 0.0,
    )


def spots(page: pypdfium2.PdfPage) -> tuple[Spot, ...]:
    """Return what ``scan`` takes for the visible characters, in the order of the file."""
    area = Area(0, *page.get_bbox())
    drawing = drawing_of(page)
    characters = _characters(page, drawing, area)
    return tuple(
        Spot(one.text, one.box, one.origin, one.size, one.style.quarter)
        for one in _visible(characters, _pictured(drawing, area))
    )


def _pictured(drawing: Drawing, area: Area) -> float:
    return sum(picture.area.share(area) for picture in drawing.pictures)


def _visible(characters: list[_Character], share: float) -> list[_Character]:
    if share >= SCAN_SHARE:
        # The text of a searchable scan lies unseen behind or before its picture.
        return [one for one in characters if one.hidden != OFF_PAGE]
    return [one for one in characters if not one.hidden]


def _characters(page: pypdfium2.PdfPage, drawing: Drawing, area: Area) -> list[_Character]:
    text_page = page.get_textpage()
    try:
        return list(_each_character(text_page, drawing, area))
    finally:
        text_page.close()


def _each_character(
    text_page: pypdfium2.PdfTextPage, drawing: Drawing, area: Area
) -> Iterator[_Character]:
    styles: dict[int, _Style] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for first, index, text in _codes(text_page):
        handle = pdfium.FPDFText_GetTextObject(text_page, index)
        if not handle:
            # A space or line break that pdfium made up.
            continue
        address = ctypes.addressof(handle.contents)
        style = styles.get(address)
        if style is None:
            style = styles[address] = _style(text_page, index, handle, drawing)
        pdfium.FPDFText_GetLooseCharBox(text_page, first, box)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if first != index:
            pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
            left, right = min(left, box.left), max(right, box.right)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        size = pdfium.FPDFText_GetFontSize(text_page, index) * style.scale
        place = (left, bottom, right, top)
        one = _Character(text, place, (x.value, y.value), size, style, style.hidden)
        yield one if one.hidden else _looked_at(one, drawing, area)


def _codes(text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[int, int, str]]:
    # pdfium speaks UTF-16: a rare character is two of its own, first and last.
    high: tuple[int, str] | None = None
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        text = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        if "\ud800" <= text < "\udc00":
            high = index, text
            continue
        if high:
            pair = (high[1] + text).encode("utf-16", "surrogatepass")
            yield high[0], index, pair.decode("utf-16", "replace")[:1]
            high = None
        else:
            is_printable = unicodedata.category(text) not in UNPRINTABLE
            yield index, index, text if is_printable or text in LINE_BREAKS else "\ufffd"


def _style(
    text_page: pypdfium2.PdfTextPage,
    index: int,
    handle: "pdfium.FPDF_PAGEOBJECT",
    drawing: Drawing,
) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    angle = pdfium.FPDFText_GetCharAngle(text_page, index)
    quarter = round(angle / (math.pi / 2))
    is_tilted = abs(angle - quarter * math.pi / 2) > TILTED
    order = drawing.order.get(ctypes.addressof(handle.contents), 0)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
    colour = fill_colour(handle) if mode == pdfium.FPDF_TEXTRENDERMODE_FILL else None
    is_unseen = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or (
        colour is not None and colour[3] == 0
    )
    return _Style(
        order,
        None if is_tilted else quarter % 4,
        math.hypot(matrix.c, matrix.d) or 1.0,
        INVISIBLE if is_unseen else "",
        is_white(colour),
        tuple(cover for cover in drawing.covers if cover.order > order),
    )


def _looked_at(one: _Character, drawing: Drawing, area: Area) -> _Character:
    x, y = one.middle
    style = one.style
    reason = ""
    if not area.holds(x, y):
        reason = OFF_PAGE
    elif style.covers and any(cover.holds(x, y) for cover in style.covers):
        reason = COVERED
    elif style.is_white and not any(
        ground.order < style.order and ground.holds(x, y) for ground in drawing.grounds
    ):
        reason = WHITE_TEXT
    elif one.size < TINY:
        reason = TINY_TEXT
    if not reason:
        return one
    return _Character(one.text, one.box, one.origin, one.size, style, reason)


def _glyph(one: _Character, turn: _Turn) -> Glyph:
    left, top = turn.point(one.box[0], one.box[1])
    right, bottom = turn.point(one.box[2], one.box[3])
    _x, baseline = turn.point(*one.origin)
    size = one.size or abs(bottom - top)
    return Glyph(one.text, min(left, right), max(left, right), baseline, round(size, 1))


def _hidden(
    characters: Iterable[_Character], visible: list[_Character], turn: _Turn
) -> tuple[tuple[str, tuple[Glyph, ...]], ...]:
    shown = set(map(id, visible))
    groups: dict[tuple[str, int], list[Glyph]] = {}
    for one in characters:
        if id(one) not in shown:
            tilted = 0 if one.style.quarter == turn.quarter else 1 + one.style.order
            groups.setdefault((one.hidden, tilted), []).append(_glyph(one, turn))
    return tuple((reason, tuple(glyphs)) for (reason, _), glyphs in groups.items())


def _tilted(visible: Iterable[_Character], quarter: int) -> tuple[str, ...]:
    texts: dict[int, str] = {}
    for one in visible:
        if one.style.quarter != quarter:
            texts[one.style.order] = texts.get(one.style.order, "") + one.text
    return tuple(text for text in texts.values() if text.strip())


def _is_transcribed(picture: Picture, visible: Iterable[_Character]) -> bool:
    # An OCR layer says what its picture says: unseen characters, or such under the picture.
    layer = (
        one
        for one in visible
        if picture.area.holds(*one.middle) and (one.hidden or one.style.order < picture.area.order)
    )
    return sum(1 for _ in layer) >= FEW_CHARACTERS


def _is_undecodable(text: str) -> bool:
    return text == "\ufffd" or unicodedata.category(text) == "Co"
