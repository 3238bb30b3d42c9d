"""Statutory limits: so many working days from a day, by the law's own counting.

The day after the beginning is day 1. A year whose notice of days off is missing cannot be counted
in: NoCalendar is raised, and nobody guesses. Days in which a third party was asked do not count;
a corrected application begins the count anew.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from shenfa.lexicons.calendar import Calendar
from shenfa.lexicons.load import read_lexicon

COLUMNS = ("code", "name", "number", "count", "extension", "start")
DAY = datetime.timedelta(days=1)


class Counted(StrEnum):
    """How a limit is counted. ``LEAST_DAYS`` is a time that must at least have passed."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    LEAST_DAYS = "least_days"
    HOURS = "hours"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class StatutoryLimit:
    """A limit that a law sets: how long, from what, how much longer at most, and where it stands."""

    code: str
    name: str
    number: str
    counted: Counted
    extension: int
    start: str
    source: str

    @property
    def words(self) -> str:
        """The limit as people say it."""
        match self.counted:
            case Counted.WORKING_DAYS:
                return f"{self.number}个工作日"
            case Counted.HOURS:
                return f"{self.number}小时"
            case Counted.DATE:
                month, day = map(int, self.number.split("-"))
                return f"{month}月{day}日前"
            case _:
                return f"{self.number}日"


@dataclass(frozen=True, slots=True)
class Running:
    """A limit as it runs: since when, extended by how much, and the days that do not count."""

    limit: StatutoryLimit
    begun: datetime.date
    extended: int = 0
    pauses: tuple[tuple[datetime.date, datetime.date | None], ...] = ()


@cache
def statutory_limits() -> dict[str, StatutoryLimit]:
    """Return the limits as shipped, by their codes."""
    rows = read_lexicon("statutory_limits", COLUMNS)
    found = {}
    for row in rows:
        code, name, number, counted, extension, start = row.values
        found[code] = StatutoryLimit(
            code, name, number, Counted(counted), int(extension), start, row.source
        )
    return found


def last_day(running: Running, calendar: Calendar) -> datetime.date | None:
    """Return the last day of a limit; None while it is paused without an end. Raises NoCalendar."""
    if any(end is None for _, end in running.pauses):
        return None
    limit = running.limit
    match limit.counted:
        case Counted.WORKING_DAYS:
            number = int(limit.number) + running.extended
            return _working_day(running, number, calendar)
        case Counted.DAYS | Counted.LEAST_DAYS:
            return running.begun + int(limit.number) * DAY
        case Counted.HOURS:
            return running.begun + datetime.timedelta(hours=int(limit.number))
        case Counted.DATE:
            return next_date(limit.number, running.begun)


def next_date(written: str, begun: datetime.date) -> datetime.date:
    """Return the first day of this name (“01-31”) that is not before a day."""
    month, day = map(int, written.split("-"))
    this_year = datetime.date(begun.year, month, day)
    return this_year if this_year >= begun else datetime.date(begun.year + 1, month, day)


def _working_day(running: Running, number: int, calendar: Calendar) -> datetime.date:
    day = running.begun
    while number:
        day += DAY
        if calendar.is_working_day(day) and not _is_paused(running, day):
            number -= 1
    return day


def _is_paused(running: Running, day: datetime.date) -> bool:
    return any(begin < day <= (end or day) for begin, end in running.pauses)
