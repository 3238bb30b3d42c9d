"""A masked workbook: a new one with the values of the cells that are seen, as they are seen.

Rows, columns and sheets that are hidden go, and what stands below or right of them moves up.
Kept are number formats, fonts, fills, borders, alignment, widths, heights, merged cells, page
set-up and pictures. Not kept: formulas, comments, names, filters, validations, conditional
formats, links, pivot tables, charts, shapes, connections, properties, shared strings unused.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from shenfa.readers.office.package import DAMAGED, Package, open_package
from shenfa.readers.sheets.workbook import Sheet, read_workbook
from shenfa.readers.sheets.worksheet import read_worksheet
from shenfa.text import PassageKind
from shenfa.writers.masked.mask import (
    Copy,
    CopyRefused,
    Original,
    by_passage,
    masked_text,
)
from shenfa.writers.masked.package import archive, serialised
from shenfa.writers.masked.sheet_looks import Layout, Looks, dress, layout_of, look, moved_titles
from shenfa.writers.masked.sheet_pictures import add_pictures
from shenfa.writers.masked.sheet_values import Value, is_telling, kept_value
from shenfa.writers.masked.word_parts import theme

PROPERTIES = re.compile(r"docProps/.*")
EDGES = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
TITLE = re.compile(r"第(\d+)个工作表名称")
LONGEST_TITLE = 31
"""Characters Excel allows in the name of a sheet."""
UNFIT = re.compile(r"[\\*?:/\[\]]")
UNREADABLE = "“{name}”不能完整读取，请用 Excel 或者 WPS 另存后再生成脱敏副本"
LOST = (
    ("文本框", "文本框和图形"),
    ("图表", "图表"),
    ("智能图形", "智能图形"),
)
"""What a passage's place ends with when the copy cannot show it, and what it is called."""


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook opened twice: by the reader's eyes, and by openpyxl for how it looks."""

    original: Original
    package: Package
    book: Workbook
    sheets: tuple[Sheet, ...]
    hidden_columns: Mapping[str, frozenset[int]]
    texts: Mapping[tuple[str, int, int], str]
    masked: frozenset[tuple[str, int, int]]


def masked_workbook(original: Original) -> Copy:
    """Return the copy. Raises CopyRefused for what cannot be masked or built."""
    source = _opened(original)
    target = Workbook()
    target.remove(target.worksheets[0])
    if isinstance(source.book.loaded_theme, bytes):
        target.loaded_theme = serialised(theme(etree.fromstring(source.book.loaded_theme)))
    left_out = list(_lost(original))
    titles = _titles(original)
    sheets = {one.title: one for one in source.book.worksheets}
    hidden = sum(bool(sheet.hidden) for sheet in source.sheets)
    if hidden:
        left_out.append(f"隐藏的工作表{hidden}个")
    for number, sheet in enumerate(source.sheets, start=1):
        if sheet.hidden:
            continue
        own = sheets.get(sheet.title)
        if own is None:
            left_out.append(f"图表工作表“{titles.get(number, sheet.title)}”")
            continue
        new = target.create_sheet(_title(titles.get(number, sheet.title)))
        layout = layout_of(own, source.hidden_columns[sheet.part])
        _fill(source, sheet, (own, new), layout)
        look(own, new, layout)
        _edges(own, new, original)
        left_out += _hidden(own, layout, new.title)
        left_out += add_pictures(source.original, source.package, sheet, (new, layout))
    if not target.worksheets:
        raise CopyRefused(f"“{original.name}”的工作表全部隐藏，没有可以公开的内容，请先核对")
    buffer = io.BytesIO()
    target.save(buffer)
    return Copy(_bare(buffer.getvalue()), tuple(dict.fromkeys(left_out)))


def _opened(original: Original) -> Source:
    try:
        package = open_package(original.data, original.name)
        sheets = read_workbook(package)
        columns = {
            sheet.part: read_worksheet(package.read(sheet.part), sheets, 0).hidden_columns
            for sheet in sheets.sheets
            if package.has(sheet.part)
        }
        with warnings.catch_warnings():
            # openpyxl says what it leaves out; the copy leaves out more.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(original.data), data_only=True, keep_links=False)
    except (*DAMAGED, TypeError, AttributeError) as error:
        raise CopyRefused(UNREADABLE.format(name=original.name)) from error
    masks = by_passage(original.masks)
    cells = {
        (passage.origin, passage.cell.row, passage.cell.column): (index, passage)
        for index, passage in enumerate(original.document.passages)
        if passage.cell and passage.kind is PassageKind.BODY and not passage.enclosure
    }
    return Source(
        original,
        package,
        book,
        sheets.sheets,
        columns,
        {key: masked_text(one.text, masks.get(index, ())) for key, (index, one) in cells.items()},
        frozenset(key for key, (index, _) in cells.items() if index in masks),
    )


def _fill(source: Source, sheet: Sheet, pair: tuple[Worksheet, Worksheet], layout: Layout) -> None:
    own, new = pair
    looks: Looks = {}
    moved = moved_titles(own, layout)
    # Only the cells that are stored: a sheet may reach to its last row with nothing in between.
    stored = own._cells  # noqa: SLF001 - asking for every cell would create them all
    for (row, column), cell in sorted(stored.items()):
        place = moved.get((row, column)) or (layout.rows.get(row), layout.columns.get(column))
        key = (sheet.part, row, column)
        text = source.texts.get(key)
        if place[0] is None or place[1] is None or not isinstance(cell, Cell):
            continue
        made = new.cell(place[0], place[1])
        if isinstance(made, Cell):
            dress(cell, made, looks)
            if text is not None:
                is_text = key in source.masked or is_telling(cell.number_format)
                _set(made, text if is_text else kept_value(cell.value, text))


def _set(made: Cell, value: Value) -> None:
    made.value = value
    if isinstance(value, str):
        # A text that begins with = or looks like a number stays the text it is.
        made.data_type = "s"
        if made.number_format != "General":
            made.number_format = "@"


def _edges(own: Worksheet, new: Worksheet, original: Original) -> None:
    """Copy what is printed above and below every page, masked."""
    masks = by_passage(original.masks)
    spans = [
        (original.document.passages[index].text[mask.start : mask.end], mask)
        for index, masks_ in masks.items()
        for mask in masks_
        if original.document.passages[index].kind in (PassageKind.HEADER, PassageKind.FOOTER)
    ]
    for name in EDGES:
        for side in ("left", "center", "right"):
            text = getattr(getattr(own, name), side).text
            for span, mask in spans:
                text = text.replace(span, mask.replacement) if text else text
            getattr(getattr(new, name), side).text = text


def _hidden(own: Worksheet, layout: Layout, title: str) -> Iterator[str]:
    """Say what is gone: whoever filtered a list may not know that the rest is not published."""
    for number, word in (
        (own.max_row - len(layout.rows), "行"),
        (own.max_column - len(layout.columns), "列"),
    ):
        if number > 0:
            yield f"工作表“{title}”隐藏的{number}{word}"


def _titles(original: Original) -> dict[int, str]:
    masks = by_passage(original.masks)
    return {
        int(match[1]): masked_text(passage.text, masks.get(index, ()))
        for index, passage in enumerate(original.document.passages)
        if not passage.enclosure and (match := TITLE.fullmatch(passage.place))
    }


def _title(text: str) -> str:
    return UNFIT.sub("＊", text)[:LONGEST_TITLE]


def _lost(original: Original) -> Iterator[str]:
    for passage in original.document.passages:
        if passage.kind is PassageKind.TEXT_BOX and not passage.enclosure:
            yield next((name for word, name in LOST if word in passage.place), "图形")


def _bare(data: bytes) -> bytes:
    """Return the package without properties: openpyxl writes itself and the time into them."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {
            name: file.read(name) for name in file.namelist() if not PROPERTIES.fullmatch(name)
        }
    for name, key in (("[Content_Types].xml", "PartName"), ("_rels/.rels", "Target")):
        root = etree.fromstring(parts[name])
        for child in list(root):
            if PROPERTIES.fullmatch(str(child.get(key, "")).lstrip("/")):
                root.remove(child)
        parts[name] = serialised(root)
    return archive(parts)
