"""The articles of a list with full addresses and full dates."""

import datetime
from collections.abc import Iterable, Iterator

from shenfa.patrol.address import canonical
from shenfa.patrol.reading import Item
from shenfa.patrol.reading.dates import day_in_url
from shenfa.patrol.record import Listed

MOST_PINNED = 3
"""Items at the top of a list that may be older than those below."""


def listed(items: Iterable[Item], base: str, latest: datetime.date) -> Iterator[Listed]:
    """Yield the items of a list in its order, newest first.

    A list that leaves the year out goes back in time: a day later than the one above belongs
    to the year before, unless the one above was pinned to the top. Where the address bears a
    day, its year is the nearest.
    """
    above = latest
    items = tuple(items)
    for place, item in enumerate(items):
        url = canonical(item.raw, base)
        if url is None:
            continue
        day = item.day
        if item.month_day is not None:
            day = _with_year(item.month_day, day_in_url(url, latest), above)
        if day is not None and day <= latest and not _is_pinned(items, place, day, latest):
            above = day
        yield Listed(url, item.title, day.isoformat() if day and day <= latest else "")


def _is_pinned(
    items: tuple[Item, ...], place: int, day: datetime.date, latest: datetime.date
) -> bool:
    """Whether one of the first items is older than what follows it at once."""
    if place >= MOST_PINNED:
        return False
    following = (one.month_day for one in items[place + 1 : place + 3] if one.month_day)
    return any((_with_year(one, None, latest) or day) > day for one in following)


def _with_year(
    month_day: tuple[int, int], made: datetime.date | None, above: datetime.date
) -> datetime.date | None:
    years = (
        (made.year + 1, made.year, made.year - 1)
        if made
        else (above.year, above.year - 1, above.year - 2)
    )
    days = [day for year in years if (day := _day(year, *month_day))]
    if made:
        return min(days, key=lambda day: abs((day - made).days), default=None)
    return next((day for day in days if day <= above), None)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
