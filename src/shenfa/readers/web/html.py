"""Read web pages, saved or exported from Word and Excel, as a browser shows them and beyond.

Style sheets are read only for what they hide, scripts only for the texts in them.
"""

import codecs
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from shenfa.readers.content import Content, Options, content_of
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.plain import BOMS
from shenfa.readers.web.markup import walk
from shenfa.readers.web.page import OPAQUE, page_items
from shenfa.readers.web.style import hiding_names
from shenfa.readers.web.web_archive import is_web_archive, open_web_archive
from shenfa.text import Gap, Passage, PassageKind

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"})
DEEPEST = 5_000
TAG = re.compile(r"<(/?)([a-zA-Z][\w:]*)")
UNCLOSED = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dd",
        "dt",
        "option",
        "thead",
        "tbody",
        "tfoot",
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "col",
        "area",
        "base",
        "embed",
        "source",
        "track",
        "wbr",
        "param",
    ]
)
"""Elements that need no end tag."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")
META_NAMES = {"description": "描述", "keywords": "关键词", "author": "作者"}
TECHNICAL = re.compile(
    r"viewport|generator|renderer|robots|format-detection|theme-color|progid|originator"
    r"|apple-.*|msapplication-.*|csrf-.*|referrer|created|changed|appversion|docsecurity|scalecrop|linksuptodate",
    re.IGNORECASE,
)


def read(data: bytes, name: str, _options: Options) -> Content:
    """Return what the page holds; a page saved as one file holds its pictures as well."""
    archive = open_web_archive(data) if is_web_archive(data) else None
    if archive is None:
        return _page(data, name)
    content = _page(archive.page, name)
    pictures = sum(one.name.lower().endswith(PICTURES) for one in archive.enclosed)
    # Pictures the page refers to are in the archive, so they are not missing.
    gaps = tuple(gap for gap in content.gaps if not (pictures and gap.place == "图片"))
    return Content(content.passages, gaps, (*content.enclosed, *archive.enclosed))


def _page(data: bytes, name: str) -> Content:
    text, gaps = decode(data)
    if _depth(text) > DEEPEST:
        raise UnreadableDocument(name, "嵌套过深，疑为恶意构造，请核实来源")
    parser = LexborHTMLParser(text)
    root = parser.root
    if root is None:
        raise UnreadableDocument(name, "是空的网页，请检查是否选错了文件")
    sheets = [node.text() or "" for node in parser.css("style")]
    top = root.parent or root
    items = [*_head(parser), *page_items(walk(top, hiding_names(sheets), OPAQUE))]
    if not items:
        raise UnreadableDocument(name, "没有文字，请检查是否选错了文件")
    return content_of((*gaps, *items))


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


def _depth(text: str) -> int:
    # The parser needs time by the square of the depth, so this is asked before it starts.
    depth = deepest = 0
    for match in TAG.finditer(text):
        if match[2].lower() not in UNCLOSED:
            depth = max(0, depth - 1) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


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
