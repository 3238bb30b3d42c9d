"""One page, read once: everything the checks ask about it."""

import datetime
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from shenfa.patrol.address import ARTICLE, Nature, is_home
from shenfa.patrol.reading.body import Body, block_lines, container, has_media
from shenfa.patrol.reading.charset import Decoded
from shenfa.patrol.reading.dates import (
    FULL_WIDTH,
    NUMERIC,
    SURE,
    Shown,
    day_in_script,
    day_in_url,
    day_of,
    shown_date,
    sign_off,
)
from shenfa.patrol.reading.entries import Item, data_items, items_of
from shenfa.patrol.reading.foreign import (
    Foreign,
    foreign_links,
    hidden_ids,
    script_jumps,
    sheets_of,
    written_links,
)
from shenfa.patrol.reading.links import Link, links_in, own_jumps, styled
from shenfa.patrol.reading.listing import (
    data_addresses,
    data_entries,
    page_addresses,
    proxy_addresses,
    records,
)
from shenfa.readers.web.style import hiding_names

SOURCE = re.compile(
    r"(?:信息来源|稿件来源|文章来源|来\s?源)\s?[:：]\s?\n?\s?([^\s\n:：|【】]{2,30})"
)
PUBLISHED = re.compile(r"(?:发布|发稿|更新)(?:时间|日期)\s?[:：]")
RENEWED = re.compile(
    r"(?:(?:更新|修订|核对|发布|公开|发文)(?:时间|日期)|最后(?:更新|修订)|更新于)\s?[:：]?\s?$"
)
FORM = "form textarea, form input[type=tel], form input[type=password], form input[type=email]"
CLOSED = re.compile(
    r"(?:本|该|此)(?:栏目|频道|专栏|专题|页面|网站)[^。]{0,16}(?:历史|归档|存档|不再更新|停止更新|已关闭)"
)
LONGEST_NOTICE = 80
UNSEEN_TAGS = ["script", "style", "noscript", "template", "select", "textarea"]
GAP = "\u241a"
"""Stands where the article was taken out."""
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
class Page:
    """A page as it was read. ``lines`` is what a visitor sees, ``tags`` are in lower case.

    Relative addresses are relative to ``base``.
    """

    url: str
    base: str
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
    leads: tuple[str, ...]
    serves: str
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
    base = _base(parser, url)
    title = _first(parser, "title")
    links, refresh = links_in(parser)
    sheets = [text for node in parser.css("style") if (text := node.text())]
    links += [link for sheet in sheets for link in styled(sheet)]
    scripts = [text for node in parser.css("script") if (text := node.text())]
    if parser.body is not None and (onload := parser.body.attributes.get("onload")):
        scripts.append(onload)
    hidden_by = hiding_names(sheets) | hidden_ids(scripts)
    foreign = list(foreign_links(parser, site, hidden_by, sheets_of(sheets, scripts)))
    for script in scripts:
        foreign += written_links(script, site)
    is_short = len(html) < SHORT
    jumps = tuple(
        jump for script in scripts for jump in script_jumps(script, site, is_short=is_short)
    )
    leads = (*filter(None, (refresh,)), *own_jumps(scripts, is_short=is_short))
    links += [Link(raw, Nature.PAGE) for raw in leads]
    stored = records(html)
    shelf = LexborHTMLParser(stored) if stored else None
    if shelf is not None:
        links += links_in(shelf)[0]
    heading = tags.get("articletitle") or _first(parser, "h1") or title
    has_form = parser.css_first(FORM) is not None
    parser.strip_tags(UNSEEN_TAGS, recursive=True)
    lines = _lines(parser)
    kind = _kind(url, tags, lines, is_jump=bool(leads))
    place = _place(parser, kind, heading) if kind is not PageKind.STUB else None
    body = None
    if place is not None:
        body = Body(block_lines(place), has_media(place))
    if kind is PageKind.OTHER:
        kind = _kind_by_content(url, body, lines)
    items: tuple[Item, ...] = ()
    entries = [entry for script in scripts for entry in data_entries(script)]
    links += [Link(raw, Nature.PAGE) for raw, _, _ in entries]
    if kind is not PageKind.ARTICLE:
        items = (
            *(items_of(shelf) if shelf is not None else ()),
            *data_items(entries),
            *items_of(parser),
        )
    if kind is PageKind.OTHER and len(items) > 2:
        kind = PageKind.COLUMN
    around, text = lines, "\n".join(lines)
    if kind is PageKind.ARTICLE and place is not None and body is not None:
        place.replace_with(GAP)
        around = _lines(parser)
        text = _with_body(around, body)
    page = Page(
        url=url,
        base=base,
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
        leads=leads,
        serves=_served(lines, has_form=has_form) if kind is PageKind.COLUMN else "",
        items=items,
        more=(
            *page_addresses(html, base),
            *proxy_addresses(html, base),
            *data_addresses(html, base),
        ),
        lines=lines,
        around=tuple(line for line in around if line != GAP),
        body=body,
        source="",
        shown=None,
        hinted=None,
        in_url=None,
        signed=None,
        renewed=None,
    )
    return _dated(page, parser, text, latest)


def _served(lines: tuple[str, ...], *, has_form: bool) -> str:
    if any(CLOSED.search(line) for line in lines if len(line) < LONGEST_NOTICE):
        return "archive"
    return "form" if has_form else ""


def _base(parser: LexborHTMLParser, url: str) -> str:
    node = parser.css_first("base[href]")
    return urljoin(url, node.attributes.get("href") or "") if node is not None else url


def _place(parser: LexborHTMLParser, kind: PageKind, heading: str) -> LexborNode | None:
    own = " ".join(heading.split()) if kind is PageKind.ARTICLE else ""
    return container(parser, own)


def links_of(html: str) -> tuple[Link, ...]:
    """Return only what a page refers to."""
    return tuple(links_in(LexborHTMLParser(html))[0])


def read_list(html: str) -> tuple[tuple[Item, ...], tuple[Link, ...]]:
    """Read what a proxy answers: records of a list, in mark-up or around it."""
    if html.lstrip("\ufeff \r\n\t")[:1] in {"{", "["}:
        entries = list(data_entries(html))
        links = tuple(Link(raw, Nature.PAGE) for raw, _, _ in entries)
        return tuple(data_items(entries)), links
    shelf = LexborHTMLParser(records(html) or html)
    return items_of(shelf), tuple(links_in(shelf)[0])


def _dated(page: Page, parser: LexborHTMLParser, text: str, latest: datetime.date) -> Page:
    text = text.translate(FULL_WIDTH)
    source = page.tags.get("contentsource", "")
    if page.kind is not PageKind.ARTICLE:
        return replace(page, renewed=_renewed(text))
    match = None if source else SOURCE.search(text)
    shown = shown_date(text, page.heading, latest)
    if (shown is None or shown.weight < SURE) and parser.body is not None:
        # A date may be cut up by elements that a reader does not see: 2026-<b>11</b>-03.
        whole = block_lines(parser.body)
        joined = _with_body(whole, page.body) if page.body else "\n".join(whole)
        again = shown_date(joined.translate(FULL_WIDTH), page.heading, latest)
        shown = max(
            (one for one in (shown, again) if one), key=lambda one: one.weight, default=None
        )
    return replace(
        page,
        source=source or (match[1] if match else ""),
        shown=shown,
        hinted=day_in_script(page.html, latest),
        in_url=day_in_url(page.url, latest),
        signed=sign_off(page.body.lines, latest) if page.body else None,
        renewed=_renewed(text),
    )


def _with_body(around: tuple[str, ...], body: Body) -> str:
    """The text of a page with its article as blocks, in its place."""
    return "\n".join(
        line for one in around for line in (body.lines if one.strip() == GAP else (one,))
    )


def _renewed(text: str) -> datetime.date | None:
    for match in NUMERIC.finditer(text):
        if RENEWED.search(text[max(0, match.start() - 10) : match.start()]):
            return day_of(match[1], match[2], match[3])
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


def _kind_by_content(url: str, body: Body | None, lines: tuple[str, ...]) -> PageKind:
    is_document = url.rpartition("/")[2] not in {"", "index.html", "index.htm", "index.shtml"}
    is_long = body is not None and sum(map(len, body.lines)) >= 120
    if not (is_long and is_document):
        return PageKind.OTHER
    is_dated = "?" not in url or any(PUBLISHED.search(line) for line in lines)
    return PageKind.ARTICLE if is_dated else PageKind.OTHER
