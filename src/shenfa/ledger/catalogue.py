"""Time limits of the disclosure catalogue: what had to be public by when (R8–R10).

An item either follows something that happens (so many working days after it was formed), or
comes round: each month, quarter, half-year or year, or by a day of each year.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from shenfa.lexicons.calendar import Calendar

AFTER = re.compile(r"(?:形成(?:或者变更)?(?:之日起)?)?(\d{1,3})个工作日(?:内)?")
BY_DAY = re.compile(r"每年(\d{1,2})(?:月|-)(\d{1,2})日?(?:前)?")
DAY = datetime.timedelta(days=1)


class Rhythm(StrEnum):
    """How often an item comes round."""

    EVENT = "event"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DATE = "date"


ROUNDS = {
    "每月": Rhythm.MONTH,
    "每季度": Rhythm.QUARTER,
    "每半年": Rhythm.HALF,
    "每年": Rhythm.YEAR,
}
MONTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF: 6, Rhythm.YEAR: 12}
EXAMPLES = "20个工作日、每月、每季度、每半年、每年、每年1月31日前"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit: how it comes round, the working days after an event, the day of a year."""

    rhythm: Rhythm
    days: int = 0
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which something must become public: from ``begin`` to ``due``, both included."""

    begin: datetime.date
    due: datetime.date

    def holds(self, days: Iterable[datetime.date]) -> bool:
        """Whether something became public in time."""
        return any(self.begin <= day <= self.due for day in days)


def read_limit(text: str) -> TimeLimit | None:
    """Return the limit that is written, if it is one."""
    written = "".join(text.split())
    if written in ROUNDS:
        return TimeLimit(ROUNDS[written])
    if found := AFTER.fullmatch(written):
        return TimeLimit(Rhythm.EVENT, days=int(found[1])) if int(found[1]) else None
    if found := BY_DAY.fullmatch(written):
        month, day = int(found[1]), int(found[2])
        try:
            datetime.date(2001, month, day)  # a day of every year
        except ValueError:
            return None
        return TimeLimit(Rhythm.DATE, month=month, day=day)
    return None


def event_window(limit: TimeLimit, formed: datetime.date, calendar: Calendar) -> Window:
    """Return by when what was formed on a day must be public. Raises NoCalendar."""
    return Window(formed, calendar.after(formed, limit.days))


def windows(limit: TimeLimit, since: datetime.date, until: datetime.date) -> Iterator[Window]:
    """Yield the windows of an item that comes round, not over on a day and begun until another."""
    if limit.rhythm is Rhythm.EVENT:
        return
    for year in range(since.year, until.year + 1):
        for window in _of_year(limit, year):
            if since <= window.due and window.begin <= until:
                yield window


def _of_year(limit: TimeLimit, year: int) -> Iterator[Window]:
    first = datetime.date(year, 1, 1)
    if limit.rhythm is Rhythm.DATE:
        yield Window(first, datetime.date(year, limit.month, limit.day))
        return
    months = MONTHS[limit.rhythm]
    for begin in range(1, 13, months):
        end = begin + months
        following = datetime.date(year + (end > 12), (end - 1) % 12 + 1, 1)
        yield Window(datetime.date(year, begin, 1), following - DAY)
