"""Which days are worked: the shipped calendar, and what the county loaded for later years."""

import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localtime

from shenfa.lexicons.calendar import (
    SATURDAY,
    Calendar,
    NoCalendar,
    calendar_with,
    shipped_calendar,
)

NOTICE_MONTH = 12
"""By December the notice for the next year is out: from then on its absence is said."""


def calendar() -> Calendar:
    """Return the calendar of this deployment: what ``shenfa calendar`` loaded goes first."""
    path: Path = settings.CALENDAR
    return _loaded(path, path.stat().st_mtime_ns) if path.exists() else shipped_calendar()


def is_working_day(day: datetime.date) -> bool:
    """Return whether a day is worked; in a year without data a weekday counts as one.

    For the system's own reminders only, whose pages say that the year is missing. A limit that
    a law sets is counted with ``calendar()``, which refuses instead.
    """
    try:
        return calendar().is_working_day(day)
    except NoCalendar:
        return day.weekday() < SATURDAY


def years_missing(at: datetime.datetime) -> tuple[int, ...]:
    """Return the years without data that matter now: this one, in December also the next."""
    today = localtime(at).date()
    wanted = [today.year, *([today.year + 1] if today.month == NOTICE_MONTH else [])]
    known = calendar().years
    return tuple(year for year in wanted if year not in known)


@lru_cache(maxsize=1)
def _loaded(path: Path, changed: int) -> Calendar:  # noqa: ARG001 - a changed file is read again
    return calendar_with(path)
