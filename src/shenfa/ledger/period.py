"""Quarters and years as they are assessed, in Beijing time."""

import datetime
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
WRITTEN = re.compile(r"(\d{4})[Qq]([1-4])")
ORDINALS = "一二三四"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter of a year."""

    year: int
    number: int

    @property
    def code(self) -> str:
        """As it is written in addresses and files."""
        return f"{self.year}Q{self.number}"

    @property
    def name(self) -> str:
        """As people write it."""
        return f"{self.year}年第{ORDINALS[self.number - 1]}季度"

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        return datetime.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        return self.following.first - datetime.timedelta(days=1)

    @property
    def following(self) -> "Quarter":
        """The next one."""
        return (
            Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)
        )

    @property
    def before(self) -> "Quarter":
        """The one before."""
        return (
            Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)
        )

    @property
    def begin(self) -> datetime.datetime:
        """The moment it begins."""
        return datetime.datetime.combine(self.first, datetime.time(), BEIJING)

    @property
    def end(self) -> datetime.datetime:
        """The moment it is over, which belongs to the next one."""
        return self.following.begin


def read_quarter(text: str) -> Quarter | None:
    """Return the quarter that is written as 2026Q3, if it is one."""
    found = WRITTEN.fullmatch(text.strip())
    return Quarter(int(found[1]), int(found[2])) if found else None


def quarter_at(moment: datetime.datetime) -> Quarter:
    """Return the quarter in which a moment lies."""
    day = moment.astimezone(BEIJING).date()
    return Quarter(day.year, (day.month + 2) // 3)


def quarters_of(year: int) -> tuple[Quarter, ...]:
    """Return the four quarters of a year."""
    return tuple(Quarter(year, number) for number in (1, 2, 3, 4))
