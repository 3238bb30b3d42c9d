"""Read old Excel workbooks (.xls, and the .et of WPS): cells as shown, and all beside them."""

import io
import struct
from collections.abc import Iterator
from decimal import Decimal

import xlrd
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.formatting import XF
from xlrd.sheet import Cell as OldCell
from xlrd.sheet import Sheet

from shenfa.readers.content import Content, Enclosed, Item, Options, content_of
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.office import compound
from shenfa.readers.office.property_set import property_passages
from shenfa.readers.sheets.biff import beside_cells, pivot_text
from shenfa.readers.sheets.number_format import (
    BUILT_IN,
    MAC_EPOCH,
    WINDOWS_EPOCH,
    hides_text,
    number_of,
    plain,
    shown,
)
from shenfa.readers.sheets.sheet import (
    HIDDEN_COLUMN,
    HIDDEN_ROW,
    Area,
    SheetCell,
    SheetPlace,
    camouflage,
    cell_passages,
    page_edge,
)
from shenfa.text import Gap, Passage, PassageKind

FAILURES = (
    xlrd.XLRDError, CompDocError, RecursionError, AssertionError, AttributeError, IndexError, KeyError,
    LookupError, NotImplementedError, TypeError, ValueError, ZeroDivisionError, struct.error,
    OverflowError,
)  # fmt: skip
"""What xlrd raises for damaged files; it checks little itself."""
VISIBILITY = ("", "隐藏工作表", "深度隐藏工作表")
USER_FORMATS = 164
TWIPS = 20
PIVOT = "_SX_DB_CUR/"
EMBEDDED = "MBD"


def read(data: bytes, name: str, _options: Options) -> Content:
    """Return what the workbook holds."""
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            logfile=io.StringIO(),
            ignore_workbook_corruption=True,
        )
        items = [item for sheet in book.sheets() for item in _sheet(book, sheet)]
    except FAILURES as error:
        if "encrypted" in str(error):
            raise UnreadableDocument(name, "设有打开密码，请取消密码后再检查") from error
        raise UnreadableDocument(name, "已损坏，无法打开，请重新保存后再检查") from error
    items += _beside(data, book)
    return content_of(items)


def _sheet(book: Book, sheet: Sheet) -> Iterator[Item]:
    hidden = VISIBILITY[sheet.visibility] if sheet.visibility < len(VISIBILITY) else ""
    place = f"工作表“{sheet.name}”"
    unseen = {
        column for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0
    }
    where = SheetPlace(
        place, sheet.number + 1, "Workbook", hidden, frozenset(one + 1 for one in unseen)
    )
    areas = [
        Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
    ]
    yield from cell_passages(tuple(_cells(book, sheet, unseen)), areas, where)
    for (row, column), note in sorted(sheet.cell_note_map.items()):
        by = f"（{note.author.strip()}）" if note.author.strip() else ""
        where_ = f"{place}{xlrd.cellname(row, column)}批注{by}"
        if note.text.strip():
            yield Passage(where_, note.text, PassageKind.COMMENT, origin="Workbook")
    for link in sheet.hyperlink_list:
        for text in (link.url_or_path, link.quicktip):
            if isinstance(text, str) and text.strip():
                cell = xlrd.cellname(link.frowx or 0, link.fcolx or 0)
                yield Passage(f"{place}{cell}链接", text, PassageKind.FIELD_CODE, origin="Workbook")


def _cells(book: Book, sheet: Sheet, unseen: set[int]) -> Iterator[SheetCell]:
    for row in range(sheet.nrows):
        info = sheet.rowinfo_map.get(row)
        is_hidden = info is not None and bool(info.hidden or info.height == 0)
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                continue
            reasons = (HIDDEN_ROW,) * is_hidden + (HIDDEN_COLUMN,) * (column in unseen)
            for text, why in _shown(book, sheet, cell, (row, column)):
                if text.strip():
                    is_number = cell.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}
                    yield SheetCell(
                        row + 1, column + 1, text, is_number=is_number, reasons=(*reasons, *why)
                    )


def _shown(
    book: Book, sheet: Sheet, cell: OldCell, position: tuple[int, int]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    style = book.xf_list[cell.xf_index]
    code = _code(book, style)
    why = _unseen(book, style, style.font_index)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        if hides_text(code):
            why = (*why, f"数字格式{code}隐藏")
        runs = sheet.rich_text_runlist_map.get(position)
        yield from _rich(book, style, cell.value, runs) if runs else ((cell.value, why),)
    elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
        yield ("TRUE" if cell.value else "FALSE"), why
    elif cell.ctype == xlrd.XL_CELL_ERROR:
        yield xlrd.error_text_from_code.get(cell.value, ""), why
    else:
        number = number_of(repr(cell.value)) or Decimal(0)
        text = shown(number, code, MAC_EPOCH if book.datemode else WINDOWS_EPOCH)
        if text.strip():
            yield text, why
        else:
            yield plain(number), (*why, f"数字格式{code}隐藏")


def _rich(
    book: Book, style: XF, text: str, runs: list[tuple[int, int]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    starts = [(0, style.font_index), *runs]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    seen, unseen = "", ""
    why: tuple[str, ...] = ()
    for (start, font), end in zip(starts, ends, strict=True):
        reasons = _unseen(book, style, font)
        if reasons:
            unseen, why = unseen + text[start:end], reasons
        else:
            seen += text[start:end]
    yield from ((seen, ()), (unseen, why))


def _code(book: Book, style: XF) -> str:
    key = style.format_key
    code = book.format_map[key].format_str if key in book.format_map else "General"
    return code if key >= USER_FORMATS else BUILT_IN.get(key, code)


def _unseen(book: Book, style: XF, font_index: int) -> tuple[str, ...]:
    font, background = book.font_list[font_index], style.background
    fill = _colour(book, background.pattern_colour_index) if background.fill_pattern else ""
    return camouflage(_colour(book, font.colour_index), fill, font.height / TWIPS)


def _colour(book: Book, index: int) -> str:
    rgb = book.colour_map.get(index)
    return "".join(f"{part:02X}" for part in rgb) if rgb else ""


def _beside(data: bytes, book: Book) -> Iterator[Item]:
    streams = compound.streams(data)
    workbook = streams.get("Workbook") or streams.get("Book", b"")
    hidden = {sheet.name: VISIBILITY[min(sheet.visibility, 2)] for sheet in book.sheets()}
    if not workbook or book.biff_version < 80:
        yield Gap("工作簿", "格式过旧，只读取了单元格，请另存为 .xlsx 后再检查")
        return
    try:
        for item in beside_cells(workbook, hidden):
            if isinstance(item, Passage) and item.kind in {PassageKind.HEADER, PassageKind.FOOTER}:
                yield from page_edge(item.place, item.text, item.kind, item.origin)
            else:
                yield item
    except (struct.error, IndexError):
        yield Gap("工作簿", "单元格以外的内容已损坏，未能读取，请重新保存后再检查")
    yield from _names(book)
    yield from property_passages(streams)
    yield from _storages(streams)


def _names(book: Book) -> Iterator[Passage]:
    for name in book.name_obj_list:
        value = name.result.value if name.result is not None else None
        if isinstance(value, str) and value.strip():
            place = f"名称“{name.name}”"
            yield Passage(place, value, PassageKind.FIELD_CODE, origin="Workbook")


def _storages(streams: dict[str, bytes]) -> Iterator[Item]:
    for path, stream in streams.items():
        if path.startswith(PIVOT):
            text = pivot_text(stream)
            if text.strip():
                yield Passage("数据透视表缓存", text, PassageKind.HIDDEN, origin=path)
    if any("VBA" in path for path in streams):
        yield Gap("宏", "文件含有宏，未读取，请另存为不含宏的格式后再检查")
    for storage in sorted(
        {path.partition("/")[0] for path in streams if path.startswith(EMBEDDED)}
    ):
        inner = streams.get(f"{storage}/Package")
        if inner:
            yield Enclosed("工作簿嵌入文件", "嵌入文件", inner)
        else:
            yield Gap("工作簿嵌入对象", "嵌入的对象无法读取，请取出后单独检查，或者删除")
