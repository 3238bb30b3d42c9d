"""What comes out of the clipboard of Word, WPS or a browser: look for what hides, then clean.

An editor would show hidden words as ordinary ones. They are taken out here and told, before the
cleaning drops the very styles by which they hide.
"""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from shenfa.desk.manuscripts.cleaning import clean_html, need_short, pictures_in
from shenfa.desk.refusals import CommandRefused
from shenfa.readers.web.style import PLAIN, Look, hiding_names, look_of

ALIGN = re.compile(r"text-align:\s*(center|right)", re.IGNORECASE)
ALIGNABLE = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"})
OUTER_SPACE = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")
DEEPEST = 400
TAG = re.compile(r"<(/?)[a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Clean HTML to put in, and what was taken out of it."""

    html: str
    hidden: tuple[str, ...] = ()
    pictures: int = 0


def clean_pasted(raw: str) -> Pasted:
    """Return pasted HTML as it may be put into a text, or refuse it."""
    parser = LexborHTMLParser(_need_shallow(need_short(raw)))
    hidden: list[str] = []
    if parser.body is not None:
        _take_out(
            parser.body, hiding_names([one.text() or "" for one in parser.css("style")]), hidden
        )
        for node in parser.css("[style], [align]"):
            _keep_alignment(node)
    shown = parser.body.html if parser.body is not None else ""
    pictures = len(parser.css("img"))
    cleaned = OUTER_SPACE.sub("", clean_html(shown or "").replace("<img>", ""))
    return Pasted(cleaned, tuple(hidden), pictures - len(pictures_in(cleaned)))


def _need_shallow(raw: str) -> str:
    depth = deepest = 0
    for match in TAG.finditer(raw):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
        depth = max(depth, 0)
    # Elements without an end tag count too; a real page stays far below this all the same.
    if deepest > DEEPEST + raw.count("<br") + raw.count("<img") + raw.count("<p"):
        raise CommandRefused("body", "粘贴内容的嵌套过深，请以纯文本方式粘贴")
    return raw


def _take_out(body: LexborNode, hiding: frozenset[str], hidden: list[str]) -> None:
    """Remove what cannot be seen, from the outside in, and note its words."""
    waiting: list[tuple[LexborNode, Look]] = [(body, PLAIN)]
    doomed: list[LexborNode] = []
    while waiting:
        node, outer = waiting.pop()
        look = look_of(outer, node.attributes, hiding)
        if look.hidden:
            doomed.append(node)
            continue
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                if look.reason and (child.text() or "").strip():
                    doomed.append(child)
            else:
                waiting.append((child, look))
    for node in doomed:
        words = " ".join((node.text() or "").split())
        hidden += [words] if words else []
        node.decompose()


def _keep_alignment(node: LexborNode) -> None:
    if node.tag not in ALIGNABLE:
        return
    found = ALIGN.search(node.attributes.get("style") or "")
    wanted = found[1].lower() if found else (node.attributes.get("align") or "").lower()
    if wanted in {"center", "right"}:
        node.attrs["class"] = f"align-{wanted}"
