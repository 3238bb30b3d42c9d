"""Pixels for text recognition: a PDF page, or one picture of it, as the bytes of a BMP file.

BMP, because it is what pdfium draws with a header in front; nothing is compressed for it.
"""

import struct

import pypdfium2
import pypdfium2.raw as pdfium

from shenfa.readers.pages.pdf_drawing import Picture, objects

DOTS_PER_INCH = 200
MOST_DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
LONGEST_SIDE = 4000
HEADER = 54


def page_picture(page: pypdfium2.PdfPage) -> bytes:
    """Return the page as it looks."""
    return _rendered(page, DOTS_PER_INCH / POINTS_PER_INCH)


def picture_alone(page: pypdfium2.PdfPage, picture: Picture) -> bytes:
    """Return one picture as it lies on the page, without the text that is printed over it."""
    texts = [
        handle
        for handle, _matrix in objects(page)
        if pdfium.FPDFPageObj_GetType(handle) == pdfium.FPDF_PAGEOBJ_TEXT
    ]
    left, bottom, right, top = page.get_bbox()
    area = picture.area
    margins = (area.left - left, area.bottom - bottom, right - area.right, top - area.top)
    turns = page.get_rotation() // 90
    # Each quarter turn clockwise brings what was at the bottom to the left.
    crop = tuple(max(0.0, margins[(side + turns) % 4]) for side in range(4))
    scale = picture.width / max(area.right - area.left, 1.0)
    for handle in texts:
        pdfium.FPDFPageObj_SetIsActive(handle, 0)
    try:
        return _rendered(page, min(scale, MOST_DOTS_PER_INCH / POINTS_PER_INCH), crop)
    finally:
        for handle in texts:
            pdfium.FPDFPageObj_SetIsActive(handle, 1)


def _rendered(
    page: pypdfium2.PdfPage, scale: float, crop: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)
) -> bytes:
    scale = min(scale, LONGEST_SIDE / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, crop=crop, prefer_bgrx=True)
    try:
        size = bitmap.stride * bitmap.height
        file = struct.pack("<2sIHHI", b"BM", HEADER + size, 0, 0, HEADER)
        # A negative height says that the first row is the top one.
        form = struct.pack(
            "<IiiHHIIiiII", 40, bitmap.width, -bitmap.height, 1, 32, 0, size, *[0] * 4
        )
        return file + form + bytes(bitmap.buffer)
    finally:
        bitmap.close()
