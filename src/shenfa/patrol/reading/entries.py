"""The articles that a list shows, each with the day that stands beside it."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from shenfa.patrol.address import ARTICLE, NOWHERE
from shenfa.patrol.reading.dates import FULL_WIDTH, NUMERIC, day_of, english_day

MONTH_DAY = re.compile(r"(?<![\d-])(1[0-2]|0?[1-9])[-/.月](3[01]|[12]\d|0?[1-9])日?(?!\d)")
HOLDERS = frozenset({"body", "ul", "ol", "dl", "table", "tbody"})
"""Elements that hold several entries: what stands in them belongs to no single one."""
BESIDE = frozenset({"span", "i", "em", "font", "time", "b", "small", "label", "dd", "td"})
SHORTEST = 4
"""Characters of a title; what is shorter beside a date is a button of a calendar."""
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Item:
    """An article in a list; ``month_day`` where the list leaves the year out."""

    raw: str
    title: str
    day: datetime.date | None = None
    month_day: tuple[int, int] | None = None


Beside = tuple[datetime.date | None, tuple[int, int] | None]
NOTHING: Beside = (None, None)


def items_of(parser: LexborHTMLParser) -> tuple[Item, ...]:
    """Return the links that lead to articles: by their address, or by the day beside them."""
    found: dict[str, Item] = {}
    for node in parser.css("a[href]"):
        attributes = node.attributes
        raw = attributes.get("href") or ""
        if not raw or raw in found or raw.lower().startswith(NOWHERE):
            continue
        is_article = ARTICLE.search(f"/{raw}") is not None
        words = " ".join((node.text() or "").split())
        title = (attributes.get("title") or words).strip()
        if not title or (not is_article and len(title) < SHORTEST):
            continue
        day, month_day = _beside(node, words)
        if is_article or day or month_day:
            found[raw] = Item(raw, title, day, month_day)
    return tuple(found.values())


def data_items(entries: Iterable[tuple[str, str, str]]) -> Iterator[Item]:
    """Yield the articles of a list written as data."""
    for raw, title, when in entries:
        day, _ = _day_in(when)
        if day or ARTICLE.search(f"/{raw}"):
            yield Item(raw, title, day)


def _beside(node: LexborNode, words: str) -> Beside:
    near = _next_to(node)
    if near != NOTHING:
        return near
    around = node.parent
    for step in range(2):
        if around is None or around.tag in HOLDERS:
            break
        text = " ".join((around.text() or "").split())
        if len(text) > LONGEST or (step and len(around.css("a[href]")) > 3):
            break
        found = _day_in(text.replace(words, " ", 1) if words else text)
        if found != NOTHING:
            return found
        if around.tag == "dt":
            return _day_in(_text(around.next))
        around = around.parent
    return NOTHING


def _next_to(node: LexborNode) -> Beside:
    """The day right after a link, or before it where the days of a list stand first."""
    after, before = _day_in(_text(node.next)), _day_in(_text(node.prev))
    if NOTHING not in {after, before} and node.parent is not None:
        head = (node.parent.text() or "").strip()[:12]
        return before if _day_in(head) != NOTHING else after
    return after if after != NOTHING else before


def _text(node: LexborNode | None) -> str:
    while node is not None and node.is_text_node and not (node.text_content or "").strip():
        node = node.next
    if node is None or not (node.is_text_node or node.tag in BESIDE):
        return ""
    return (node.text() or "")[:40] if not node.is_text_node else (node.text_content or "")[:40]


def _day_in(text: str) -> Beside:
    if not any(map(str.isdigit, text)):
        return NOTHING
    plain = text.translate(FULL_WIDTH)
    if match := NUMERIC.search(plain):
        return day_of(match[1], match[2], match[3]), None
    if (day := english_day(plain)) is not None:
        return day, None
    if match := MONTH_DAY.search(plain):
        return None, (int(match[1]), int(match[2]))
    return NOTHING
