"""The life of an observation: one fault is one row, however often it is seen (R63).

A day's observations are folded into the standing ones. What two visits in a row no longer saw,
though they looked, closes itself and goes to a person; what comes back opens the same row again.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from shenfa.text import Severity

PAGES_KEPT = 20


class Condition(StrEnum):
    """Where a standing observation is (存在、已消失待核验)."""

    OPEN = "open"
    CURED = "cured"


@dataclass(frozen=True, slots=True)
class Observed:
    """A fault as one visit saw it. ``count`` is on how many pages or places."""

    kind: str
    target: str
    severity: Severity
    count: int
    pages: tuple[str, ...]
    evidence: Mapping[str, object]
    basis: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same fault: its kind and what it concerns."""
        return self.kind, self.target


@dataclass(frozen=True, slots=True)
class Standing:
    """A fault over time: ``visits`` saw it, ``clean`` ones in a row looked and did not.

    ``last_looked`` is when a visit last reached what it is about.
    """

    observed: Observed
    condition: Condition
    first_seen: datetime.datetime
    last_seen: datetime.datetime
    last_looked: datetime.datetime
    visits: int = 1
    clean: int = 0
    returned: int = 0
    cured_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """The standing observations after a visit, and which of them are news."""

    standing: tuple[Standing, ...]
    opened: tuple[Standing, ...]
    returned: tuple[Standing, ...]
    cured: tuple[Standing, ...]


class LateVisit(ValueError):
    """A visit from before the last one: what was missed stays missed."""

    def __init__(self) -> None:
        super().__init__("该次巡查早于已记录的巡查，不能补录")


def fold_visit(
    standing: Iterable[Standing],
    seen: Iterable[Observed],
    at: datetime.datetime,
    looked_at: Callable[[Observed], bool],
    closing_visits: int = 2,
) -> Folded:
    """Fold what one visit saw into what stands.

    ``looked_at`` says whether the visit reached what an observation is about: only then is not
    seeing it a clean visit. Raises LateVisit.
    """
    before = {one.observed.key: one for one in standing}
    if any(at <= one.last_looked for one in before.values()):
        raise LateVisit
    now = _merged(seen)
    after: list[Standing] = []
    opened: list[Standing] = []
    returned: list[Standing] = []
    cured: list[Standing] = []
    for key, observed in now.items():
        known = before.get(key)
        if known is None:
            opened.append(Standing(observed, Condition.OPEN, at, at, at))
            continue
        again = known.condition is Condition.CURED
        one = replace(
            known,
            observed=observed,
            condition=Condition.OPEN,
            last_seen=at,
            last_looked=at,
            visits=known.visits + 1,
            clean=0,
            returned=known.returned + again,
        )
        (returned if again else after).append(one)
    for key, known in before.items():
        if key in now:
            continue
        if known.condition is Condition.CURED or not looked_at(known.observed):
            after.append(known)
        elif known.clean + 1 < closing_visits:
            after.append(replace(known, clean=known.clean + 1, last_looked=at))
        else:
            clean = replace(known, clean=known.clean + 1, last_looked=at)
            cured.append(replace(clean, condition=Condition.CURED, cured_at=at))
    every = sorted((*after, *opened, *returned, *cured), key=lambda one: one.observed.key)
    return Folded(tuple(every), tuple(opened), tuple(returned), tuple(cured))


def missed_days(
    visits: Sequence[datetime.date], first: datetime.date, last: datetime.date
) -> tuple[datetime.date, ...]:
    """Return the days from ``first`` to ``last`` without a patrol (R61)."""
    done = set(visits)
    days = ((first + datetime.timedelta(days=number)) for number in range((last - first).days + 1))
    return tuple(day for day in days if day not in done)


def _merged(seen: Iterable[Observed]) -> dict[tuple[str, str], Observed]:
    """Join what one visit saw twice: counts add up, pages are kept once."""
    merged: dict[tuple[str, str], Observed] = {}
    for observed in seen:
        known = merged.get(observed.key)
        if known is None:
            merged[observed.key] = replace(observed, pages=observed.pages[:PAGES_KEPT])
            continue
        pages = tuple(dict.fromkeys((*known.pages, *observed.pages)))[:PAGES_KEPT]
        severity = min(known.severity, observed.severity, key=lambda one: one.rank)
        merged[observed.key] = replace(
            known, count=known.count + observed.count, pages=pages, severity=severity
        )
    return merged
