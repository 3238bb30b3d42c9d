"""Read Excel workbooks straight from their XML, every part of the package.

Values are read as shown, whether the sheet, row, column or cell is seen or not: what is
hidden leaves the house with the file. What stands in no cell (comments, caches, drawings,
headers, leftovers) is read as well; a part nobody knows is a gap.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from shenfa.readers.content import Content, Item, Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.office.package import (
    DAMAGED,
    Element,
    Package,
    attribute,
    collect,
    open_package,
    source_of,
)
from shenfa.readers.office.parts import part_reader
from shenfa.readers.sheets.sheet import MOST_CELLS, SheetPlace, cell_passages, page_edge
from shenfa.readers.sheets.workbook import Sheet, Workbook, read_workbook
from shenfa.readers.sheets.workbook_parts import PARTS, literals, picture_places
from shenfa.readers.sheets.worksheet import Worksheet, read_worksheet
from shenfa.text import Gap, Passage, PassageKind

DEFAULT_TITLE = re.compile(r"Sheet ?\d+|工作表 ?\d+", re.IGNORECASE)
VALIDATION = {"promptTitle": "提示", "prompt": "提示", "errorTitle": "警告", "error": "警告"}


def read(data: bytes, name: str, _options: Options) -> Content:
    """Return what the workbook holds."""
    package = open_package(data, name)
    try:
        book = read_workbook(package)
    except DAMAGED as error:
        raise UnreadableDocument(name, "不是有效的 Excel 工作簿，请重新保存后再检查") from error
    return collect(package, _readers(package, book))


def _readers(
    package: Package, book: Workbook
) -> Iterator[tuple[str, Callable[[], Iterator[Item]]]]:
    yield book.part, partial(_sheets, package, book)
    yield book.part, partial(_names, package, book.part)
    places = {sheet.part: sheet.place for sheet in book.sheets}
    pictures = dict(_pictures(package, places))
    for part in package.names.values():
        subject = source_of(part) if part.endswith(".rels") else part
        place = pictures.get(subject) or package.place(subject, places, "工作簿")
        yield part, part_reader(package, part, place, PARTS)


def _pictures(package: Package, places: dict[str, str]) -> Iterator[tuple[str, str]]:
    for part in package.names.values():
        if re.fullmatch(r"xl/drawings/drawing\d*\.xml", part):
            try:
                yield from picture_places(package, part, package.place(part, places, "工作簿"))
            except DAMAGED:
                continue  # reported when its text is read


def _sheets(package: Package, book: Workbook) -> Iterator[Item]:
    remaining = MOST_CELLS
    used: set[int] = set()
    is_whole = True
    for number, sheet in enumerate(book.sheets, start=1):
        if not DEFAULT_TITLE.fullmatch(sheet.title):
            place = f"第{number}个工作表名称"
            yield Passage(place, sheet.title, PassageKind.PROPERTY, origin=book.part)
        if not package.has(sheet.part):
            yield Gap(sheet.place, "工作表的内容缺失，请重新保存后再检查")
            continue
        try:
            read_ = read_worksheet(package.read(sheet.part), book, remaining)
        except DAMAGED:
            is_whole = False
            yield Gap(sheet.place, "工作表已损坏，未能读取，请重新保存后再检查")
            continue
        remaining -= len(read_.cells)
        used |= read_.used
        where = SheetPlace(sheet.place, number, sheet.part, sheet.hidden, read_.hidden_columns)
        yield from cell_passages(read_.cells, read_.merged, where)
        yield from _gaps(read_, sheet)
        yield from _around(read_.root, read_.formulas, sheet)
    if is_whole:
        yield from _leftovers(book, used)


def _gaps(read_: Worksheet, sheet: Sheet) -> Iterator[Gap]:
    if read_.unsolved:
        reason = f"有 {read_.unsolved} 个公式没有计算结果，请用 Excel 或 WPS 打开并保存后再检查"
        yield Gap(sheet.place, reason)
    if read_.is_cut:
        yield Gap(sheet.place, f"超过 {MOST_CELLS} 个单元格，其余未读取，请拆分后再检查")


def _leftovers(book: Workbook, used: set[int]) -> Iterator[Passage]:
    for number, pieces in enumerate(book.strings):
        text = "".join(piece for piece, _ in pieces)
        if number not in used and text.strip():
            yield Passage(
                "残留文字（不在任何单元格中）", text, PassageKind.HIDDEN, origin=book.part
            )


def _around(
    root: Element, formulas: tuple[tuple[str, str], ...], sheet: Sheet
) -> Iterator[Passage]:
    for part in root.iterfind("{*}headerFooter/*"):
        is_header = "eader" in str(part.tag)
        kind = PassageKind.HEADER if is_header else PassageKind.FOOTER
        place = f"{sheet.place}{'页眉' if is_header else '页脚'}"
        yield from page_edge(place, part.text or "", kind, sheet.part)
    for link in root.iterfind("{*}hyperlinks/{*}hyperlink"):
        tip = link.get("tooltip", "")
        if tip.strip():
            place = f"{sheet.place}{link.get('ref', '')}链接提示"
            yield Passage(place, tip, PassageKind.ALTERNATIVE, origin=sheet.part)
    yield from _written_in(formulas, sheet)
    yield from _validations(root, sheet)


def _written_in(formulas: tuple[tuple[str, str], ...], sheet: Sheet) -> Iterator[Passage]:
    seen = {""}
    for cell, formula in formulas:
        text = literals(formula)
        if text not in seen:
            seen.add(text)
            place = f"{sheet.place}{cell}公式"
            yield Passage(place, text, PassageKind.FIELD_CODE, origin=sheet.part)


def _validations(root: Element, sheet: Sheet) -> Iterator[Passage]:
    for rule in root.iter("{*}dataValidation", "{*}cfRule"):
        is_list = str(rule.tag).endswith("dataValidation")
        texts = [rule.get(key, "") for key in VALIDATION] if is_list else []
        formulas = rule.iter("{*}formula1", "{*}formula2", "{*}formula")
        texts += [literals("".join(str(one) for one in formula.itertext())) for formula in formulas]
        text = "\n".join(one for one in texts if one.strip())
        if text:
            owner = rule if is_list else rule.getparent()
            area = "" if owner is None else attribute(owner, "sqref").partition(" ")[0]
            place = f"{sheet.place}{area}{'数据有效性' if is_list else '条件格式'}"
            yield Passage(place, text, PassageKind.FIELD_CODE, origin=sheet.part)


def _names(package: Package, part: str) -> Iterator[Item]:
    for name in package.xml(part).iterfind("{*}definedNames/{*}definedName"):
        texts = (literals(name.text or ""), name.get("comment", ""))
        text = "\n".join(one for one in texts if one.strip())
        if text:
            place = f"名称“{name.get('name', '')}”"
            yield Passage(place, text, PassageKind.FIELD_CODE, origin=part)
