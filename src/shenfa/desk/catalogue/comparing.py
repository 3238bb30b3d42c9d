"""The catalogue held against what is public: what is missing, late, or soon due (R10).

Everything is derived, nothing is stored: publishing clears it at once.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.timezone import localdate

from shenfa.desk.catalogue.models import OccasionRecord, PublicationRecord, VersionRecord
from shenfa.desk.catalogue.selectors import occasions_of, publications_of
from shenfa.desk.working_days import calendar
from shenfa.ledger.catalogue import Rhythm, TimeLimit, Window, event_window, read_limit, windows
from shenfa.lexicons.calendar import NoCalendar

SOON = datetime.timedelta(days=10)
EVER = datetime.date(2008, 5, 1)
"""When the Regulation first held; nothing was due before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that an item asks for: what, in which time, and when it became public, if it did.

    ``missing_year`` is the year whose days off are not known, so that the limit cannot be told.
    """

    version: VersionRecord
    title: str
    window: Window | None
    done_on: datetime.date | None
    occasion: str = ""
    missing_year: int = 0

    def is_late(self, today: datetime.date) -> bool:
        """Whether it is over and not public."""
        return self.done_on is None and self.window is not None and self.window.due < today

    def is_soon(self, today: datetime.date) -> bool:
        """Whether it will be over soon and is not public."""
        if self.done_on is not None or self.window is None:
            return False
        return today <= self.window.due <= today + SOON

    @property
    def was_late(self) -> bool:
        """Whether it became public after its time."""
        return (
            self.done_on is not None and self.window is not None and self.done_on > self.window.due
        )


@dataclass(slots=True)
class _Public:
    """What became public under an item: the days of each release, and what each occasion got."""

    days: list[datetime.date] = field(default_factory=list)
    occasions: dict[str, datetime.date] = field(default_factory=dict)


def asked_of(
    versions: Iterable[VersionRecord], today: datetime.date, since: datetime.date | None = None
) -> tuple[Asked, ...]:
    """Return what these items ask for, from ``since`` (or the present round) on. Three queries."""
    rows = tuple(versions)
    items = [row.item_id for row in rows]
    public = _public(publications_of(items))
    occasions: dict[str, list[OccasionRecord]] = defaultdict(list)
    for one in occasions_of(items):
        occasions[one.item_id].append(one)
    found: list[Asked] = []
    for row in rows:
        limit = read_limit(row.limit)
        if limit is None:
            continue
        own = public.get(row.item_id, _Public())
        if limit.rhythm is Rhythm.EVENT:
            found.extend(_of_events(row, limit, occasions[row.item_id], own))
        else:
            begin = max(since or EVER, localdate(row.item.opened_at))
            rounds = list(_of_rounds(row, windows(limit, begin, today), own))
            found.extend(rounds if since else _present(rounds, today))
    return tuple(found)


def _of_events(
    version: VersionRecord,
    limit: TimeLimit,
    occasions: Iterable[OccasionRecord],
    public: _Public,
) -> Iterator[Asked]:
    for one in occasions:
        done = public.occasions.get(one.id)
        try:
            window = event_window(limit, one.formed_on, calendar())
        except NoCalendar as unknown:
            yield Asked(version, one.title, None, done, one.id, unknown.year)
            continue
        yield Asked(version, one.title, window, done, one.id)


def _of_rounds(
    version: VersionRecord, rounds: Iterable[Window], public: _Public
) -> Iterator[Asked]:
    for window in rounds:
        after = (day for day in public.days if day >= window.begin)
        yield Asked(version, version.matter, window, min(after, default=None))


def _present(rounds: list[Asked], today: datetime.date) -> Iterator[Asked]:
    """Yield the round that runs, and the one before where it is still owed."""
    over = [one for one in rounds if one.window is not None and one.window.due < today]
    running = [one for one in rounds if one.window is not None and one.window.due >= today]
    if over and over[-1].done_on is None:
        yield over[-1]
    yield from running[:1]
    if over and not running and over[-1].done_on is not None:
        yield over[-1]


def _public(rows: Iterable[PublicationRecord]) -> Mapping[str, _Public]:
    found: dict[str, _Public] = defaultdict(_Public)
    for row in rows:
        own, day = found[row.version.item_id], localdate(row.release.released_at)
        own.days.append(day)
        if row.occasion_id:
            known = own.occasions.get(row.occasion_id)
            own.occasions[row.occasion_id] = min(day, known) if known else day
    return found
