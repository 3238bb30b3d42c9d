"""One visit to a home page that also looks at the certificate."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from shenfa.patrol.fetch.door import certificate_ends, fetch
from shenfa.patrol.fetch.terms import Failure, FetchFailed, Policy, Request


@dataclass(frozen=True, slots=True)
class Probe:
    """How a home page answered: in how many seconds, or why not; when its certificate ends."""

    status: int
    seconds: float
    failure: Failure | None = None
    certificate_ends: datetime.datetime | None = None


def probe(url: str, policy: Policy, clock: Callable[[], float]) -> Probe:
    """Visit a page once and say how that went."""
    begun = clock()
    try:
        fetched = fetch(Request(url), policy)
    except FetchFailed as failed:
        return Probe(0, clock() - begun, failed.failure)
    seconds = clock() - begun
    if seconds >= policy.seconds:
        return Probe(fetched.status, seconds, Failure.SLOW)
    ends = certificate_ends(fetched.url, policy) if fetched.url.startswith("https:") else None
    return Probe(fetched.status, seconds, None, ends)
