"""Read web pages, saved or exported from Word and Excel, as a browser shows them and beyond.

Style sheets are read only for what they hide, scripts only for the texts in them.
"""

import codecs
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from shenfa.readers.content import Content, Enclosed, Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.markup import walk
from shenfa.readers.markup_page import OPAQUE, page_items
from shenfa.readers.markup_style import hiding_names
from shenfa.text import Gap, Passage, PassageKind

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"})
META_NAMES = {"description": "描述", "keywords": "关键词", "author": "作者"}
TECHNICAL = re.compile(
    r"viewport|generator|renderer|robots|format-detection|theme-color|progid|originator"
    r"|apple-.*|msapplication-.*|csrf-.*|referrer",
    re.IGNORECASE,
)


def read(data: bytes, name: str, _options: Options) -> Content:
    """Return what the page holds."""
    text, gaps = decode(data)
    parser = LexborHTMLParser(text)
    root = parser.root
    if root is None:
        raise UnreadableDocument(name, "是空的网页，请检查是否选错了文件")
    sheets = [node.text() or "" for node in parser.css("style")]
    top = root.parent or root
    items = [*_head(parser), *page_items(walk(top, hiding_names(sheets), OPAQUE))]
    if not items:
        raise UnreadableDocument(name, "没有文字，请检查是否选错了文件")
    return Content(
        tuple(item for item in items if isinstance(item, Passage)),
        (*gaps, *(item for item in items if isinstance(item, Gap))),
        tuple(item for item in items if isinstance(item, Enclosed)),
    )


def decode(data: bytes) -> tuple[str, tuple[Gap, ...]]:
    """Return the text of a page, and a gap where some bytes are of no encoding."""
    candidates = [encoding for bom, encoding in BOMS if data.startswith(bom)]
    declared = CHARSET.search(data[:4096])
    if not candidates:
        named = declared[1].decode("ascii").lower() if declared else ""
        # What is sound UTF-8 with Chinese in it is UTF-8, whatever the page says of itself.
        first = ["utf-8"] if re.search(rb"[\xe3-\xe9][\x80-\xbf]{2}", data) else []
        candidates = [*first, *_known(named), "utf-8", "gb18030"]
    for encoding in candidates:
        try:
            return data.decode(encoding), ()
        except (UnicodeDecodeError, LookupError):
            continue
    best = min(candidates, key=lambda one: data.decode(one, "replace").count("\ufffd"))
    text = data.decode(best, "replace")
    reason = f"有 {text.count(chr(0xFFFD))} 处编码错误，无法识别，请另存为 UTF-8 编码后再检查"
    return text, (Gap("全文", reason),)


def _known(named: str) -> list[str]:
    if named in CHINESE:
        return ["gb18030"]
    try:
        return [codecs.lookup(named).name] if named and not named.startswith("utf-16") else []
    except LookupError:
        return []


def _head(parser: LexborHTMLParser) -> Iterator[Passage]:
    for node in parser.css("head title"):
        text = " ".join(node.text().split())
        if text:
            yield Passage("网页标题", text, PassageKind.PROPERTY, origin="html")
    for node in parser.css("meta"):
        attributes = node.attributes
        label = attributes.get("name") or attributes.get("property") or ""
        content = (attributes.get("content") or "").strip()
        if label and content and not TECHNICAL.fullmatch(label):
            place = f"网页{META_NAMES.get(label.lower(), f'属性“{label}”')}"
            yield Passage(place, content, PassageKind.PROPERTY, origin="html")
