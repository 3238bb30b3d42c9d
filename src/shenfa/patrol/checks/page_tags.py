"""The tags that every page of a government site carries: there, filled, in their form."""

import datetime
import re
from collections.abc import Iterator, Mapping

from shenfa.patrol.kinds import Kind
from shenfa.patrol.record import Record, Sighting
from shenfa.patrol.survey import Survey

SITE = {"sitename": "SiteName", "sitedomain": "SiteDomain", "siteidcode": "SiteIDCode"}
COLUMN = {
    "columnname": "ColumnName",
    "columndescription": "ColumnDescription",
    "columnkeywords": "ColumnKeywords",
    "columntype": "ColumnType",
}
ARTICLE = {
    "articletitle": "ArticleTitle",
    "pubdate": "PubDate",
    "contentsource": "ContentSource",
}
NOTHING = frozenset({"", "null", "undefined", "none"})
CODE = re.compile(r"bm\d{8}|\d{10}")
PUBLISHED = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?")


def check(survey: Survey) -> Iterator[Sighting]:
    """Yield pages that lack tags, grouped by which: a template is one fault, not thousands."""
    for record in survey.standard_pages():
        wanted = SITE | COLUMN | (ARTICLE if record.kind == "article" else {})
        if not record.tags and record.kind == "article" and not record.length:
            continue
        missing = [name for key, name in wanted.items() if key not in record.tags]
        empty = [
            name
            for key, name in wanted.items()
            if key in record.tags and record.tags[key].lower() in NOTHING
        ]
        if missing:
            yield _sighting(Kind.META_MISSING, missing, record)
        if empty:
            yield _sighting(Kind.META_EMPTY, empty, record)
        wrong = _wrong(record.tags, survey.site.moment)
        if wrong:
            yield _sighting(Kind.META_BAD_FORMAT, wrong, record)


def _sighting(kind: Kind, names: list[str], record: Record) -> Sighting:
    group = f"{'、'.join(names)} {record.kind}"
    return Sighting(kind, record.url, record.url, {"tags": names}, group)


def _wrong(found: Mapping[str, str], moment: datetime.datetime) -> list[str]:
    wrong = []
    code, published = found.get("siteidcode", ""), found.get("pubdate", "")
    if code.lower() not in NOTHING and not CODE.fullmatch(code):
        wrong.append("SiteIDCode")
    if published.lower() not in NOTHING and not _is_moment(published, moment):
        wrong.append("PubDate")
    return wrong


def _is_moment(text: str, moment: datetime.datetime) -> bool:
    if not PUBLISHED.fullmatch(text):
        return False
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return found.date() <= moment.date() + datetime.timedelta(days=1)
