"""The pictures of a sheet, re-encoded and hung where they hung."""

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from shenfa.readers.office.drawing import Shape, shapes
from shenfa.readers.office.package import Element, Package, attribute
from shenfa.readers.sheets.workbook import Sheet
from shenfa.readers.sheets.workbook_parts import anchor
from shenfa.text import PassageKind
from shenfa.writers.masked.mask import Original, by_passage
from shenfa.writers.masked.picture import Covering, new_picture
from shenfa.writers.masked.sheet_looks import Layout
from shenfa.writers.masked.word_drawing import crop_of

if TYPE_CHECKING:
    from shenfa.writers.masked.mask import Mask

EMU_PER_PIXEL = 9525
SMALLEST = 10 * EMU_PER_PIXEL


def add_pictures(
    original: Original, package: Package, sheet: Sheet, target: tuple[Worksheet, Layout]
) -> tuple[str, ...]:
    """Hang the pictures into the new sheet; return what could not be kept."""
    new, places = target
    left_out = []
    for drawing in package.related(sheet.part, "drawing"):
        relations = {one.id: one for one in package.relations.get(drawing, ())}
        for shape in shapes(package.xml(drawing)):
            blip = next(shape.element.iter("{*}blip"), None)
            if shape.is_hidden or blip is None:
                continue
            relation = relations.get(attribute(blip, "embed"))
            if relation is None or relation.external or not package.has(relation.target):
                left_out.append("链接图片")
                continue
            data = package.read(relation.target)
            place = f"{sheet.place}{anchor(shape.container)}图片"
            rectangle = next(shape.element.iter("{*}srcRect"), None)
            made, _suffix = new_picture(data, crop_of(rectangle), _covering(original, place))
            image = Image(io.BytesIO(made))
            image.anchor = _anchor(shape, places, (image.width, image.height))
            new.add_image(image)
    return tuple(left_out)


def _covering(original: Original, place: str) -> Covering | None:
    masks = by_passage(original.masks)
    for index, passage in enumerate(original.document.passages):
        if passage.kind is PassageKind.PICTURE and passage.place == place and index in masks:
            own: tuple[Mask, ...] = masks[index]
            return Covering(passage.text, own, place, original.locate)
    return None


def _anchor(shape: Shape, places: Layout, pixels: tuple[int, int]) -> OneCellAnchor:
    column, row = (_number(shape.container, name) + 1 for name in ("col", "row"))
    marker = AnchorMarker(
        col=_at(places.columns, column) - 1,
        colOff=_number(shape.container, "colOff"),
        row=_at(places.rows, row) - 1,
        rowOff=_number(shape.container, "rowOff"),
    )
    return OneCellAnchor(marker, XDRPositiveSize2D(*_size(shape, pixels)))


def _size(shape: Shape, pixels: tuple[int, int]) -> tuple[int, int]:
    """The size of the frame where the file says it, otherwise that of the picture."""
    extent = shape.container.find("{*}ext")
    if extent is None:
        extent = shape.element.find("{*}spPr/{*}xfrm/{*}ext")
    if extent is None:
        return pixels[0] * EMU_PER_PIXEL, pixels[1] * EMU_PER_PIXEL
    return max(int(extent.get("cx", "0")), SMALLEST), max(int(extent.get("cy", "0")), SMALLEST)


def _at(places: Mapping[int, int], old: int) -> int:
    """The new number of a row or column, of the next one that is seen where it is hidden."""
    later: Iterator[int] = (new for number, new in places.items() if number >= old)
    return next(later, max(places.values(), default=0) + 1)


def _number(container: Element, name: str) -> int:
    found = container.find(f"{{*}}from/{{*}}{name}")
    text = "" if found is None else found.text or ""
    return int(text) if text.isdigit() else 0
