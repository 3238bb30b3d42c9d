"""Drawings of the patrol as plain numbers for inline SVG: no script, and they print."""

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from shenfa.desk.availability.selectors import Week
from shenfa.desk.patrol.columns import HeatRow
from shenfa.desk.patrol.models import ColumnDayRecord
from shenfa.patrol.availability import CHINA, DAY, Outcome, Visit
from shenfa.patrol.freshness import State
from shenfa.web.workbench.patrol_words import limit_days

CELL = 8
WIDTH, HEIGHT, LEFT, TOP = 980, 200, 44, 10
MOST_SECONDS = 15.0
NEARLY, HALF = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Strip:
    """Some days of a column that look alike: where they are drawn, and how hot they are."""

    x: int
    width: int
    heat: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A visit as it is drawn."""

    x: float
    y: float
    look: str


@dataclass(frozen=True, slots=True)
class Band:
    """A span of time as it is drawn."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at the edge with what stands there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class DayCount:
    """The visits of a day as a table tells them."""

    day: datetime.date
    counted: int
    failed: int
    blocked: int
    slowest: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The week of a site as it is drawn."""

    dots: tuple[Dot, ...]
    bands: tuple[Band, ...]
    days: tuple[Tick, ...]
    seconds: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    top: int = TOP


def strips(row: HeatRow, days: Sequence[datetime.date]) -> tuple[Strip, ...]:
    """Return the days of a column, those alike together."""
    heats = [(number, heat_of(row.days.get(day))) for number, day in enumerate(days)]
    found = []
    for heat, group in groupby(heats, key=lambda pair: pair[1]):
        numbers = [number for number, _ in group]
        found.append(Strip(numbers[0] * CELL, len(numbers) * CELL - 1, heat))
    return tuple(found)


def heat_of(row: ColumnDayRecord | None) -> str:
    """Return how hot a column was on a day: the days since its update against its limit."""
    if row is None:
        return "none"
    match State(row.state):
        case State.STALE:
            return "late"
        case State.EMPTY:
            return "empty"
        case State.DUE:
            return "due"
        case State.UNDECIDED:
            return "undecided"
    limit = limit_days(row)
    part = (row.age_days or 0) / limit if limit else 0
    return "near" if part > NEARLY else "half" if part > HALF else "fresh"


def chart_of(week: Week) -> Chart:
    """Return the drawing of a week: a dot for each visit, bands where our own side was down."""
    begins = datetime.datetime.combine(week.figures.first, datetime.time(), CHINA)
    number = (week.today.last - week.figures.first).days + 1
    scale = (WIDTH - LEFT) / (DAY * number).total_seconds()

    def across(moment: datetime.datetime) -> float:
        return round(LEFT + max(0.0, (moment - begins).total_seconds()) * scale, 1)

    return Chart(
        dots=tuple(_dot(visit, across(visit.at), _is_ours(visit, week)) for visit in week.visits),
        bands=tuple(
            Band(across(one.since), round(across(one.until) - across(one.since), 1))
            for one in week.outages
        ),
        days=tuple(
            Tick(across(begins + DAY * one), f"{begins + DAY * one:%m-%d}") for one in range(number)
        ),
        seconds=tuple(Tick(_down(value), f"{value}秒") for value in (0, 3, 5, 10, 15)),
    )


def day_counts(week: Week) -> tuple[DayCount, ...]:
    """Return the visits day by day; what our own outages took is left out, as in the figures."""
    kept = [visit for visit in week.visits if not _is_ours(visit, week)]
    by_day: dict[datetime.date, list[Visit]] = {}
    for visit in kept:
        by_day.setdefault(visit.at.astimezone(CHINA).date(), []).append(visit)
    return tuple(_day(day, visits) for day, visits in sorted(by_day.items(), reverse=True))


def _day(day: datetime.date, visits: Iterable[Visit]) -> DayCount:
    known = tuple(visits)
    counted = [one for one in known if one.outcome is not Outcome.BLOCKED]
    return DayCount(
        day,
        len(counted),
        sum(map(_failed, counted)),
        len(known) - len(counted),
        round(max((one.milliseconds for one in counted), default=0) / 1000, 1),
    )


def _is_ours(visit: Visit, week: Week) -> bool:
    return any(one.since < visit.at < one.until for one in week.outages)


def _dot(visit: Visit, x: float, is_ours: bool) -> Dot:
    if is_ours:
        return Dot(x, _down(MOST_SECONDS if _failed(visit) else visit.milliseconds / 1000), "ours")
    if visit.outcome is Outcome.BLOCKED:
        return Dot(x, _down(0), "blocked")
    if _failed(visit):
        return Dot(x, _down(MOST_SECONDS), "failed")
    return Dot(x, _down(visit.milliseconds / 1000), "open")


def _failed(visit: Visit) -> bool:
    return visit.outcome is Outcome.FAILED or visit.milliseconds >= MOST_SECONDS * 1000


def _down(seconds: float) -> float:
    """Return where so many seconds are drawn; the square root gives the first ones room."""
    part = math.sqrt(min(seconds, MOST_SECONDS) / MOST_SECONDS)
    return round(TOP + HEIGHT * (1 - part), 1)
