"""Read PDF: the text of its pages, what is hidden in them, and what else the file holds.

pdfium must not be entered by two threads at once; recognising pictures takes long and is done
outside its lock.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium

from shenfa.readers.content import Content, Item, Options, content_of
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.pages.passages import PageText, passages, unseen_passages
from shenfa.readers.pages.pdf_forms import draws_itself
from shenfa.readers.pages.pdf_page import Sheet, scan
from shenfa.readers.pages.pdf_parts import document_parts, page_parts
from shenfa.readers.pages.pdf_picture import page_picture, picture_alone
from shenfa.text import Gap, GapKind, Passage, PassageKind

UNDECODABLE = 0.1
ENCRYPTED = "设有打开密码，请取消密码后再检查"
CIRCLE = "的页面图形互相嵌套，疑为恶意构造，请核实来源"
MOST_PAGES, MOST_DAMAGED = 20_000, 50
DAMAGED = "已损坏或者没有页面，请重新导出后再检查"
UNREAD = "未读取，请安装文字识别组件后再检查或者人工审看"
BEYOND = "图片超过文字识别的页数上限，未读取，请拆分文件后再检查或者人工审看"
NOTHING_FOUND = "图片中未识别出文字，请人工审看"
LOCK = Lock()
"""Held by whoever is inside pdfium."""


@dataclass(frozen=True, slots=True)
class _Page:
    """One page: its text, what else it holds, and pictures still to be recognised."""

    text: PageText
    parts: tuple[Item, ...]
    pixels: tuple[tuple[str, bytes], ...] = ()


def read(data: bytes, name: str, options: Options) -> Content:
    """Return paragraphs, table cells, hidden text, notes, properties and attached files."""
    with LOCK:
        document = _opened(data, name)
    try:
        items = list(_items(document, data, options))
    finally:
        with LOCK:
            document.close()
    return content_of(items)


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    if draws_itself(data):
        raise UnreadableDocument(name, CIRCLE)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableDocument(name, ENCRYPTED) from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise UnreadableDocument(
                name, "使用了无法识别的加密方式，请取消加密后再检查"
            ) from error
        raise UnreadableDocument(name, DAMAGED) from error
    if len(document) == 0:
        document.close()
        raise UnreadableDocument(name, DAMAGED)
    if len(document) > MOST_PAGES:
        document.close()
        raise UnreadableDocument(name, f"超过 {MOST_PAGES} 页，请拆分后再检查")
    # Where this fails, every form field is reported as unread.
    with suppress(pypdfium2.PdfiumError):
        document.init_forms()
    return document


def _items(document: pypdfium2.PdfDocument, data: bytes, options: Options) -> Iterator[Item]:
    pages: list[PageText] = []
    others: list[list[Item]] = []
    left = options.limits.pages
    damaged = 0
    for number in range(1, len(document) + 1):
        if damaged == MOST_DAMAGED:
            others[-1].append(Gap(f"第{number}页起", "已损坏，未能读取，请重新导出后再检查"))
            break
        try:
            with LOCK:
                page = _page(document, number, options, left)
        except pypdfium2.PdfiumError:
            pages.append(PageText(number, 1.0, 1.0, ()))
            others.append([Gap(f"第{number}页", "已损坏，未能读取，请重新导出后再检查")])
            damaged += 1
            continue
        left -= len(page.pixels)
        pages.append(page.text)
        others.append([*page.parts, *_recognised(page, number, options)])
    for own, other in zip(passages(pages), others, strict=True):
        yield from own
        yield from other
    with LOCK:
        parts = list(document_parts(document, data, options.limits.unpacked))
    yield from parts


def _page(document: pypdfium2.PdfDocument, number: int, options: Options, left: int) -> _Page:
    page = document.get_page(number - 1)
    try:
        sheet = scan(page)
        text = PageText(
            number, sheet.width, sheet.height, sheet.glyphs, sheet.horizontal, sheet.vertical
        )
        parts = [
            *unseen_passages(text, sheet.hidden, sheet.tilted),
            *page_parts(page, number, options.limits.unpacked),
        ]
        reason = _whole_page(sheet, number)
        if reason and sheet.is_bare and options.recognise is not None:
            # Recognition would look at white paper.
            reason = None
        count = 1 if reason else len(sheet.pictures)
        if not count:
            return _Page(text, tuple(parts))
        if options.recognise is not None and count > left:
            gap = Gap(f"第{number}页", BEYOND, GapKind.MEDIA)
            return _Page(text, (*parts, gap))
        if options.recognise is None:
            gap = reason or Gap(
                f"第{number}页", f"第{number}页有{count}张图片，其中的文字{UNREAD}", GapKind.MEDIA
            )
            return _Page(text, (*parts, gap))
        if reason:
            pixels = [(f"第{number}页（扫描）", page_picture(page))]
        else:
            pixels = [
                (f"第{number}页图片{index}", picture_alone(page, picture))
                for index, picture in enumerate(sheet.pictures, start=1)
            ]
        return _Page(text, tuple(parts), tuple(pixels))
    finally:
        page.close()


def _whole_page(sheet: Sheet, number: int) -> Gap | None:
    # Why the page must be recognised as a whole, said as what is missing without that.
    place = f"第{number}页"
    if sheet.undecodable >= UNDECODABLE:
        return Gap(place, f"{place}的文字层无法正确解码，请嵌入字体重新导出后再检查")
    if sheet.is_scan:
        return Gap(place, f"{place}是扫描图片，{UNREAD}", GapKind.MEDIA)
    if sheet.is_outlined:
        return Gap(place, f"{place}的文字已转成图形，{UNREAD}", GapKind.MEDIA)
    if sheet.is_wordless:
        return Gap(place, f"{place}没有文字，请核对是否为空白页", GapKind.MEDIA)
    return None


def _recognised(page: _Page, number: int, options: Options) -> Iterator[Item]:
    for place, pixels in page.pixels:
        lines = options.recognise(pixels) if options.recognise else ()
        text = "\n".join(lines)
        if text.strip():
            yield Passage(place, text, PassageKind.PICTURE, origin=f"page {number}")
        else:
            yield Gap(place, NOTHING_FOUND, GapKind.MEDIA)
