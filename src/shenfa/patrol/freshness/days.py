"""Counting days as the indicators count them: calendar days, calendar months, no hours."""

import calendar
import datetime


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of a later month, or its last day where it is shorter (8月31日→2月28日)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def add_days(day: datetime.date, days: int) -> datetime.date:
    """Return the day so many calendar days later."""
    return day + datetime.timedelta(days=days)
