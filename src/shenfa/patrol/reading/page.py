"""One page, read once: everything the checks ask about it."""

import datetime
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from selectolax.lexbor import LexborHTMLParser, LexborNode

from shenfa.patrol.address import ARTICLE, Nature, is_home
from shenfa.patrol.reading.body import MEDIA, Body, block_lines, container
from shenfa.patrol.reading.charset import Decoded
from shenfa.patrol.reading.dates import (
    FULL_WIDTH,
    NUMERIC,
    Shown,
    day_in_script,
    day_in_url,
    shown_date,
    sign_off,
)
from shenfa.patrol.reading.foreign import Foreign, foreign_links, script_jumps, written_links
from shenfa.patrol.reading.listing import page_addresses, proxy_addresses, records
from shenfa.readers.web.style import hiding_names

LINKS = (
    "a[href],area[href],link[href],img[src],script[src],iframe[src],frame[src],embed[src],"
    "source[src],meta[http-equiv]"
)
USES = {
    "a": Nature.PAGE,
    "area": Nature.PAGE,
    "meta": Nature.PAGE,
    "img": Nature.PICTURE,
    "script": Nature.SCRIPT,
    "iframe": Nature.FRAME,
    "frame": Nature.FRAME,
}
REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)
JUMP = re.compile(
    r"(?:window\.|document\.|self\.|top\.)?location(?:\.href)?\s*(?:=|\.replace\()\s*[\"']([^\"']+)[\"']"
)
MONTH_DAY = re.compile(r"(?<![\d-])(1[0-2]|0?[1-9])[-/.月](3[01]|[12]\d|0?[1-9])日?(?!\d)")
SOURCE = re.compile(
    r"(?:信息来源|稿件来源|文章来源|来\s?源)\s?[:：]\s?\n?\s?([^\s\n:：|【】]{2,30})"
)
RENEWED = re.compile(r"(?:更新|修订|核对)(?:时间|日期)\s?[:：]?\s?$")
UNSEEN_TAGS = ["script", "style", "noscript", "template", "select", "textarea"]
ARTICLE_TAGS = ("articletitle", "pubdate", "contentsource")
SHORT = 4_000
"""Characters of mark-up below which a page that jumps is nothing but the jump."""


class PageKind(StrEnum):
    """What a page is in its site. A stub only leads on; what is none of these is other."""

    HOME = "home"
    COLUMN = "column"
    ARTICLE = "article"
    STUB = "stub"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Link:
    """What an element refers to, as it is written, and what for."""

    raw: str
    use: Nature


@dataclass(frozen=True, slots=True)
class Item:
    """An article in a list; ``month_day`` where the list leaves the year out."""

    raw: str
    title: str
    day: datetime.date | None = None
    month_day: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read. ``lines`` is what a visitor sees, ``tags`` are in lower case."""

    url: str
    html: str
    decoded: Decoded
    kind: PageKind
    title: str
    heading: str
    tags: dict[str, str]
    links: tuple[Link, ...]
    foreign: tuple[Foreign, ...]
    jumps: tuple[Foreign, ...]
    refresh: str
    items: tuple[Item, ...]
    more: tuple[str, ...]
    lines: tuple[str, ...]
    around: tuple[str, ...]
    body: Body | None
    source: str
    shown: Shown | None
    hinted: datetime.date | None
    in_url: datetime.date | None
    signed: datetime.date | None
    renewed: datetime.date | None


def read_page(decoded: Decoded, url: str, site: frozenset[str], latest: datetime.date) -> Page:
    """Read a page of the hosts ``site``; a date after ``latest`` is none."""
    html = decoded.text
    parser = LexborHTMLParser(html)
    tags = _tags(parser)
    title = _first(parser, "title")
    links, refresh = _links(parser)
    hidden_by = hiding_names(node.text() or "" for node in parser.css("style"))
    foreign = list(foreign_links(parser, site, hidden_by))
    scripts = [text for node in parser.css("script") if (text := node.text())]
    for script in scripts:
        foreign += written_links(script, site)
    is_short = len(html) < SHORT
    jumps = tuple(
        jump for script in scripts for jump in script_jumps(script, site, is_short=is_short)
    )
    links += [Link(match, Nature.PAGE) for match in _own_jumps(scripts, is_short=is_short)]
    stored = records(html)
    shelf = LexborHTMLParser(stored) if stored else None
    if shelf is not None:
        links += _links(shelf)[0]
    heading = tags.get("articletitle") or _first(parser, "h1") or title
    parser.strip_tags(UNSEEN_TAGS, recursive=True)
    lines = _lines(parser)
    is_jump = bool(refresh) or bool(_own_jumps(scripts, is_short=is_short))
    kind = _kind(url, tags, lines, is_jump=is_jump)
    place = container(parser) if kind is not PageKind.STUB else None
    body = None
    if place is not None:
        body = Body(block_lines(place), place.css_first(MEDIA) is not None)
    if kind is PageKind.OTHER:
        kind = _kind_by_content(url, body)
    items: tuple[Item, ...] = ()
    if kind is not PageKind.ARTICLE:
        items = (*_items(shelf), *_items(parser)) if shelf is not None else _items(parser)
    if kind is PageKind.OTHER and len(items) > 2:
        kind = PageKind.COLUMN
    around = lines
    if kind is PageKind.ARTICLE and place is not None:
        place.decompose()
        around = _lines(parser)
    page = Page(
        url=url,
        html=html,
        decoded=decoded,
        kind=kind,
        title=title,
        heading=" ".join(heading.split()),
        tags=tags,
        links=tuple(links),
        foreign=tuple(foreign),
        jumps=jumps,
        refresh=refresh,
        items=items,
        more=(*page_addresses(html, url), *proxy_addresses(html, url)),
        lines=lines,
        around=around,
        body=body,
        source="",
        shown=None,
        hinted=None,
        in_url=None,
        signed=None,
        renewed=None,
    )
    return _dated(page, latest)


def links_of(html: str) -> tuple[Link, ...]:
    """Return only what a page refers to."""
    return tuple(_links(LexborHTMLParser(html))[0])


def read_list(html: str) -> tuple[tuple[Item, ...], tuple[Link, ...]]:
    """Read what a proxy answers: records of a list, in mark-up or around it."""
    shelf = LexborHTMLParser(records(html) or html)
    return _items(shelf), tuple(_links(shelf)[0])


def _dated(page: Page, latest: datetime.date) -> Page:
    text = "\n".join(page.lines).translate(FULL_WIDTH)
    source = page.tags.get("contentsource", "")
    if page.kind is not PageKind.ARTICLE:
        return replace(page, renewed=_renewed(text))
    match = None if source else SOURCE.search(text)
    return replace(
        page,
        source=source or (match[1] if match else ""),
        shown=shown_date(text, page.heading, latest),
        hinted=day_in_script(page.html, latest),
        in_url=day_in_url(page.url, latest),
        signed=sign_off(page.body.lines, latest) if page.body else None,
        renewed=_renewed(text),
    )


def _renewed(text: str) -> datetime.date | None:
    for match in NUMERIC.finditer(text):
        if RENEWED.search(text[max(0, match.start() - 10) : match.start()]):
            return _calendar_day(int(match[1]), int(match[2]), int(match[3]))
    return None


def _tags(parser: LexborHTMLParser) -> dict[str, str]:
    tags: dict[str, str] = {}
    for node in parser.css("meta[name]"):
        attributes = node.attributes
        tags.setdefault((attributes.get("name") or "").lower(), attributes.get("content") or "")
    return tags


def _first(parser: LexborHTMLParser, selector: str) -> str:
    node = parser.css_first(selector)
    return " ".join((node.text() or "").split()) if node is not None else ""


def _links(parser: LexborHTMLParser) -> tuple[list[Link], str]:
    links, refresh = [], ""
    for node in parser.css(LINKS):
        attributes = node.attributes
        tag = node.tag or ""
        raw = attributes.get("href") or attributes.get("src") or ""
        use = USES.get(tag, Nature.ATTACHMENT)
        if tag == "link":
            relation = (attributes.get("rel") or "").lower()
            if "stylesheet" not in relation and "icon" not in relation:
                continue
            use = Nature.STYLE if "stylesheet" in relation else Nature.PICTURE
        elif tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
            match = REFRESH.search(attributes.get("content") or "")
            raw = refresh = match[1] if match else refresh
        if raw:
            links.append(Link(raw, use))
    return links, refresh


def _own_jumps(scripts: list[str], *, is_short: bool) -> list[str]:
    if not is_short:
        return []
    return [match[1] for script in scripts for match in JUMP.finditer(script)]


def _lines(parser: LexborHTMLParser) -> tuple[str, ...]:
    text = parser.body.text(separator="\n") if parser.body is not None else ""
    return tuple(line for raw in text.split("\n") if (line := " ".join(raw.split())))


def _kind(url: str, tags: dict[str, str], lines: tuple[str, ...], *, is_jump: bool) -> PageKind:
    if is_jump and sum(map(len, lines)) < 200:
        return PageKind.STUB
    if any(tags.get(name) for name in ARTICLE_TAGS) or ARTICLE.search(url):
        return PageKind.ARTICLE
    if is_home(url):
        return PageKind.HOME
    return PageKind.COLUMN if {"columnname", "columntype"} & tags.keys() else PageKind.OTHER


def _kind_by_content(url: str, body: Body | None) -> PageKind:
    is_document = url.rpartition("/")[2] not in {"", "index.html", "index.htm", "index.shtml"}
    is_long = body is not None and sum(map(len, body.lines)) >= 120
    return PageKind.ARTICLE if is_long and is_document and "?" not in url else PageKind.OTHER


def _items(parser: LexborHTMLParser) -> tuple[Item, ...]:
    found: dict[str, Item] = {}
    for node in parser.css("a[href]"):
        attributes = node.attributes
        raw = attributes.get("href") or ""
        if raw in found or not ARTICLE.search(f"/{raw}"):
            continue
        words = " ".join((node.text() or "").split())
        title = (attributes.get("title") or words).strip()
        day, month_day = _date_beside(node, words)
        if title:
            found[raw] = Item(raw, title, day, month_day)
    return tuple(found.values())


def _date_beside(
    node: LexborNode, words: str
) -> tuple[datetime.date | None, tuple[int, int] | None]:
    around = node.parent
    for _ in range(2):
        if around is None or around.tag in {"body", "ul", "ol", "table", "tbody"}:
            break
        text = " ".join((around.text() or "").split())
        if len(text) > 400:
            break
        rest = text.replace(words, " ", 1) if words else text
        if match := NUMERIC.search(rest):
            return _calendar_day(int(match[1]), int(match[2]), int(match[3])), None
        if match := MONTH_DAY.search(rest):
            return None, (int(match[1]), int(match[2]))
        around = around.parent
    return None, None


def _calendar_day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
