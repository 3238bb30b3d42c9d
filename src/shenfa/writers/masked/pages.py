"""A masked PDF: every page a picture of what it shows, masked places covered, text anew.

The covers are pixels, so nothing lies under them. The unseen text over each picture holds the
visible characters with the masks applied, so that the copy can be searched and read aloud;
what was hidden in the original is in neither. Notes are taken off, stamps and forms stay.
"""

import ctypes
import io
import math
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress

import pypdfium2
import pypdfium2.raw as pdfium

from shenfa.readers.pages.pdf import LOCK
from shenfa.readers.pages.pdf_page import Spot, spots
from shenfa.readers.pages.pdf_picture import page_picture
from shenfa.readers.pages.text import plain
from shenfa.readers.pictures.spotted import Box
from shenfa.text import PRINTED, PassageKind
from shenfa.writers.masked.mask import Copy, CopyRefused, Original, by_passage
from shenfa.writers.masked.page_file import PicturePage, Pixels, pdf_of
from shenfa.writers.masked.page_text import (
    Covered,
    Placed,
    Target,
    covered,
    covered_in_picture,
    words,
)
from shenfa.writers.masked.picture import MISSING

DOTS_PER_INCH = 150
POINTS_PER_INCH = 72
FINE = 100
"""pdfium answers in whole pixels, so it is asked as if of a very large picture."""
MOST_PIXELS = 20_000_000
MARGIN = 1.0
"""Points that a cover reaches beyond the characters."""
COVER = (64, 64, 64, 255)
STAYING = frozenset({pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WIDGET})
LARGE = 1_500_000
"""Bytes of packed pixels from which a page is a photograph and better stored as JPEG."""
QUALITY = 85
NOTES = "批注和附件"
UNFOUND = "{place}中要遮盖的内容在页面上定位不到，请用原稿（Word、Excel）生成脱敏副本"
IN_FIELD = "{place}里有要遮盖的内容，请先将表单打印为普通 PDF 后再生成脱敏副本"
DAMAGED = "第{number}页无法绘制，请重新导出后再生成脱敏副本"


def masked_pdf(original: Original) -> Copy:
    """Return the copy. Raises CopyRefused where something to cover cannot be found."""
    targets = tuple(_targets(original))
    with LOCK:
        document = pypdfium2.PdfDocument(original.data)
        with suppress(pypdfium2.PdfiumError):
            document.init_forms()
    pages: list[PicturePage] = []
    found: set[Target] = set()
    left_out = [NOTES] if document.count_attachments() else []
    try:
        for number in range(1, len(document) + 1):
            new, own = _page(document, number, targets, original)
            pages.append(new)
            found |= own.found
    except pypdfium2.PdfiumError as error:
        raise CopyRefused(DAMAGED.format(number=len(pages) + 1)) from error
    finally:
        with LOCK:
            document.close()
    for target in targets:
        if target not in found:
            raise CopyRefused(UNFOUND.format(place=target.place))
    if any(one.kind is PassageKind.COMMENT for one in original.document.passages):
        left_out = [NOTES]
    return Copy(pdf_of(pages), tuple(left_out))


def _targets(original: Original) -> Iterator[Target]:
    for index, masks in by_passage(original.masks).items():
        passage = original.document.passages[index]
        is_picture = passage.kind is PassageKind.PICTURE
        if passage.enclosure or not (passage.kind in PRINTED or is_picture):
            continue
        if "表单项" in passage.place:
            raise CopyRefused(IN_FIELD.format(place=passage.place))
        number = int(passage.origin.removeprefix("page "))
        for mask in masks:
            text = "".join(passage.text[mask.start : mask.end].split())
            yield Target(text, mask.replacement, passage.place, number, is_picture)


def _page(
    document: pypdfium2.PdfDocument,
    number: int,
    targets: Sequence[Target],
    original: Original,
) -> tuple[PicturePage, Covered]:
    pictured = [one for one in targets if one.is_picture and one.page == number]
    with LOCK:
        page = document.get_page(number - 1)
        _take_notes_off(page)
        width, height = page.get_size()
        fine = round(width * FINE), round(height * FINE)
        own = covered(
            [_placed(page, fine, spot) for spot in spots(page)],
            [one for one in targets if not one.is_picture],
        )
        scan = page_picture(page) if pictured else b""
    seen = _seen(scan, pictured, original, width)
    with LOCK:
        most = math.sqrt(MOST_PIXELS / max(width * height, 1.0))
        scale = min(DOTS_PER_INCH / POINTS_PER_INCH, most)
        bitmap = page.render(scale=scale, rev_byteorder=True)
        for box in (*own.boxes, *seen.boxes):
            _cover(bitmap, box, scale)
        pixels = _pixels(bitmap)
        bitmap.close()
        page.close()
    new = PicturePage(width, height, pixels, tuple(words(own.rest, height)))
    return new, Covered((), own.found | seen.found)


def _take_notes_off(page: pypdfium2.PdfPage) -> None:
    for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(note) if note else pdfium.FPDF_ANNOT_UNKNOWN
        pdfium.FPDFPage_CloseAnnot(note)
        if kind not in STAYING:
            pdfium.FPDFPage_RemoveAnnot(page, index)


def _seen(scan: bytes, targets: Sequence[Target], original: Original, width: float) -> Covered:
    """Find what text recognition found, on the page as it is seen."""
    if not targets:
        return Covered((), frozenset())
    if original.locate is None:
        raise CopyRefused(MISSING)
    own = covered_in_picture(original.locate(scan), targets)
    pixels = int.from_bytes(scan[18:22], "little")  # the width in the header of a BMP file
    scale = width / pixels
    boxes = (
        Box(one.left * scale, one.top * scale, one.right * scale, one.bottom * scale)
        for one in own.boxes
    )
    return Covered(tuple(boxes), own.found)


def _placed(page: pypdfium2.PdfPage, fine: tuple[int, int], spot: Spot) -> Placed:
    """Return a character where pdfium draws it; ``fine`` is the page in fractions of a point."""

    def at(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, *fine, 0, x, y, across, down)
        return across.value / FINE, down.value / FINE

    corners = [at(x, y) for x in spot.box[::2] for y in spot.box[1::2]]
    xs, ys = zip(*corners, strict=True)
    box = Box(min(xs), min(ys), max(xs), max(ys))
    is_upright = spot.quarter == page.get_rotation() // 90 % 4
    return Placed(plain(spot.text)[:1], box, at(*spot.origin)[1], spot.size, is_upright)


def _cover(bitmap: pypdfium2.PdfBitmap, box: Box, scale: float) -> None:
    left, top = int((box.left - MARGIN) * scale), int((box.top - MARGIN) * scale)
    right, bottom = int((box.right + MARGIN) * scale) + 1, int((box.bottom + MARGIN) * scale) + 1
    bitmap.fill_rect(COVER, left, top, right - left, bottom - top)


def _pixels(bitmap: pypdfium2.PdfBitmap) -> Pixels:
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    raw = bytes(bitmap.buffer)
    row = width * bitmap.n_channels
    data = b"".join(raw[at : at + row] for at in range(0, stride * height, stride))
    if bitmap.n_channels == 1:
        return Pixels(width, height, data, is_grey=True)
    red, green, blue = data[::3], data[1::3], data[2::3]
    if red == green == blue:
        return Pixels(width, height, red, is_grey=True)
    return _photo(Pixels(width, height, data))


def _photo(pixels: Pixels) -> Pixels:
    """Return a photograph as JPEG, where Pillow is there to make one."""
    if len(zlib.compress(pixels.data, 1)) < LARGE:
        return pixels
    try:
        from PIL import Image  # noqa: PLC0415 - comes with the [ocr] extra
    except ImportError:
        return pixels
    buffer = io.BytesIO()
    size = (pixels.width, pixels.height)
    Image.frombytes("RGB", size, pixels.data).save(buffer, "JPEG", quality=QUALITY)
    return Pixels(pixels.width, pixels.height, buffer.getvalue(), is_jpeg=True)
