"""The columns of a site with their articles: from lists, frames, stores and further pages."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from shenfa.patrol.harvest import LENGTH_MASK
from shenfa.patrol.record import Listed, Record
from shenfa.patrol.survey import Survey

FURTHER = re.compile(r"(?:index|default|list)_\d+\.\w+$")
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


def columns_of(survey: Survey) -> tuple[ColumnFacts, ...]:
    """Return the columns in the order in which they were found."""
    further = _further_pages(survey)
    shared = _shared(survey)
    parents = _parents(survey)
    registered = {column.url: column for column in survey.site.target.columns}
    facts = []
    for record in survey.records:
        if record.kind != "column" or record.url in survey.framed | survey.soft:
            continue
        if FURTHER.search(record.url) and record.url not in registered:
            continue
        items = _items(record, survey, further.get(record.url, []), shared)
        text = sum(line & LENGTH_MASK for line in record.lines if line not in survey.common_lines)
        has_text = text >= LEAST_TEXT
        is_fixed = not items and has_text and _is_fixed(record)
        known = registered.get(record.url)
        facts.append(
            ColumnFacts(
                record.url,
                record.column or record.heading or record.title,
                record.column_type,
                items,
                is_fixed,
                not items and not has_text and record.url not in parents,
                record.renewed,
                known.type if known else "",
                known.rule if known else "",
            )
        )
    return tuple(facts)


def _is_fixed(record: Record) -> bool:
    return bool(record.renewed) or bool(FIXED.search(record.column + record.column_type))


def _items(
    record: Record, survey: Survey, further: list[Record], shared: frozenset[str]
) -> tuple[Listed, ...]:
    sources = [record, *further]
    for url in record.frames:
        framed = survey.by_url.get(url)
        if framed is not None:
            sources.append(framed)
    sources += [found for url in record.lists if (found := survey.technical.get(url))]
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
        if record.kind == "column" and FURTHER.search(record.url):
            base = record.url.rpartition("/")[0]
            for first in (f"{base}/", f"{base}/index.html", f"{base}/index.htm"):
                if first in survey.by_url:
                    found.setdefault(first, []).append(record)
                    break
    return found


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
