"""The columns of a site with their articles: from lists, frames, stores and further pages."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from shenfa.patrol.address import canonical
from shenfa.patrol.harvest import LENGTH_MASK
from shenfa.patrol.reconciliation import address_of
from shenfa.patrol.record import Listed, Record
from shenfa.patrol.survey import Survey

FURTHER = re.compile(
    r"(?:index|default|list)_\d+\.\w+$|/page/\d+/?$"
    r"|[?&](?:page|paged|pageno|pagenum|pageindex|currentpage|curpage|pn)=\d+",
    re.IGNORECASE,
)
ARCHIVE = re.compile(
    r"历史(?:信息|文件|数据|资料|栏目|动态|公告|存档)|[(（]历史[)）]|归档|存档|往年|旧版|老版"
)
PICTURED = re.compile(r"[图像影]|视频|风采|风光")
"""Columns whose content is pictures, which nobody can tell from those of a template."""
SERVICE = re.compile(r"地图|信箱|登录|注册|搜索|检索|写信|订阅")
FIXED = re.compile(
    r"概况|职能|机构|领导|负责人|指南|简介|联系|地图|声明|信箱|登录|注册|搜索|检索|办公|架构|分工|制度|规定"
)
LEAST_TEXT = 40
"""Characters of its own that make a page without a list a page with a text."""
SHARED_BY = 4
"""Columns that show the same article: then it is a box that stands beside every list."""


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """A column: its articles newest first as listed; fixed pages have a text instead."""

    url: str
    name: str
    type: str
    items: tuple[Listed, ...]
    is_fixed: bool
    is_empty: bool
    renewed: str
    registered_type: str = ""
    rule: str = ""
    checked: datetime.date | None = None


def columns_of(survey: Survey) -> tuple[ColumnFacts, ...]:
    """Return the columns in the order in which they were found."""
    further = _further_pages(survey)
    shared = _shared(survey)
    parents = _parents(survey)
    registered = {
        canonical(column.url, survey.site.target.home): column
        for column in survey.site.target.columns
    }
    known_addresses: set[str] = set()
    facts = []
    for record in survey.records:
        if record.kind != "column" or record.url in survey.framed | survey.soft:
            continue
        if _is_further(record.url, survey) and record.url not in registered:
            continue
        address = address_of(record.url)
        if address in known_addresses:
            continue
        known_addresses.add(address)
        items = _items(record, survey, further.get(record.url, []), shared)
        text = sum(line & LENGTH_MASK for line in record.lines if line not in survey.common_lines)
        text += _framed_text(record, survey)
        has_text = text >= LEAST_TEXT
        name = record.column or record.heading or record.title
        is_archive = record.serves == "archive" or bool(ARCHIVE.search(name))
        is_fixed = not items and has_text and _is_fixed(record)
        known = registered.get(record.url)
        if is_archive and known is None:
            continue
        facts.append(
            ColumnFacts(
                record.url,
                name,
                record.column_type,
                items,
                is_fixed,
                not (items or has_text or record.serves or SERVICE.search(name))
                and record.url not in parents
                and not _leads_on(record.url, name, survey),
                record.renewed,
                known.type if known else "",
                known.rule if known else "",
                known.checked if known else None,
            )
        )
    return tuple(facts)


def _is_fixed(record: Record) -> bool:
    return bool(record.renewed) or bool(FIXED.search(record.column + record.column_type))


def _leads_on(url: str, name: str, survey: Survey) -> bool:
    """Whether a column without text or list leads to what is its own: files, sites, pages."""
    leads = survey.unlisted.get(url)
    own = leads.others if leads else ()
    if leads and leads.pictures and PICTURED.search(name):
        return True
    return any(not FURTHER.search(one) for one in own)


def _framed_text(record: Record, survey: Survey) -> int:
    """Characters of the pages that a page shows within itself."""
    framed = (survey.by_url.get(url) for url in record.frames)
    return sum(line & LENGTH_MASK for one in framed if one for line in one.lines)


def _items(
    record: Record, survey: Survey, further: list[Record], shared: frozenset[str]
) -> tuple[Listed, ...]:
    sources = [record, *further]
    for url in record.frames:
        framed = survey.by_url.get(url)
        if framed is not None:
            sources.append(framed)
    sources += [found for url in record.lists if (found := survey.technical.get(url))]
    if not any(source.items for source in sources):
        leads = survey.unlisted.get(record.url)
        return tuple(Listed(url, "", "") for url in leads.articles) if leads else ()
    merged = {item.url: item for source in reversed(sources) for item in reversed(source.items)}
    items = tuple(reversed(merged.values()))
    base = urlsplit(record.url).path.rpartition("/")[0] + "/"
    below = tuple(item for item in items if urlsplit(item.url).path.startswith(base))
    if below and base != "/":
        return below
    return tuple(item for item in items if item.url not in shared)


def _further_pages(survey: Survey) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in survey.records:
        if record.kind == "column" and _is_further(record.url, survey):
            first = next((url for url in _firsts(record.url) if url in survey.by_url), None)
            if first is not None and first != record.url:
                found.setdefault(first, []).append(record)
    return found


def _firsts(url: str) -> Iterator[str]:
    """Yield where the list may begin of which an address is a further page."""
    path, _, query = url.partition("?")
    if query:
        own = [pair for pair in query.split("&") if not FURTHER.search(f"?{pair}")]
        yield f"{path}?{'&'.join(own)}" if own else path
    base = FURTHER.sub("", path).rstrip("/") if "/page/" in path else path.rpartition("/")[0]
    yield from (path, base, f"{base}/", f"{base}/index.html", f"{base}/index.htm")


def _is_further(url: str, survey: Survey) -> bool:
    path, mark, _ = url.partition("?")
    return bool(FURTHER.search(url)) or (bool(mark) and path in survey.by_url)


def _shared(survey: Survey) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for record in survey.records:
        if record.kind == "column" and not FURTHER.search(record.url):
            counts.update({item.url for item in record.items})
    return frozenset(url for url, count in counts.items() if count >= SHARED_BY)


def _parents(survey: Survey) -> frozenset[str]:
    return frozenset(
        parent
        for record in survey.records
        if record.kind == "column" and not FURTHER.search(record.url)
        for parent in _above(record.url)
    )


def _above(url: str) -> Iterator[str]:
    base = url.rpartition("/")[0] if not url.endswith("/") else url[:-1]
    while base.count("/") > 3:
        base = base.rpartition("/")[0]
        yield f"{base}/"
        yield f"{base}/index.html"
        yield f"{base}/index.htm"
