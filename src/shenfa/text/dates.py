"""Dates as they stand in Chinese text: find them, and tell whether there is such a day."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.text.numerals import parse_numeral

ARABIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]"
)
CHINESE = re.compile(
    # 三四日 is an approximation and no day, so at most one digit stands without 十.
    r"(?P<year>[〇零一二三四五六七八九]{4})年"
    r"(?P<month>[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])月"
    r"(?P<day>(?:[一二三四五六七八九]?十|[廿卅])[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A full date at ``start`` to ``end``; ``value`` is None where there is no such day."""

    start: int
    end: int
    year: int
    month: int
    day: int

    @property
    def value(self) -> datetime.date | None:
        """The day itself."""
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None


def written_dates(text: str) -> Iterator[WrittenDate]:
    """Yield the full dates of a text in order: 2026年5月8日, 二〇二六年五月八日."""
    found = [
        WrittenDate(
            match.start(),
            match.end(),
            int(match["year"]),
            int(match["month"]),
            int(match["day"]),
        )
        for match in ARABIC.finditer(text)
    ]
    if "年" in text:
        for match in CHINESE.finditer(text):
            numbers = [parse_numeral(match[part]) for part in ("year", "month", "day")]
            if None not in numbers:
                year, month, day = (number or 0 for number in numbers)
                found.append(WrittenDate(match.start(), match.end(), year, month, day))
    yield from sorted(found, key=lambda date: date.start)
