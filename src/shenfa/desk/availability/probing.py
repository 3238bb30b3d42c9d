"""The job of the prober: visits what is due, all at once, independent of the crawl.

Where no visit of a round was answered, others that are always there are asked (the permitted
sources of reprints). If none of them answers either, it is our own network that has ended: the
round is no sign of health, and its visits do not count (own outages).
"""

import datetime
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from shenfa.desk.availability.selectors import Planned, last_beat, visits_due
from shenfa.desk.availability.services import Made, visits_keep
from shenfa.desk.channels.selectors import source_list
from shenfa.desk.jobs.job import Means
from shenfa.desk.patrol.models import WatchedSiteRecord
from shenfa.patrol.availability import Outcome, Visit
from shenfa.patrol.fetch import SENTENCES, Failure, Policy, Probe, probe
from shenfa.patrol.limits import shipped_limits
from shenfa.patrol.target import SiteFileError, Target, read_site_file

AT_ONCE = 8
LARGEST = 5 * 1024 * 1024
QUIET = datetime.timedelta(minutes=5)
"""With nothing to visit, so often a sign of life is given."""
UNASKED = frozenset({Failure.PRIVATE, Failure.ADDRESS, Failure.HOST})
"""Addresses that our own rules forbid: nobody was asked, so the site has not failed."""
WITNESSES = 3
GUARDED = frozenset({401, 403, 407, 412, 429, 521})
"""Answers of a guard that lets no program in: the site is there."""


def probe_due(means: Means) -> int:
    """Make the visits that are due, and return how many there were."""
    at = means.by.clock.now()
    due = visits_due(at=at)
    if not due:
        last = last_beat()
        if last is None or at - last >= QUIET:
            visits_keep(made=(), at=at, is_well=True)
        return 0
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = tuple(threads.map(lambda one: _probe(one, at), due))
        well = shows_life(found) or shows_life(
            tuple(threads.map(lambda host: _witness(host, at), _witnesses(at)))
        )
    is_inside = any(_target(one.site).allows_private for one in due)
    made = [
        Made(one.site.id, one.at, visit_of(result, at))
        for one, result in zip(due, found, strict=True)
    ]
    return visits_keep(made=made, at=at, is_well=well or is_inside)


def shows_life(found: Sequence[Probe]) -> bool:
    """Return whether a round shows that the outside can be reached.

    Somebody answered, in whatever way, or nobody could be asked, which proves nothing.
    """
    asked = [one for one in found if one.failure not in UNASKED]
    return any(map(_answered, asked)) or (bool(found) and not asked)


def visit_of(found: Probe, at: datetime.datetime) -> Visit:
    """Return how a visit went, as the indicator counts it."""
    spent = round(found.seconds * 1000)
    if found.failure in UNASKED:
        return Visit(at, Outcome.BLOCKED, 0, SENTENCES[found.failure])
    if found.failure is Failure.LARGE:
        return Visit(at, Outcome.OPEN, spent)
    if found.failure is not None:
        return Visit(at, Outcome.FAILED, spent, SENTENCES[found.failure])
    if found.status in GUARDED:
        return Visit(at, Outcome.BLOCKED, spent, f"返回{found.status}")
    if found.status >= 400 or found.status < 200:
        return Visit(at, Outcome.FAILED, spent, f"返回{found.status}")
    return Visit(at, Outcome.OPEN, spent)


def _probe(planned: Planned, at: datetime.datetime) -> Probe:
    target = _target(planned.site)
    return _ask(target.home, at, allows_private=target.allows_private)


def _ask(url: str, at: datetime.datetime, *, allows_private: bool) -> Probe:
    seconds = float(shipped_limits(at.date())["visit_seconds"])
    policy = Policy(None, allows_private=allows_private, largest=LARGEST, seconds=seconds)
    return probe(url, policy, time.monotonic)


def _target(site: WatchedSiteRecord) -> Target:
    try:
        return read_site_file(site.site_file, site.home)
    except SiteFileError:  # what was right when it was registered, in an older version
        return Target(site.home)


def _answered(found: Probe) -> bool:
    return found.failure is None or found.failure in {Failure.TLS, Failure.LARGE, Failure.REDIRECTS}


def _witnesses(at: datetime.datetime) -> list[str]:
    """Return hosts that are not ours and answer every day: permitted sources."""
    return sorted(host for source in source_list(at) for host in source.domains)[:WITNESSES]


def _witness(host: str, at: datetime.datetime) -> Probe:
    return _ask(f"https://{host}/", at, allows_private=False)
