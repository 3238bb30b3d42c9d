"""A web page as passages: paragraphs in order, tables cell by cell, and what is not seen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from shenfa.readers.content import Enclosed, Item
from shenfa.readers.web.attributes import (
    asides,
    comment_text,
    field_text,
    inline_data,
    script_text,
)
from shenfa.readers.web.markup import BLOCKS, LINE_BREAK, Event, Run, Woven, weave
from shenfa.readers.web.table import (
    Aside,
    PageTable,
    is_layout,
    open_cell,
    table_passages,
    unseen_passage,
)
from shenfa.text import Gap, GapKind, Passage, PassageKind

OPAQUE = frozenset({"script", "style", "template", "title", "iframe", "frame", "object", "canvas"})
"""Elements whose inside is no text of the page; what they are is handled when they open."""
SOUNDS = frozenset({"video", "audio", "embed", "object"})
UNSEEN_TAGS = {"noscript": "停用脚本时显示", "xml": "文档信息"}


@dataclass(slots=True)
class _Page:
    """Where reading stands. The one thing here that changes."""

    runs: list[tuple[Run, bool]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    tag: str = ""
    outer_reason: list[str] = field(default_factory=list)
    paragraphs: int = 0
    tables_read: int = 0
    scripts: int = 0
    pictures: int = 0
    sounds: int = 0
    frames: int = 0

    @property
    def table(self) -> PageTable | None:
        """The innermost table with data whose cell is open or may be opened."""
        table = self.tables[-1] if self.tables else None
        return table if table is not None and not table.is_layout else None


def page_items(events: Iterable[Event]) -> Iterator[Item]:
    """Yield passages, enclosed pictures and gaps in the order of the page."""
    page = _Page()
    for event in events:
        if event.kind == "open":
            yield from _open(page, event)
        elif event.kind == "close":
            yield from _close(page, event)
        elif event.kind == "comment":
            text = comment_text(event.node.comment_content or "")
            if text:
                yield Passage("网页注释", text, PassageKind.COMMENT, origin="html")
        else:
            _text(page, event, event.node.text_content or "")
    yield from _flush(page)
    yield from _outside(page)


def _open(page: _Page, event: Event) -> Iterator[Item]:
    tag = event.node.tag or ""
    if tag in BLOCKS:
        yield from _flush(page)
        page.tag = tag
    if tag in UNSEEN_TAGS:
        page.outer_reason.append(UNSEEN_TAGS[tag])
    page.asides += asides(tag, event.attributes)
    if tag == "br":
        _text(page, event, LINE_BREAK)
    elif tag == "input":
        _text(page, event, f" {field_text(tag, event.attributes)} ")
    elif tag in {"table", "tr", "td", "th", "col"}:
        _open_table(page, event, tag)
    elif tag in OPAQUE:
        yield from _opaque(page, event, tag)
    else:
        yield from _foreign(page, event, tag)


def _opaque(page: _Page, event: Event, tag: str) -> Iterator[Item]:
    node = event.node
    if tag == "script":
        page.scripts += 1
        text = script_text(node.text_content or node.text() or "")
        if text:
            yield Passage(f"脚本{page.scripts}", text, PassageKind.HIDDEN, origin="html")
    elif tag == "template":
        text = comment_text(node.html or "")
        if text:
            yield Passage("网页模板（未显示）", text, PassageKind.HIDDEN, origin="html")
    elif tag == "title":
        text = "" if _is_in_head(node) else comment_text(node.text() or "")
        if text:
            yield Passage("图形标题", text, PassageKind.ALTERNATIVE, origin="html")
    elif tag != "style":
        yield from _framed(event)
        yield from _foreign(page, event, tag)


def _is_in_head(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag == "head"


def _framed(event: Event) -> Iterator[Passage]:
    shown = comment_text(event.attributes.get("srcdoc") or "")
    if shown:
        yield Passage("网页内嵌页面", shown, PassageKind.TEXT_BOX, origin="html")
    instead = comment_text(event.node.text() or "")
    if instead:
        yield Passage("网页备用内容（未显示）", instead, PassageKind.HIDDEN, origin="html")


def _foreign(page: _Page, event: Event, tag: str) -> Iterator[Item]:
    source = event.attributes.get("src") or event.attributes.get("data") or ""
    if tag == "img" and source:
        data = inline_data(source) if source.startswith("data:") else None
        if data is None:
            page.pictures += 1
        else:
            name = f"picture.{source[5:].partition(';')[0].rpartition('/')[2][:4] or 'png'}"
            yield Enclosed(f"正文第{page.paragraphs + 1}段图片", name, data)
    elif tag in SOUNDS:
        page.sounds += 1
    elif tag in {"iframe", "frame"} and source and not source.startswith("about:"):
        page.frames += 1


def _open_table(page: _Page, event: Event, tag: str) -> None:
    table = page.table
    if tag == "table":
        layout = is_layout(event.node)
        page.tables_read += not layout
        page.tables.append(PageTable(page.tables_read, layout))
    elif table is None:
        return
    elif tag == "tr":
        table.row += 1
    elif tag == "col":
        table.columns_read += 1
        if event.state.look.reason:
            table.hidden_columns.add(table.columns_read)
    else:
        table.open = open_cell(table, tag, event.attributes, "")


def _close(page: _Page, event: Event) -> Iterator[Item]:
    tag = event.node.tag or ""
    if tag in UNSEEN_TAGS:
        yield from _flush(page)
        page.outer_reason.pop()
    if tag in BLOCKS:
        page.tag = tag
        yield from _flush(page)
        page.tag = ""
    table = page.table
    if tag in {"td", "th"} and table is not None:
        table.open = None
    elif tag == "table" and page.tables:
        page.tables.pop()
        if table is not None:
            yield from table_passages(table)


def _text(page: _Page, event: Event, text: str) -> None:
    reason = page.outer_reason[-1] if page.outer_reason else event.state.look.reason
    page.runs.append((Run(text, event.state.mark, reason), event.state.is_verbatim))


def _flush(page: _Page) -> Iterator[Passage]:
    block, beside = weave(page.runs), list(page.asides)
    page.runs.clear()
    page.asides.clear()
    table = page.table
    if table is not None and table.open is not None:
        table.open.blocks.append(block)
        table.open.asides += beside
        return
    yield from _paragraph(page, block)
    place = f"正文第{max(page.paragraphs, 1)}段"
    for suffix, kind, text in beside:
        yield Passage(f"{place}{suffix}", text, kind, origin="html")


def _paragraph(page: _Page, block: Woven) -> Iterator[Passage]:
    if block.text:
        page.paragraphs += 1
        place = f"正文第{page.paragraphs}段"
        yield Passage(place, block.text, style=page.tag, origin="html", inserted=block.inserted)
    else:
        place = f"正文第{page.paragraphs}段后" if page.paragraphs else "正文开头"
    for run in block.unseen:
        yield unseen_passage(place, run)


def _outside(page: _Page) -> Iterator[Gap]:
    if page.pictures:
        reason = f"网页引用的 {page.pictures} 张图片不在文件中，请连同图片一并检查"
        yield Gap("图片", reason, GapKind.MEDIA)
    if page.sounds:
        reason = f"网页引用的 {page.sounds} 个音视频不在文件中，请连同音视频一并检查"
        yield Gap("音视频", reason, GapKind.MEDIA)
    if page.frames:
        yield Gap("框架", f"网页嵌入的 {page.frames} 个页面不在文件中，请打开后单独检查")
