"""Reading sites under patrol, their runs and their standing observations."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from shenfa.desk.jobs.job import BEIJING
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.patrol.models import RunRecord, StandingRecord, WatchedSiteRecord
from shenfa.desk.refusals import NotFound
from shenfa.patrol.standing import missed_days

DAY = datetime.timedelta(days=1)
DAYS_COUNTED = 29
"""Before yesterday, so that a list counts thirty days."""


def site_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[WatchedSiteRecord]:
    """Return the sites of the units that a person may see."""
    units = unit_visible(viewer=viewer, at=at)
    rows = WatchedSiteRecord.objects.filter(unit__in=units).select_related("unit")
    return rows.order_by("unit__name", "home", "id")


def site_list(*, viewer: str, at: datetime.datetime) -> tuple[WatchedSiteRecord, ...]:
    """Return the sites of the units that a person may see. One query."""
    return tuple(site_visible(viewer=viewer, at=at))


def site_get(*, viewer: str, site: str, at: datetime.datetime) -> WatchedSiteRecord:
    """Return a site of a unit that the person may see, or refuse as if there were none."""
    units = unit_visible(viewer=viewer, at=at)
    rows = WatchedSiteRecord.objects.filter(id=site, unit__in=units)
    found = rows.select_related("unit").first()
    if found is None:
        raise NotFound("网站")
    return found


def observation_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[StandingRecord]:
    """Return what was found on sites of the units a person may see, or in columns of theirs."""
    units = unit_visible(viewer=viewer, at=at)
    rows = StandingRecord.objects.filter(Q(site__unit__in=units) | Q(unit__in=units))
    return rows.select_related("site__unit", "unit", "confirmed_by")


def observation_list(
    *, viewer: str, site: str, at: datetime.datetime
) -> tuple[StandingRecord, ...]:
    """Return what stands wrong with a site, and what waits for a person to see it cured."""
    own = site_get(viewer=viewer, site=site, at=at)
    return tuple(StandingRecord.objects.filter(site=own, confirmed_at=None))


def unit_of(observation: StandingRecord) -> UnitRecord:
    """Return who answers for an observation: the unit of the column, else the site's sponsor."""
    return observation.unit or observation.site.unit


def observation_get(*, viewer: str, observation: str, at: datetime.datetime) -> StandingRecord:
    """Return an observation of a site that the person may see, or refuse as if there were none."""
    found = observation_visible(viewer=viewer, at=at).filter(id=observation).first()
    if found is None:
        raise NotFound("问题")
    return found


def run_visible(*, viewer: str, site: str, at: datetime.datetime) -> QuerySet[RunRecord]:
    """Return the runs of a site that the person may see, the latest first."""
    return RunRecord.objects.filter(site=site_get(viewer=viewer, site=site, at=at))


def run_list(*, viewer: str, site: str, at: datetime.datetime) -> tuple[RunRecord, ...]:
    """Return the runs of a site, the latest first."""
    return tuple(run_visible(viewer=viewer, site=site, at=at)[:60])


def day_list_missed(*, viewer: str, site: str, at: datetime.datetime) -> tuple[datetime.date, ...]:
    """Return the days, until yesterday, on which a site under patrol was not patrolled (R61)."""
    own = site_get(viewer=viewer, site=site, at=at)
    done = RunRecord.objects.filter(site=own, finished_at__isnull=False, error="")
    last = min(at, own.until or at).astimezone(BEIJING).date() - datetime.timedelta(days=1)
    first = own.since.astimezone(BEIJING).date()
    return missed_days(tuple(done.values_list("day", flat=True)), first, last)


@dataclass(frozen=True, slots=True)
class SiteState:
    """A site in a list: its latest run, and on how many of the last days there was none."""

    site: WatchedSiteRecord
    run: RunRecord | None
    missed: int


def site_states(*, viewer: str, at: datetime.datetime) -> tuple[SiteState, ...]:
    """Return the open sites that a person may see, with how they stand. Three queries."""
    sites = tuple(site_visible(viewer=viewer, at=at).filter(until=None))
    newest = RunRecord.objects.filter(site=OuterRef("site")).order_by("-day").values("id")[:1]
    runs = RunRecord.objects.filter(site__in=sites, id=Subquery(newest))
    latest = {run.site_id: run for run in runs}
    yesterday = at.astimezone(BEIJING).date() - DAY
    since = yesterday - DAY * DAYS_COUNTED
    done = RunRecord.objects.filter(site__in=sites, day__gte=since, error="")
    days: dict[str, list[datetime.date]] = defaultdict(list)
    for site, day in done.exclude(finished_at=None).values_list("site_id", "day"):
        days[site].append(day)
    return tuple(
        SiteState(
            site,
            latest.get(site.id),
            len(
                missed_days(
                    days[site.id], max(since, site.since.astimezone(BEIJING).date()), yesterday
                )
            ),
        )
        for site in sites
    )


def sites_due(*, at: datetime.datetime) -> tuple[WatchedSiteRecord, ...]:
    """Return the sites whose run of today has not begun although its hour has come. One query."""
    here = at.astimezone(BEIJING)
    begun = RunRecord.objects.filter(day=here.date()).values("site")
    rows = WatchedSiteRecord.objects.filter(until=None, hour__lte=here.hour).select_related("unit")
    return tuple(rows.exclude(id__in=begun).order_by("hour", "id"))


def runs_open() -> tuple[RunRecord, ...]:
    """Return the runs that are not finished. One query."""
    rows = RunRecord.objects.filter(finished_at=None).select_related("site__unit")
    return tuple(rows.order_by("begun_at", "id"))
