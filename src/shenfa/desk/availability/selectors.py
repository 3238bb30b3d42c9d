"""Reading availability: which visits are due, and the week of a site counted exactly."""

import datetime
from dataclasses import dataclass

from shenfa.desk.availability.models import BeatRecord, VisitRecord
from shenfa.desk.patrol.models import WatchedSiteRecord
from shenfa.patrol.availability import (
    CHINA,
    DAY,
    Availability,
    Outage,
    Visit,
    availability,
    outages,
    visit_plan,
)
from shenfa.patrol.limits import shipped_limits

VISITS = 48
"""A day, more than twice what the indicator wants, so that some may be lost."""
LATEST = datetime.timedelta(minutes=10)
"""A planned visit that was not made by then is not made any more: nothing is made up for."""
SILENCE = datetime.timedelta(minutes=30)
"""Longer than this without a sign of life, and our own side was down."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit that is due."""

    site: WatchedSiteRecord
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Week:
    """The week of a site: seven whole days until yesterday, and today so far.

    ``visits`` and ``outages`` are of all eight days.
    """

    figures: Availability
    today: Availability
    visits: tuple[Visit, ...]
    outages: tuple[Outage, ...]


def visits_due(*, at: datetime.datetime) -> tuple[Planned, ...]:
    """Return the visits whose time has come and that nobody has made. Two queries."""
    made = set(
        VisitRecord.objects.filter(planned__gt=at - LATEST).values_list("site_id", "planned")
    )
    sites = WatchedSiteRecord.objects.filter(until=None).order_by("id")
    planned = (
        Planned(site, moment)
        for site in sites
        for day in {(at - LATEST).astimezone(CHINA).date(), at.astimezone(CHINA).date()}
        for moment in visit_plan(site.id, day, VISITS)
        if max(at - LATEST, site.since) < moment <= at
    )
    return tuple(one for one in planned if (one.site.id, one.at) not in made)


def last_beat() -> datetime.datetime | None:
    """Return when our own side last gave a sign of life. One query."""
    row = BeatRecord.objects.last()
    return row.at if row else None


def week_of(*, site: WatchedSiteRecord, at: datetime.datetime) -> Week:
    """Return the week of a site until now. Two queries; who may see the site was asked before."""
    today = at.astimezone(CHINA).date()
    limits = shipped_limits(today)
    first = datetime.datetime.combine(today - DAY * limits["visit_days"], datetime.time(), CHINA)
    rows = VisitRecord.objects.filter(site=site, at__gte=first, at__lte=at)
    visits = tuple(row.to_visit() for row in rows)
    since = max(first, site.since)
    beats = BeatRecord.objects.filter(at__gte=since, at__lte=at)
    own = outages((row.to_beat() for row in beats), since, at, SILENCE)
    return Week(
        figures=availability(visits, today - DAY, limits, own),
        today=availability(visits, today, {**limits, "visit_days": 1}, own),
        visits=visits,
        outages=own,
    )
