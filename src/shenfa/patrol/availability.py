"""Whether a home page opens: visits of a week, counted as whole numbers, our own outages apart.

Independent of the crawl. A visit that takes 15.0 seconds counts as failed, five in a hundred
failed visits are a veto (国办秘函〔2019〕19号). What our side missed is not the site's fault.
"""

import datetime
import hashlib
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

CHINA = datetime.timezone(datetime.timedelta(hours=8))
DAY = datetime.timedelta(days=1)
MIDDLE = 0.8
"""A visit falls into this part of its share of the day, so that two never come close together."""


class Outcome(StrEnum):
    """How a visit went. Blocked is a site that answers and lets no program in: neither counts."""

    OPEN = "open"
    FAILED = "failed"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at a home page: how it went, and how long it took in thousandths of a second."""

    at: datetime.datetime
    outcome: Outcome
    milliseconds: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Beat:
    """A sign of life of our own side: whether the outside could be reached at all."""

    at: datetime.datetime
    is_well: bool


@dataclass(frozen=True, slots=True)
class Outage:
    """A span in which our own side was down or cut off, its ends included."""

    since: datetime.datetime
    until: datetime.datetime


@dataclass(frozen=True, slots=True)
class Availability:
    """The week of a site: ``failed`` of ``counted`` visits; the rest stands apart.

    ``short_days`` are days with fewer counted visits than the indicator wants: with one of
    them there is no veto, only figures. ``is_veto`` is None then.
    """

    first: datetime.date
    last: datetime.date
    counted: int
    failed: int
    blocked: int
    excluded: int
    slow: int
    median_milliseconds: int | None
    short_days: tuple[datetime.date, ...]
    is_veto: bool | None
    failures: tuple[Visit, ...]

    @property
    def percent(self) -> str:
        """The share of failed visits for people, exact where it matters: never rounded to 5."""
        if not self.counted:
            return ""
        hundredths = self.failed * 10_000 // self.counted
        return f"{hundredths // 100}.{hundredths % 100:02d}%"


def outages(
    beats: Iterable[Beat],
    since: datetime.datetime,
    now: datetime.datetime,
    longest: datetime.timedelta,
) -> tuple[Outage, ...]:
    """Return when our own side was not well, from when it was to watch until now.

    Between two good beats it was not well if they lie further apart than ``longest`` or a bad
    one stands between them.
    """
    known = sorted(beats, key=lambda beat: beat.at)
    good = [since, *(beat.at for beat in known if beat.is_well), now]
    bad = [beat.at for beat in known if not beat.is_well]
    return tuple(
        Outage(start, end)
        for start, end in pairwise(good)
        if end - start > longest or any(start <= moment <= end for moment in bad)
    )


def availability(
    visits: Iterable[Visit],
    last: datetime.date,
    limits: Mapping[str, int],
    own_outages: Sequence[Outage] = (),
) -> Availability:
    """Count the visits of the week that ends with a day in China."""
    first = last - datetime.timedelta(days=limits["visit_days"] - 1)
    within = [visit for visit in visits if first <= _day(visit) <= last]
    ours = [visit for visit in within if not _is_ours(visit, own_outages)]
    counted = [visit for visit in ours if visit.outcome is not Outcome.BLOCKED]
    failures = sorted(
        (visit for visit in counted if _failed(visit, limits)), key=lambda visit: visit.at
    )
    times = [visit.milliseconds for visit in counted if not _failed(visit, limits)]
    per_day = Counter(map(_day, counted))
    days = (first + DAY * number for number in range(limits["visit_days"]))
    short = tuple(day for day in days if per_day[day] < limits["visits_a_day"])
    is_over = len(failures) * 100 >= limits["veto_percent"] * len(counted)
    return Availability(
        first=first,
        last=last,
        counted=len(counted),
        failed=len(failures),
        blocked=len(ours) - len(counted),
        excluded=len(within) - len(ours),
        slow=sum(time >= limits["slow_seconds"] * 1000 for time in times),
        median_milliseconds=round(statistics.median(times)) if times else None,
        short_days=short,
        is_veto=None if short else is_over,
        failures=tuple(failures),
    )


def visit_plan(site: str, day: datetime.date, number: int) -> tuple[datetime.datetime, ...]:
    """Return when to visit a site on a day in China: spread over it, at times nobody can foretell.

    The same site and day always give the same plan, so a restart neither skips nor repeats.
    """
    midnight = datetime.datetime.combine(day, datetime.time(), CHINA)
    share = DAY / number
    return tuple(
        (midnight + share * (slot + (1 - MIDDLE) / 2 + MIDDLE * _chance(site, day, slot))).replace(
            microsecond=0
        )
        for slot in range(number)
    )


def _day(visit: Visit) -> datetime.date:
    return visit.at.astimezone(CHINA).date()


def _failed(visit: Visit, limits: Mapping[str, int]) -> bool:
    return visit.outcome is Outcome.FAILED or visit.milliseconds >= limits["visit_seconds"] * 1000


def _is_ours(visit: Visit, own: Sequence[Outage]) -> bool:
    return any(outage.since < visit.at < outage.until for outage in own)


def _chance(site: str, day: datetime.date, slot: int) -> float:
    digest = hashlib.sha256(f"{site}\n{day.isoformat()}\n{slot}".encode()).digest()
    return int.from_bytes(digest[:6]) / 2**48
