"""The periods in which columns are published: week, ten days, month, quarter, half-year, year.

Each period of a kind has a number; neighbours have neighbouring numbers, so a missing issue is
a missing number.
"""

import datetime
from enum import StrEnum

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
QUARTERS, PARTS, HALVES = "一二三四", "上中下", "上下"


class Period(StrEnum):
    """How often something is published (周、旬、月、季、半年、年)."""

    WEEK = "week"
    TENDAY = "tenday"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def days(self) -> float:
        """Its mean length in days."""
        return LENGTHS[self]

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return LABELS[self]


LENGTHS = {
    Period.WEEK: 7.0,
    Period.TENDAY: 10.15,
    Period.MONTH: 30.44,
    Period.QUARTER: 91.31,
    Period.HALF: 182.62,
    Period.YEAR: 365.25,
}
LABELS = {
    Period.WEEK: "周",
    Period.TENDAY: "旬",
    Period.MONTH: "月",
    Period.QUARTER: "季度",
    Period.HALF: "半年",
    Period.YEAR: "年度",
}


def number_of(day: datetime.date, period: Period) -> int:
    """Return the number of the period in which a day lies."""
    if period is Period.WEEK:
        return (day.toordinal() - 1) // 7
    if period is Period.TENDAY:
        return (day.year * 12 + day.month - 1) * 3 + min(2, (day.day - 1) // 10)
    return (day.year * 12 + day.month - 1) // MONTHS[period]


def first_day(number: int, period: Period) -> datetime.date:
    """Return the first day of a period by its number."""
    if period is Period.WEEK:
        return datetime.date.fromordinal(number * 7 + 1)
    if period is Period.TENDAY:
        month, part = divmod(number, 3)
        year, month = divmod(month, 12)
        return datetime.date(year, month + 1, 1 + 10 * part)
    year, month = divmod(number * MONTHS[period], 12)
    return datetime.date(year, month + 1, 1)


def last_day(number: int, period: Period) -> datetime.date:
    """Return the last day of a period by its number."""
    return first_day(number + 1, period) - datetime.timedelta(days=1)


def position_of(day: datetime.date, period: Period) -> float:
    """Return number and place within the period as one figure: 24310.5 is the middle of 24310."""
    number = number_of(day, period)
    start, end = first_day(number, period), first_day(number + 1, period)
    return number + (day - start).days / (end - start).days


def issue_name(number: int, period: Period) -> str:
    """Return how people call an issue: 2026年第二季度, 2026年11月上旬."""
    start = first_day(number, period)
    match period:
        case Period.WEEK:
            return f"{start.year}年{start.month}月{start.day}日当周"
        case Period.TENDAY:
            return f"{start.year}年{start.month}月{PARTS[number % 3]}旬"
        case Period.MONTH:
            return f"{start.year}年{start.month}月"
        case Period.QUARTER:
            return f"{start.year}年第{QUARTERS[number % 4]}季度"
        case Period.HALF:
            return f"{start.year}年{HALVES[number % 2]}半年"
        case Period.YEAR:
            return f"{start.year}年"
