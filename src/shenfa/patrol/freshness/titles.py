"""The period that the titles of a column state: 2025年第三季度, 10月份, 上半年, 11月上旬, 2025年度."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shenfa.patrol.freshness.column import Item
from shenfa.patrol.freshness.periods import HALVES, PARTS, QUARTERS, Period, number_of
from shenfa.text import fold
from shenfa.text.numerals import parse_numeral

YEAR = r"(?:(?P<year>20\d\d)年(?:度)?)?"
MONTH_NUMBER = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
WEEK = re.compile(r"(?P<year>20\d\d)年第(?P<week>[1-9]|[1-4]\d|5[0-3])周")
TENDAY = re.compile(YEAR + MONTH_NUMBER + r"月(?:份)?\s?(?P<part>[上中下])旬")
QUARTER = re.compile(YEAR + r"(?:第)?(?P<part>[一二三四1-4])季(?:度|报)")
HALF = re.compile(YEAR + r"(?P<part>[上下])半年")
MONTH = re.compile(
    # 1—11月 counts up to November and is its issue; 3—4月 and 11月24日 are none.
    rf"(?:(?P<year>20\d\d)年|(?<![\d.\-—–~至十]))(?:0?1月?[\-—–~至])?{MONTH_NUMBER}月"
    r"(?=份|报|度|$|[^\d日底末初中上下至\-—–~一二三四五六七八九十])"
)
ANNUAL = re.compile(r"(?P<year>20\d\d)年(?:度|年报|.{0,14}?(?:年度|年报|决算|预算|总结))")
PATTERNS = {
    Period.WEEK: WEEK,
    Period.TENDAY: TENDAY,
    Period.QUARTER: QUARTER,
    Period.HALF: HALF,
    Period.MONTH: MONTH,
    Period.YEAR: ANNUAL,
}
"""In the order in which they are tried: a title that names a month names its year as well."""
ENOUGH = {
    Period.WEEK: 4,
    Period.TENDAY: 4,
    Period.MONTH: 3,
    Period.QUARTER: 3,
    Period.HALF: 3,
    Period.YEAR: 2,
}
SHARE = 0.6
NEIGHBOURS = 0.5
DISTINCT = 0.15


@dataclass(frozen=True, slots=True)
class Issue:
    """The period that one title names, and the day the item was published."""

    period: Period
    number: int
    published: datetime.date


def issue_of(item: Item) -> Issue | None:
    """Return the period that a title names, the year taken from the date where it is left out."""
    day = item.published
    if day is None:
        return None
    title = fold(item.title).text
    found = ((period, pattern.search(title)) for period, pattern in PATTERNS.items())
    period, match = next(((period, match) for period, match in found if match), (None, None))
    if period is None or match is None:
        return None
    number = _number(period, match, day)
    return None if number is None else Issue(period, number, day)


def issues_of(items: Iterable[Item], period: Period) -> tuple[Issue, ...]:
    """Return the issues of one period, each number once with its first publication, in order."""
    first: dict[int, Issue] = {}
    for issue in filter(None, map(issue_of, items)):
        if issue.period is not period or issue.number > number_of(issue.published, period) + 1:
            continue  # a slip of the pen (2062年) would put off everything that is due
        known = first.get(issue.number)
        if known is None or issue.published < known.published:
            first[issue.number] = issue
    return tuple(first[number] for number in sorted(first))


def period_in_titles(items: Sequence[Item]) -> Period | None:
    """Return the period that most titles state, in a row without many holes, or None."""
    named = [issue for issue in map(issue_of, items) if issue]
    if not named:
        return None
    (period, count), *_ = Counter(issue.period for issue in named).most_common(1)
    numbers = sorted({issue.number for issue in named if issue.period is period})
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    dated = sum(item.published is not None for item in items)
    if (
        len(numbers) >= ENOUGH[period]
        and count >= SHARE * dated
        and len(numbers) >= DISTINCT * count
        and steps.count(1) >= NEIGHBOURS * len(steps)
    ):
        return period
    return None


def _number(period: Period, match: re.Match[str], day: datetime.date) -> int | None:
    match period:
        case Period.WEEK:
            return _week(int(match["year"]), int(match["week"]))
        case Period.TENDAY:
            month = _month(match["month"])
            year = _year(match, day, month, day.month)
            return (year * 12 + month - 1) * 3 + PARTS.index(match["part"])
        case Period.MONTH:
            month = _month(match["month"])
            return _year(match, day, month, day.month) * 12 + month - 1
        case Period.QUARTER:
            part = match["part"]
            quarter = int(part) if part.isdigit() else QUARTERS.index(part) + 1
            return _year(match, day, quarter, (day.month + 2) // 3) * 4 + quarter - 1
        case Period.HALF:
            half = HALVES.index(match["part"])
            return _year(match, day, half, int(day.month > 6)) * 2 + half
        case Period.YEAR:
            return int(match["year"])


def _year(match: re.Match[str], day: datetime.date, named: int, present: int) -> int:
    """Return the year named, else the latest in which that part had begun on the day."""
    if match["year"]:
        return int(match["year"])
    return day.year if named <= present else day.year - 1


def _month(written: str) -> int:
    return int(written) if written.isdigit() else parse_numeral(written) or 0


def _week(year: int, week: int) -> int | None:
    try:
        monday = datetime.date.fromisocalendar(year, week, 1)
    except ValueError:  # a year of 52 weeks has no 53rd
        return None
    return number_of(monday, Period.WEEK)
