"""The day of publication: shown at all, and the same in the tag and on the page."""

import datetime
from collections.abc import Iterator

from shenfa.patrol.dating import Dating
from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading.dates import LIKELY, SURE
from shenfa.patrol.record import Record, Sighting
from shenfa.patrol.survey import Survey


def check(survey: Survey, dating: Dating) -> Iterator[Sighting]:
    """Yield the articles whose dates contradict each other, and those without one."""
    for record in survey.standard_pages():
        if record.kind != "article" or not record.length:
            continue
        if record.tagged and record.shown and record.weight >= SURE:
            days = _days_between(record.tagged, record.shown)
            if days > 1:
                evidence = {"tag": record.tagged, "shown": record.shown, "days": days}
                if listed := dating.listed.get(record.url):
                    evidence["listed"] = listed
                group = f"migrated {record.tagged}" if record.tagged in dating.migrated else ""
                yield Sighting(Kind.PUBDATE_CONFLICT, record.url, record.url, evidence, group)
        if not record.tagged and not _is_shown(record):
            evidence = {"signed": record.signed, "listed": dating.listed.get(record.url, "")}
            yield Sighting(Kind.NO_PUBLISH_DATE, record.url, record.url, evidence)


def _is_shown(record: Record) -> bool:
    return bool(record.shown) and record.weight >= LIKELY


def _days_between(one: str, other: str) -> int:
    first, second = map(datetime.date.fromisoformat, (one, other))
    return abs((first - second).days)
