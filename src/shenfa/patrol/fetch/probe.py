"""One visit to a home page that also looks at the certificate."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pycurl  # type: ignore[import-untyped]  # it has no stubs here

from shenfa.patrol.fetch.one import Failure, FetchFailed, Policy, Request, fetch, new_curl

CERTIFICATE_TIME = "%b %d %H:%M:%S %Y GMT"


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
    ends = _certificate_ends(fetched.url, policy) if fetched.url.startswith("https:") else None
    return Probe(fetched.status, seconds, None, ends)


def _certificate_ends(url: str, policy: Policy) -> datetime.datetime | None:
    """Return when the first certificate of a chain ends, None where the server does not tell.

    ``fetch`` has just been answered by this address, so it may be reached.
    """
    with new_curl(url, policy.seconds) as curl:
        curl.setopt(pycurl.OPT_CERTINFO, 1)
        curl.setopt(pycurl.NOBODY, 1)
        if policy.authorities:
            curl.setopt(pycurl.CAINFO, policy.authorities)
        try:
            curl.perform()
        except pycurl.error:
            return None
        chain = curl.getinfo(pycurl.INFO_CERTINFO)
    facts = dict(chain[0]) if chain else {}
    try:
        ends = datetime.datetime.strptime(
            f"{facts.get('Expire date', '')} +0000", f"{CERTIFICATE_TIME} %z"
        )
    except ValueError:
        return None
    return ends
