"""The text of an article: the container its system writes, or where its paragraphs stand."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from shenfa.patrol.address import ATTACHMENT_SUFFIXES, NOWHERE, suffix_of
from shenfa.readers.web.markup import BLOCKS

CONTAINERS = (
    "#UCAP-CONTENT",
    ".TRS_Editor",
    ".trs_editor_view",
    ".TRS_UEDITOR",
    "#zoom",
    "#zoomcon",
    ".bt_content",
    ".article-content",
    ".article_content",
    ".articleContent",
    ".content-text",
    ".view_content",
    ".entry-content",
    ".post-content",
    ".news_content",
    ".news-content",
    ".detail-content",
    ".article-body",
    ".wzcon",
    ".TRS_PreAppend",
    ".pages_content",
    ".Custom_UnionStyle",
    ".con_text",
    ".v_news_content",
    ".wp_articlecontent",
    "#vsb_content",
    "#article-content",
    "#articleContent",
    ".zwxl-article",
    "#mainText",
    "#content",
    ".content",
    "article",
)
OPAQUE = frozenset({"script", "style", "noscript", "template", "select", "textarea"})
MEDIA = "img,video,audio,iframe,embed,object"
SHORTEST_LINK = 6
"""Characters of a link that says something by itself; a crumb or a button has fewer."""
FOOT = re.compile(r"标识码|ICP备|公网安备")
MOST_LINKS = 12
SHORTEST_TITLE = 4
ENOUGH = 80
"""Characters from which a group of paragraphs is an article where no container is known."""


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of an article, and whether it also says something by pictures or files."""

    lines: tuple[str, ...]
    has_media: bool


def container(parser: LexborHTMLParser, heading: str = "") -> LexborNode | None:
    """Return the element that holds the article: known by name, by its text, by its title."""
    for selector in CONTAINERS:
        node = parser.css_first(selector)
        if node is not None:
            return node
    return _densest(parser) or _around_title(parser, heading)


def _around_title(parser: LexborHTMLParser, heading: str) -> LexborNode | None:
    """The largest element around the title that holds neither the foot nor most of the links."""
    title = _title_node(parser, heading)
    best = None
    while title is not None and title.tag not in {"body", "html", "-undef"}:
        if FOOT.search(title.text()) or len(title.css("a[href]")) > MOST_LINKS:
            break
        best, title = title, title.parent
    return best


def _title_node(parser: LexborHTMLParser, heading: str) -> LexborNode | None:
    if len(heading) < SHORTEST_TITLE:
        return None
    for node in parser.css("h1,h2,h3,b,strong,td,p,div,span,font"):
        if " ".join((node.text() or "").split()) == heading:
            return node
    return None


def _densest(parser: LexborHTMLParser) -> LexborNode | None:
    best, most = None, ENOUGH
    groups: dict[int, tuple[LexborNode, int]] = {}
    for node in parser.css("p"):
        parent = node.parent
        if parent is not None:
            _, so_far = groups.get(parent.mem_id, (parent, 0))
            groups[parent.mem_id] = (parent, so_far + len(node.text(strip=True)))
    for parent, length in groups.values():
        if length > most and not FOOT.search(parent.text()):
            best, most = parent, length
    return best


def has_media(root: LexborNode) -> bool:
    """Whether an element says something by pictures, films, files or links."""
    return root.css_first(MEDIA) is not None or any(map(_says_something, root.css("a[href]")))


def _says_something(link: LexborNode) -> bool:
    raw = (link.attributes.get("href") or "").strip()
    if not raw or raw.lower().startswith(NOWHERE):
        return False
    is_file = suffix_of(raw) in ATTACHMENT_SUFFIXES
    return is_file or len(link.text(strip=True)) >= SHORTEST_LINK


def block_lines(root: LexborNode) -> tuple[str, ...]:
    """Return the text below an element, a line for each block, as a browser breaks it."""
    parts: list[str] = []
    stack: list[tuple[LexborNode | None, str]] = [(root, "")]
    while stack:
        node, closing = stack.pop()
        if node is None:
            parts.append(closing)
        elif node.is_text_node:
            parts.append(node.text_content or "")
        elif node.is_element_node and node.tag not in OPAQUE:
            tag = node.tag or ""
            if tag == "br":
                parts.append("\v")
                continue
            if tag in BLOCKS:
                parts.append("\v")
                stack.append((None, "\v"))
            child = node.last_child
            while child is not None:
                stack.append((child, ""))
                child = child.prev
    text = "".join(parts)
    lines = (" ".join(line.split()) for line in text.split("\v"))
    return tuple(line for line in lines if line)
