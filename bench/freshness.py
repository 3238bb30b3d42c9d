"""How well the rhythm of columns is learned: right, undecided, wrong, and alarms about nothing.

Histories are made by this script alone: columns with a rhythm under three strengths of noise,
once with titles that name their issue and once without, and columns without any rhythm. The
bars: a wrong period for at most 0.5 % of columns, a period for at most 1 % of the irregular ones,
at most 1 % false alarms for each due date at which nothing was missed.

    python bench/freshness.py [histories of each kind] [seed]
"""

import datetime
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shenfa.lexicons.calendar import Calendar
from shenfa.patrol.freshness import (
    Column,
    ColumnState,
    Item,
    Knowledge,
    Origin,
    Period,
    State,
    column_state,
    shipped_knowledge,
)
from shenfa.patrol.freshness.due import GRACE
from shenfa.patrol.freshness.periods import first_day, issue_name, number_of

TODAY = datetime.date(2026, 11, 24)
DAY = datetime.timedelta(days=1)
NAME = "有关情况"
"""A column whose name says nothing."""
MOST_WRONG, MOST_IRREGULAR, MOST_FALSE = 0.005, 0.01, 0.01
MARGIN = 8
ISSUES = {
    Period.TENDAY: (9, 50, 4),
    Period.MONTH: (7, 36, 20),
    Period.QUARTER: (6, 14, 60),
    Period.HALF: (5, 8, 120),
    Period.YEAR: (4, 6, 150),
}
"""For each period the fewest and most issues, and the latest usual day in it."""


@dataclass(frozen=True, slots=True)
class Noise:
    """How far a history strays: days in shares of the period, then three probabilities."""

    name: str
    jitter: float
    missed: float
    burst: float
    extra: float


NOISES = (
    Noise("clean", 0.05, 0, 0, 0),
    Noise("mild", 0.09, 0.05, 0.15, 0.05),
    Noise("hard", 0.14, 0.12, 0.30, 0.12),
)


@dataclass(slots=True)
class Tally:
    """What came out for one kind of columns (counted up, so not frozen)."""

    right: int = 0
    undecided: int = 0
    wrong: int = 0
    stopped: int = 0
    caught: int = 0
    due_dates: int = 0
    false: int = 0

    @property
    def columns(self) -> int:
        """How many columns were judged."""
        return self.right + self.undecided + self.wrong


def main() -> None:
    """Print the table, and fail where a bar is not reached."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    source = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 7)  # noqa: S311 -- a bench
    began = time.process_time()
    known = shipped_knowledge(TODAY)
    failures: list[str] = []
    print("titles      noise  columns  right   undecided  wrong   stopped caught  false alarms")
    for with_titles in (True, False):
        for noise in NOISES:
            tally = rhythms(source, number, noise, known, with_titles=with_titles)
            print(line("named" if with_titles else "dates only", noise, tally))
            if tally.wrong > MOST_WRONG * tally.columns:
                failures.append(f"wrong period, {noise.name}")
            if tally.false > MOST_FALSE * tally.due_dates:
                failures.append(f"false alarms, {noise.name}")
    given, all_of = irregular(source, number * 4, known)
    print(f"irregular columns given a period: {sum(given.values())} of {all_of.total()}", end=" ")
    print(f"= {sum(given.values()) / all_of.total():.2%} {dict(given)}")
    if sum(given.values()) > MOST_IRREGULAR * all_of.total():
        failures.append("irregular columns")
    print(f"{time.process_time() - began:.1f} CPU seconds")
    if failures:
        sys.exit("not reached: " + ", ".join(failures))


def line(titles: str, noise: Noise, tally: Tally) -> str:
    """Return one row of the table."""
    share = 100 / max(1, tally.columns)
    return (
        f"{titles:11} {noise.name:6} {tally.columns:7}  {tally.right * share:5.1f} %"
        f" {tally.undecided * share:8.1f} %  {tally.wrong * share:5.2f} %"
        f" {100 * tally.caught / max(1, tally.stopped):10.1f} %"
        f"   {tally.false}/{tally.due_dates} = {tally.false / max(1, tally.due_dates):.2%}"
    )


def rhythms(
    source: random.Random, number: int, noise: Noise, known: Knowledge, *, with_titles: bool
) -> Tally:
    """Judge columns that have a rhythm, as they were on the day of their last item and after."""
    tally = Tally()
    for _ in range(number):
        period = source.choice(tuple(ISSUES))
        end = TODAY - DAY * source.randint(0, 700)
        history = [*issues(source, period, end, noise, known.calendar)]
        items = [
            Item(title(source, period, covered) if with_titles else "关于有关情况的公示", day)
            for day, covered in sorted(history)
        ]
        days = sorted({day for day, _ in history})
        if len(days) < 3:
            continue
        judged(tally, period, items, days, known)
    return tally


def judged(
    tally: Tally,
    period: Period,
    items: Sequence[Item],
    days: Sequence[datetime.date],
    known: Knowledge,
) -> None:
    """Count how one column is judged: its period, after it stopped, and while it went on."""
    found = seen_on(items, days[-1], known).period
    tally.right += found is period
    tally.undecided += found is None
    tally.wrong += found not in (None, period)
    tally.stopped += 1
    if found is None:
        return
    much_later = days[-1] + DAY * round(period.days * 2 + GRACE[period] + MARGIN)
    tally.caught += seen_on(items, much_later, known).state is State.STALE
    for day, following in [*pairwise(days)][max(int(len(days) * 0.7), 3) :][-4:]:
        if number_of(following, period) - number_of(day, period) > 1:
            continue
        before = [item for item in items if item.published and item.published <= day]
        tally.due_dates += 1
        tally.false += is_alarm(seen_on(before, following - DAY, known))


def is_alarm(state: ColumnState) -> bool:
    """Tell whether a learned rhythm says that something is late."""
    return state.state is State.STALE and state.origin in (Origin.TITLES, Origin.DATES)


def seen_on(items: Sequence[Item], day: datetime.date, known: Knowledge) -> ColumnState:
    """Judge a column of these items on a day."""
    return column_state(Column("http://x.gov.cn/", NAME, tuple(items)), day, known)


def issues(
    source: random.Random,
    period: Period,
    end: datetime.date,
    noise: Noise,
    calendar: Calendar,
) -> Iterator[tuple[datetime.date, int]]:
    """Yield the days of a history up to ``end``, each with the number of the period it covers."""
    fewest, most, latest = ISSUES[period]
    usual = source.randint(0, 4) if period is Period.TENDAY else source.randint(1, latest)
    last = number_of(end, period)
    for number in range(last, last - source.randint(fewest, most), -1):
        if source.random() < noise.missed:
            continue
        stray = max(-usual, round(source.gauss(0, noise.jitter * period.days)))
        day = working_day(first_day(number, period) + DAY * (usual + stray), calendar)
        posts = source.randint(2, 6) if source.random() < noise.burst else 1
        for _ in range(posts):
            posted = day + DAY * source.choice((0, 0, 0, 1, 1, 2))
            if posted <= end:
                yield posted, number - 1
        extra = day + DAY * source.randint(0, int(period.days))
        if source.random() < noise.extra and extra <= end:
            yield extra, number_of(extra, period) - 1


def title(source: random.Random, period: Period, covered: int) -> str:
    """Return the title of an issue; a few say nothing, and a month may stand without its year."""
    if source.random() < 0.06:
        return "关于调整公开内容的说明"
    name = issue_name(covered, period)
    if period is Period.MONTH:
        short = name.partition("年")[2] if source.random() < 0.4 else name
        return f"{short}份空气质量状况"
    return name + {
        Period.TENDAY: "价格监测",
        Period.QUARTER: "检查情况",
        Period.HALF: "工作总结",
        Period.YEAR: "度部门决算",
    }.get(period, "")


def irregular(
    source: random.Random, number: int, known: Knowledge
) -> tuple[Counter[str], Counter[str]]:
    """Return how many columns without a rhythm were given one, and how many there were, by kind."""
    kinds: dict[str, Callable[[random.Random, datetime.date], Iterator[datetime.date]]] = {
        "chance": by_chance,
        "campaign": campaigns,
        "few": few,
        "decaying": decaying,
        "year end": year_end,
    }
    given: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    for _ in range(number):
        kind = source.choice(tuple(kinds))
        end = TODAY - DAY * source.randint(0, 700)
        days = sorted(day for day in kinds[kind](source, end) if day <= end)
        if not days:
            continue
        items = [Item(other_title(source, day), working_day(day, known.calendar)) for day in days]
        all_of[kind] += 1
        found = seen_on(items, max(item.published for item in items if item.published), known)
        if found.period:
            given[kind] += 1
    return given, all_of


def other_title(source: random.Random, day: datetime.date) -> str:
    """Return the title of an item of no series; some name a period all the same."""
    if source.random() < 0.08:
        return source.choice(
            (
                f"{day.year}年度考核工作部署",
                f"{day.month}月主题党日活动",
                f"{day.year}年第一季度会议召开",
            )
        )
    return "关于开展专项检查的通知"


def by_chance(source: random.Random, end: datetime.date) -> Iterator[datetime.date]:
    """Yield days that come when they come."""
    mean = source.choice((3, 8, 15, 25, 45, 80, 150))
    day = end - DAY * source.randint(0, mean)
    for _ in range(source.randint(8, 80)):
        yield day
        day -= DAY * (1 + int(source.expovariate(1 / mean)))


def campaigns(source: random.Random, end: datetime.date) -> Iterator[datetime.date]:
    """Yield bursts with silence between them."""
    day = end - DAY * source.randint(0, 200)
    for _ in range(source.randint(2, 8)):
        for _ in range(source.randint(2, 12)):
            yield day + DAY * source.randint(0, 12)
        day -= DAY * source.randint(40, 400)


def few(source: random.Random, end: datetime.date) -> Iterator[datetime.date]:
    """Yield hardly anything."""
    for _ in range(source.randint(1, 4)):
        yield end - DAY * source.randint(0, 1500)


def decaying(source: random.Random, end: datetime.date) -> Iterator[datetime.date]:
    """Yield days that lie further apart the later they are."""
    day = end - DAY * source.randint(0, 60)
    apart = float(source.randint(30, 90))
    for _ in range(source.randint(8, 30)):
        yield day
        day -= DAY * max(1, int(apart * source.uniform(0.5, 1.5)))
        apart *= 0.85


def year_end(source: random.Random, end: datetime.date) -> Iterator[datetime.date]:
    """Yield most days in December."""
    for year in range(end.year - 5, end.year + 1):
        for _ in range(source.randint(3, 15)):
            month = 12 if source.random() < 0.6 else source.randint(1, 12)
            yield datetime.date(year, month, source.randint(1, 28))


def working_day(day: datetime.date, calendar: Calendar) -> datetime.date:
    """Return the day itself or the next that is worked; of years without data, by the week."""
    while not (calendar.is_working_day(day) if day.year in calendar.years else day.weekday() < 5):
        day += DAY
    return day


if __name__ == "__main__":
    main()
