"""The period that publication days show by themselves, where titles say nothing (R82).

A schedule differs from chance in how evenly it fills its periods: counts per period vary little,
and the day within the period stays about the same. Where that is not plain, nothing is said.
"""

import datetime
import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shenfa.patrol.freshness.periods import Period, position_of

BURST = 0.3
"""Items within this share of a period are one issue published in parts."""
MEAN = (0.66, 1.40)
SLACK = 0.05
"""So much less may the days agree when no bursts are joined: joining makes chance look even."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a history must show before its period is believed.

    ``events`` issues at least, of the last ``window`` periods; ``steady`` the largest ratio of
    variance to mean of issues per period; ``phase`` how much the days within the period agree
    (0 to 1); ``coverage`` the share of periods with an issue.
    """

    events: int
    window: int
    steady: float
    phase: float
    coverage: float


DEMANDS = {
    Period.YEAR: Demand(4, 8, 0.20, 0.90, 0.80),
    Period.HALF: Demand(5, 10, 0.25, 0.80, 0.80),
    Period.QUARTER: Demand(6, 16, 0.36, 0.62, 0.72),
    Period.MONTH: Demand(7, 36, 0.42, 0.45, 0.70),
    Period.TENDAY: Demand(9, 50, 0.42, 0.40, 0.70),
}
"""Longest first; the first that fits is taken. Measured by bench/freshness.py.

No week: the notice names 旬 as the shortest, and busy columns look weekly by chance.
"""


def events_of(days: Iterable[datetime.date], period: Period) -> tuple[datetime.date, ...]:
    """Return the first day of each issue: days that follow it closely belong to it."""
    apart = BURST * period.days
    events: list[datetime.date] = []
    for day in sorted(days):
        if not events or (day - events[-1]).days > apart:
            events.append(day)
    return tuple(events)


def period_in_dates(days: Sequence[datetime.date]) -> Period | None:
    """Return the period in which the days recur, or None where chance would explain them."""
    return next((period for period, demand in DEMANDS.items() if _fits(days, period, demand)), None)


def _fits(days: Sequence[datetime.date], period: Period, demand: Demand) -> bool:
    places = _recent(events_of(days, period), period, demand)
    if len(places) < demand.events:
        return False
    usual, agreement = _phase(places)
    every = _phase(_recent(sorted(set(days)), period, demand))[1]
    if agreement < demand.phase or every < demand.phase - SLACK:
        return False
    counts = Counter(math.floor(place - usual + 0.5) for place in places)
    row = [counts[number] for number in range(min(counts), max(counts) + 1)]
    mean = statistics.fmean(row)
    return (
        MEAN[0] <= mean <= MEAN[1]
        and statistics.pvariance(row) / mean <= demand.steady
        and len(counts) / len(row) >= demand.coverage
    )


def _recent(days: Sequence[datetime.date], period: Period, demand: Demand) -> list[float]:
    places = [position_of(day, period) for day in days]
    return [place for place in places if places[-1] - place <= demand.window]


def _phase(places: Sequence[float]) -> tuple[float, float]:
    """Return the usual place within a period and how much the places agree, both in 0 to 1."""
    x = statistics.fmean(math.cos(2 * math.pi * place) for place in places)
    y = statistics.fmean(math.sin(2 * math.pi * place) for place in places)
    return (math.atan2(y, x) / (2 * math.pi)) % 1, math.hypot(x, y)
