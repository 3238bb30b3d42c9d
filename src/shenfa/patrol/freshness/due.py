"""By when the next item is due: fixed limits exactly, periods with the column's own habit.

A column that always comes late in its period is expected late in the next one. To that comes a
grace, the smaller the more punctual the column is, and the holidays in between.
"""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass

from shenfa.lexicons.calendar import Calendar
from shenfa.patrol.freshness.column import Item
from shenfa.patrol.freshness.days import add_days, add_months
from shenfa.patrol.freshness.periods import Period, first_day, last_day, number_of
from shenfa.patrol.freshness.rhythm import events_of
from shenfa.patrol.freshness.rules import Days, Limit, Months, Yearly
from shenfa.patrol.freshness.titles import issues_of

GRACE = {
    Period.WEEK: 4,
    Period.TENDAY: 5,
    Period.MONTH: 10,
    Period.QUARTER: 25,
    Period.HALF: 40,
    Period.YEAR: 90,
}
"""The most days after the usual one in which an item may still come."""
HABIT = 12
"""How many issues the habit is learned from."""
ENOUGH = 5
"""With fewer issues nobody knows how punctual a column is, so it has the whole grace."""
LATEST = 1.5
"""An item this many periods late was filled in afterwards and is no habit."""
HOLIDAYS = 8
SHORT = 100.0
"""Periods up to this length get their holidays back; a longer one has room for them."""


@dataclass(frozen=True, slots=True)
class Due:
    """``last`` is the last day that passes, ``expected`` the usual one; notes say what is unknown."""

    last: datetime.date
    expected: datetime.date | None = None
    notes: tuple[str, ...] = ()


def due_of(limit: Limit, items: Sequence[Item], calendar: Calendar) -> Due:
    """Return when the next item is due after dated items, of which there is at least one."""
    published = sorted(item.published for item in items if item.published)
    match limit:
        case Days(number):
            return Due(add_days(published[-1], number))
        case Months(number):
            return Due(add_months(published[-1], number))
        case Yearly():
            year = _next_year(items, published[-1])
            return Due(datetime.date(year, *limit.last), datetime.date(year, *limit.expected))
        case Period() as period:
            return _due_in_period(period, items, calendar)


def _next_year(items: Sequence[Item], published: datetime.date) -> int:
    """Return the year in which the next report is due: one year after it covers ends."""
    issues = issues_of(items, Period.YEAR)
    return min(issues[-1].number, published.year) + 2 if issues else published.year + 1


def _due_in_period(period: Period, items: Sequence[Item], calendar: Calendar) -> Due:
    published = sorted(item.published for item in items if item.published)
    by_dates = _by_dates(period, published)
    # Any item keeps a column alive, also one whose title names no issue: the later day holds.
    expected, spread = max(by_dates, _by_titles(period, items) or by_dates)
    grace = math.ceil(max(GRACE[period] / 2, min(GRACE[period], spread)))
    last = add_days(expected, grace)
    if period.days > SHORT:
        return Due(last, expected)
    unknown = {published[-1].year, last.year} - calendar.years
    if unknown:
        notes = tuple(f"没有{year}年的节假日安排，期限未计入该年节假日" for year in sorted(unknown))
    else:
        notes = ()
    span = range((last - published[-1]).days)
    free = sum(add_days(published[-1], day + 1) in calendar.off for day in span)
    return Due(add_days(last, min(free, HOLIDAYS)), expected, notes)


def _by_titles(period: Period, items: Sequence[Item]) -> tuple[datetime.date, int] | None:
    """Return the usual day of the issue after the latest one, and how far the habit spreads."""
    issues = issues_of(items, period)
    lags = sorted(
        lag
        for issue in issues[-HABIT:]
        if (lag := (issue.published - last_day(issue.number, period)).days) <= LATEST * period.days
    )
    if len(lags) < 2:
        return None
    following = last_day(issues[-1].number + 1, period)
    return add_days(following, _usual(lags)), _spread(lags, period)


def _by_dates(period: Period, published: Sequence[datetime.date]) -> tuple[datetime.date, int]:
    """Return the usual day in the period after that of the last issue, and the spread."""
    events = events_of(published, period)
    following = number_of(events[-1], period) + 1
    lags = sorted((day - first_day(number_of(day, period), period)).days for day in events[-HABIT:])
    return add_days(first_day(following, period), _usual(lags)), _spread(lags, period)


def _spread(lags: Sequence[int], period: Period) -> int:
    return lags[-1] - lags[0] if len(lags) >= ENOUGH else GRACE[period]


def _usual(lags: Sequence[int]) -> int:
    """Return the lag that nine of ten issues keep."""
    return lags[int(0.9 * (len(lags) - 1))]
