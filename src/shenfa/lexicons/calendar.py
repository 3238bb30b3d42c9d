"""The working days of a year, as the yearly notices of the State Council's office set them.

A year whose notice has not been loaded is a year without data: nobody guesses it.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from shenfa.lexicons.load import Entry, LexiconError, read_table

COLUMNS = ("date", "kind", "holiday")
OFF, WORKED = "off", "work"
SATURDAY = 5


class NoCalendar(LookupError):
    """A day of a year without data; the message says which year is missing."""

    def __init__(self, year: int) -> None:
        super().__init__(f"没有{year}年的节假日安排，请导入国务院办公厅当年的通知")
        self.year = year


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off on a weekday or a week-end (``off``), worked week-end days, and the years known.

    A year is known when a notice names its first of January; the days of a December that the
    next notice moves are taken from that notice once it is there.
    """

    off: frozenset[datetime.date]
    worked: frozenset[datetime.date]
    years: frozenset[int]

    def is_working_day(self, day: datetime.date) -> bool:
        """Return whether a day is worked. Raises NoCalendar for a year without data."""
        if day.year not in self.years:
            raise NoCalendar(day.year)
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def after(self, day: datetime.date, number: int) -> datetime.date:
        """Return the last day of a limit of so many working days, the day after ``day`` being 1.

        Raises NoCalendar (政府信息公开条例 counts like this, see 行政诉讼法 and 民法典第二百零一条).
        """
        while number:
            day += datetime.timedelta(days=1)
            number -= self.is_working_day(day)
        return day

    def between(self, first: datetime.date, last: datetime.date) -> int:
        """Return how many working days lie after ``first`` up to ``last``. Raises NoCalendar."""
        days = (last - first).days
        return sum(
            self.is_working_day(first + datetime.timedelta(days=number + 1))
            for number in range(days)
        )


@cache
def shipped_calendar() -> Calendar:
    """Return the calendar of the years whose notices came with this version."""
    return calendar_of(_shipped())


def calendar_with(path: Traversable) -> Calendar:
    """Return the shipped calendar with the rows of a file of the same format over it.

    Raises LexiconError.
    """
    own = read_table(path, COLUMNS)
    calendar_of(own, path.name)
    replaced = {row.values[0] for row in own}
    return calendar_of([*(row for row in _shipped() if row.values[0] not in replaced), *own])


def calendar_of(rows: Iterable[Entry], name: str = "calendar.tsv") -> Calendar:
    """Return the calendar that rows make. Raises LexiconError for a day that is none."""
    days: dict[str, set[datetime.date]] = {OFF: set(), WORKED: set()}
    for number, row in enumerate(rows, start=2):
        written, kind, _ = row.values
        try:
            days[kind].add(datetime.date.fromisoformat(written))
        except (ValueError, KeyError) as error:
            complaint = f"日期写成 2027-01-01 的样子，类别写 {OFF}（放假）或 {WORKED}（上班）"
            raise LexiconError(name, number, complaint) from error
    years = {day.year for day in days[OFF] if (day.month, day.day) == (1, 1)}
    return Calendar(frozenset(days[OFF]), frozenset(days[WORKED]), frozenset(years))


def _shipped() -> tuple[Entry, ...]:
    return read_table(files("shenfa.lexicons") / "data" / "calendar.tsv", COLUMNS)
