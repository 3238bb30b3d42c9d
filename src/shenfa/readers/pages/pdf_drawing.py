"""What is drawn on a PDF page besides text: ruled lines, filled areas, pictures; and when."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from shenfa.readers.pages.area import IDENTITY, WHITE, Area, Matrix, around, product, transformed

LEAST, LONG = 16, 60
"""Pixels of the shorter and the longer side from which a picture can hold words."""
MOST_SEGMENTS = 20_000
MOST_DEPTH = 8
MOST_AREAS = 2_000
RECTANGLE = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the page and its size in pixels."""

    area: Area
    width: int
    height: int

    @property
    def is_large(self) -> bool:
        """Whether it is large enough to hold text; smaller ones are ornaments."""
        return min(self.width, self.height) >= LEAST and max(self.width, self.height) >= LONG


@dataclass(slots=True)
class Drawing:
    """What a page draws, filled while its objects are walked through.

    ``order`` says when each text object is drawn. ``covers`` hide what was drawn before them;
    ``grounds`` make white text readable. ``strokes`` are the straight lines along an axis.
    """

    order: dict[int, int] = field(default_factory=dict)
    covers: list[Area] = field(default_factory=list)
    grounds: list[Area] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)
    segments: int = 0
    curves: int = 0
    paths: int = 0


def drawing_of(page: pypdfium2.PdfPage) -> Drawing:
    """Walk through the objects of a page, those of nested forms included."""
    drawing = Drawing()
    for order, (handle, matrix) in enumerate(objects(page)):
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            drawing.order[ctypes.addressof(handle.contents)] = order
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(drawing, handle, matrix, order)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            width, height = ctypes.c_uint(), ctypes.c_uint()
            pdfium.FPDFImageObj_GetImagePixelSize(handle, width, height)
            area = _area(handle, matrix, order)
            drawing.pictures.append(Picture(area, width.value, height.value))
            drawing.grounds.append(area)
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            drawing.grounds.append(_area(handle, matrix, order))
    return drawing


def objects(page: pypdfium2.PdfPage) -> Iterator[tuple["pdfium.FPDF_PAGEOBJECT", Matrix]]:
    """Yield every object that draws, in the order of drawing, with the matrix around it."""
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _within(pdfium.FPDFPage_GetObject(page, number), IDENTITY, 0)


def fill_colour(handle: "pdfium.FPDF_PAGEOBJECT") -> tuple[int, int, int, int] | None:
    """Red, green, blue and opacity, or None for a pattern."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value, alpha.value


def is_white(colour: tuple[int, int, int, int] | None) -> bool:
    """Whether nobody would see it on paper."""
    return colour is not None and min(colour[:3]) >= WHITE


def _within(
    handle: "pdfium.FPDF_PAGEOBJECT", matrix: Matrix, depth: int
) -> Iterator[tuple["pdfium.FPDF_PAGEOBJECT", Matrix]]:
    if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_FORM:
        yield handle, matrix
    elif depth < MOST_DEPTH:
        inner = product(_matrix(handle), matrix)
        for number in range(pdfium.FPDFFormObj_CountObjects(handle)):
            yield from _within(pdfium.FPDFFormObj_GetObject(handle, number), inner, depth + 1)


def _add_path(
    drawing: Drawing, handle: "pdfium.FPDF_PAGEOBJECT", matrix: Matrix, order: int
) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    drawing.paths += 1
    count = pdfium.FPDFPath_CountSegments(handle)
    drawing.segments += count
    if drawing.segments > MOST_SEGMENTS:
        return
    if fill.value or stroke.value:
        _add_segments(drawing, handle, count, product(_matrix(handle), matrix))
    colour = fill_colour(handle) if fill.value else None
    if fill.value and len(drawing.covers) < MOST_AREAS:
        area = _area(handle, matrix, order)
        if not is_white(colour):
            drawing.grounds.append(area)
        is_opaque = colour is not None and colour[3] == 255
        if (
            is_opaque
            and not area.is_thin
            and count <= RECTANGLE
            and not pdfium.FPDFPageObj_HasTransparency(handle)
        ):
            drawing.covers.append(area)


def _add_segments(
    drawing: Drawing, handle: "pdfium.FPDF_PAGEOBJECT", count: int, matrix: Matrix
) -> None:
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = transformed(x.value, y.value, matrix)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            drawing.curves += 1
        else:
            drawing.strokes.append((*here, *point))
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            drawing.strokes.append((*here, *start))
            here = start


def _area(handle: "pdfium.FPDF_PAGEOBJECT", matrix: Matrix, order: int) -> Area:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    corners = ((x.value, y.value) for x in (left, right) for y in (bottom, top))
    return around((transformed(x, y, matrix) for x, y in corners), order)


def _matrix(handle: "pdfium.FPDF_PAGEOBJECT") -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, found):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f
