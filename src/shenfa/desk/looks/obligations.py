"""Which units have to look on which days: those with a watched site, a column or an account (R61)."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.jobs.job import BEIJING
from shenfa.desk.patrol.models import WatchedSiteRecord

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """What a unit answers for, from a time until another (None: still)."""

    unit: str
    since: datetime.datetime
    until: datetime.datetime | None


def spans() -> tuple[Span, ...]:
    """Return everything that somebody answers for. Two queries.

    Nothing counts before the county put its first site under watch.
    """
    sites = tuple(
        Span(*row) for row in WatchedSiteRecord.objects.values_list("unit_id", "since", "until")
    )
    if not sites:
        return ()
    begun = min(one.since for one in sites)
    rows = ChannelRecord.objects.values_list("unit_id", "opened_at", "closed_at")
    channels = (Span(unit, max(begun, since), until) for unit, since, until in rows)
    return (*sites, *channels)


def obliged(known: Iterable[Span], day: datetime.date) -> frozenset[str]:
    """Return the units that answer for something on the whole of a day in Beijing."""
    begins = datetime.datetime.combine(day, datetime.time(), BEIJING)
    ends = begins + DAY
    return frozenset(
        one.unit
        for one in known
        if one.since <= begins and (one.until is None or one.until >= ends)
    )


def day_list(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Yield the days from one to another."""
    while first <= last:
        yield first
        first += DAY
