"""Reading campaigns: the board per unit. A unit sees its own pages, the county office all (I21)."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from shenfa.desk.campaign.models import CampaignRecord, Outcome, PageRecord, SweepRecord
from shenfa.desk.campaign.services import OPEN_WEIGHTS
from shenfa.desk.ledger.facts import problem_facts
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.refusals import NotFound
from shenfa.ledger.period import BEIJING

MOST = 200


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A unit: its pages, what became of them, those with findings, and what is open on account."""

    unit: str
    name: str
    pages: int
    checked: int
    unreachable: int
    excluded: int
    with_findings: int
    open: int


@dataclass(frozen=True, slots=True)
class Board:
    """A campaign with its last finished sweep, the lines of the units, and the days that are left."""

    campaign: CampaignRecord
    sweep: SweepRecord | None
    running: SweepRecord | None
    lines: tuple[BoardLine, ...]
    days_left: int

    @property
    def open(self) -> int:
        """How many problems are open in all."""
        return sum(one.open for one in self.lines)


def campaign_list(*, viewer: str, at: datetime.datetime) -> QuerySet[CampaignRecord]:
    """Return the campaigns, to whoever is with the county."""
    if not unit_visible(viewer=viewer, at=at).exists():
        return CampaignRecord.objects.none()
    return CampaignRecord.objects.select_related("opened_by").prefetch_related("sweeps")


def campaign_get(*, viewer: str, campaign: str, at: datetime.datetime) -> CampaignRecord:
    """Return a campaign, or refuse as if there were none."""
    found = campaign_list(viewer=viewer, at=at).filter(id=campaign).first()
    if found is None:
        raise NotFound("专项行动")
    return found


def board_of(*, viewer: str, campaign: str, at: datetime.datetime) -> Board:
    """Return the board of a campaign; open problems are those at its end, once that is over (R76)."""
    record = campaign_get(viewer=viewer, campaign=campaign, at=at)
    sweeps = list(record.sweeps.all())
    sweep = next((one for one in sweeps if one.finished_at is not None), None)
    running = next((one for one in sweeps if one.finished_at is None), None)
    units = {row.id: row.name for row in unit_visible(viewer=viewer, at=at)}
    pages: Counter[tuple[str, str]] = Counter()
    found: Counter[str] = Counter()
    if sweep is not None:
        rows = PageRecord.objects.filter(sweep=sweep, unit__in=units)
        for unit, outcome, findings in rows.values_list("unit_id", "outcome", "findings"):
            pages[unit, outcome] += 1
            found[unit] += any(one[1] in OPEN_WEIGHTS for one in findings)
    still_open = open_at(min(at, _end_of(record.ends_on)))
    lines = tuple(
        BoardLine(
            unit,
            name,
            sum(pages[unit, one.value] for one in Outcome),
            pages[unit, Outcome.CHECKED.value],
            pages[unit, Outcome.UNREACHABLE.value],
            pages[unit, Outcome.EXCLUDED.value],
            found[unit],
            still_open[unit],
        )
        for unit, name in units.items()
    )
    days = (record.ends_on - at.astimezone(BEIJING).date()).days
    return Board(record, sweep, running, lines, days)


def open_at(moment: datetime.datetime) -> Counter[str]:
    """Return how many problems each unit had open at a moment, the same however late it is asked."""
    facts = problem_facts(begin=moment, end=moment)
    return Counter(one.unit for one in facts if one.closed_at is None or one.closed_at > moment)


def page_list(  # noqa: PLR0913 - what is asked for, each by its name
    *,
    viewer: str,
    sweep: SweepRecord,
    at: datetime.datetime,
    unit: str = "",
    outcome: str = "",
    most: int = MOST,
) -> tuple[PageRecord, ...]:
    """Return the pages of a sweep that a person may see; ``found`` are those with findings."""
    units = unit_visible(viewer=viewer, at=at).order_by()
    rows = PageRecord.objects.filter(sweep=sweep, unit__in=units).select_related("unit")
    rows = rows.filter(unit=unit) if unit else rows
    if outcome == "found":
        rows = rows.filter(outcome=Outcome.CHECKED).exclude(findings=[])
    elif outcome:
        rows = rows.filter(outcome=outcome)
    return tuple(rows.order_by("unit__name", "title", "id")[:most])


def _end_of(day: datetime.date) -> datetime.datetime:
    following = day + datetime.timedelta(days=1)
    return datetime.datetime.combine(following, datetime.time(), BEIJING)
