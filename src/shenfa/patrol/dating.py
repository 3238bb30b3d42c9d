"""The day of every article, from all witnesses together."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from shenfa.patrol.reading.dates import LIKELY, SURE, Dated, How
from shenfa.patrol.record import Record

SAME_FOR_ALL = 0.3
LEAST = 10
"""With so many articles, a tag that is the same on SAME_FOR_ALL of them is a migration's."""
FEWEST = 5
MOSTLY = 0.6
"""So is one that FEWEST articles share and MOSTLY contradict by the day they show."""


@dataclass(frozen=True, slots=True)
class Dating:
    """The day of each article, what the lists say of it, and which tags a migration left."""

    days: dict[str, Dated]
    listed: dict[str, str]
    migrated: frozenset[str] = frozenset()


def dating_of(records: Iterable[Record]) -> Dating:
    """Weigh tag, shown date, list, script, address and signature of every article."""
    records = tuple(records)
    listed: dict[str, str] = {}
    for record in records:
        for item in record.items:
            if item.day:
                listed.setdefault(item.url, item.day)
    articles = [record for record in records if record.kind == "article"]
    migrated = _migrated(articles)
    return Dating(
        {record.url: _dated(record, listed.get(record.url, ""), migrated) for record in articles},
        listed,
        migrated,
    )


def _migrated(articles: list[Record]) -> frozenset[str]:
    counts = Counter(record.tagged for record in articles if record.tagged)
    contradicted = Counter(
        record.tagged
        for record in articles
        if record.tagged and record.weight >= SURE and record.shown != record.tagged
    )
    total = sum(counts.values())
    return frozenset(
        day
        for day, count in counts.items()
        if (total >= LEAST and count > SAME_FOR_ALL * total)
        or (count >= FEWEST and contradicted[day] >= MOSTLY * count)
    )


def _dated(record: Record, listed: str, migrated: frozenset[str]) -> Dated:
    is_sure = record.weight >= SURE
    witnesses = (
        (record.tagged if record.tagged not in migrated else "", How.TAG),
        (record.shown if is_sure else "", How.SHOWN),
        (listed, How.LISTED),
        (record.shown if record.weight >= LIKELY else "", How.LIKELY),
        (record.hinted, How.SCRIPT),
        (record.tagged, How.TAG),
        (record.in_url, How.URL),
        (record.signed or record.shown, How.SIGNED),
    )
    for day, how in witnesses:
        if day:
            return Dated(datetime.date.fromisoformat(day), how)
    return Dated(None, How.NONE)
