"""Sightings become observations: one fault, one row, with its pages counted."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shenfa.patrol.kinds import MEANINGS, Kind
from shenfa.patrol.record import Evidence, Sighting
from shenfa.patrol.survey import MOST_PAGES, Survey
from shenfa.text import Severity

COUNTED_ELSEWHERE = "referrers"
"""The evidence that says on how many pages a link stands, of which only the first are kept."""


PASSING = frozenset(
    {
        Kind.BROKEN_PAGE,
        Kind.BROKEN_IMAGE,
        Kind.BROKEN_ATTACHMENT,
        Kind.BROKEN_EXTERNAL,
        Kind.BROKEN_CSS,
        Kind.BROKEN_JS,
        Kind.TIMEOUT_PAGE,
        Kind.HOME_UNAVAILABLE,
        Kind.HOME_SLOW,
    }
)
FAULT_OF_SERVER = 500


@dataclass(frozen=True, slots=True)
class Observation:
    """One fault: what, how grave, where, on how many pages, how it shows, since when."""

    kind: Kind
    severity: Severity
    target: str
    count: int
    pages: tuple[str, ...]
    evidence: Evidence
    basis: str
    key: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A sighting whose gravity depends on more than its kind."""

    sighting: Sighting
    severity: Severity
    basis: str


def observations_of(
    sightings: Iterable[Sighting | Judged], survey: Survey
) -> tuple[Observation, ...]:
    """Group what belongs together, gravest first."""
    groups: dict[tuple[Kind, str], list[Sighting]] = {}
    judged: dict[tuple[Kind, str], Judged] = {}
    for one in sightings:
        sighting = one.sighting if isinstance(one, Judged) else one
        if sighting.page in survey.soft and sighting.kind is not Kind.SOFT_404:
            continue
        key = (sighting.kind, sighting.group or sighting.target)
        groups.setdefault(key, []).append(sighting)
        if isinstance(one, Judged):
            judged[key] = one
    found = [_observation(key, group, survey, judged) for key, group in groups.items()]
    order = list(Kind)
    return tuple(
        sorted(found, key=lambda one: (one.severity.rank, order.index(one.kind), one.target))
    )


def stage_of(one: Observation, first_seen: str, moment: datetime.datetime) -> str:
    """Whether a fault that may pass by itself was seen on one patrol only, or on several."""
    status = one.evidence.get("status")
    if one.kind not in PASSING or not isinstance(status, int) or 0 < status < FAULT_OF_SERVER:
        return ""
    is_new = datetime.datetime.fromisoformat(first_seen) >= moment
    return "suspected" if is_new else "confirmed"


def _observation(
    key: tuple[Kind, str],
    group: list[Sighting],
    survey: Survey,
    judged: Mapping[tuple[Kind, str], Judged],
) -> Observation:
    kind, name = key
    meaning = MEANINGS[kind]
    first = group[0]
    pages = tuple(dict.fromkeys(_pages(group, survey)))
    count = len(pages) if pages else len(group)
    elsewhere = first.evidence.get(COUNTED_ELSEWHERE)
    if isinstance(elsewhere, int):
        count = max(count, elsewhere)
    special = judged.get(key)
    return Observation(
        kind=kind,
        severity=special.severity if special else meaning.severity,
        target=first.target,
        count=max(1, count),
        pages=pages[:MOST_PAGES],
        evidence=first.evidence,
        basis=special.basis if special else meaning.basis,
        key=hashlib.sha256(f"{kind} {name}".encode()).hexdigest()[:24],
    )


def _pages(group: list[Sighting], survey: Survey) -> Iterator[str]:
    """The pages on which people meet the fault: those that link to a file, not the file."""
    for sighting in group:
        is_page = sighting.page in survey.by_url
        if sighting.page and is_page:
            yield sighting.page
        is_linked = sighting.kind in LINKED and sighting.target == sighting.page
        referrers = survey.pages_of(sighting.page) if is_linked or not is_page else None
        if referrers is not None:
            yield from referrers.pages
            if not referrers.pages and sighting.page:
                yield sighting.page


LINKED = frozenset({Kind.SOFT_404, Kind.REDIRECT_TO_HOME})
"""Faults of a page that people meet where a link leads to it."""
