"""Where news may be reprinted from, and whether an address is what it seems (R56–R58).

Names in the notice are names, not addresses: the county keeps, for each source, the domains
with their subdomains and the accounts, dated. An address that only looks like one of them is
refused with that reason.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

DISTINCTIVE = 6
"""So long is a name that nobody else's contains by chance."""


@dataclass(frozen=True, slots=True)
class Source:
    """One permitted source.

    ``domains`` stand for themselves and everything below them; ``accounts`` are platform and
    account id, as "weixin:gh_0123".
    """

    name: str
    domains: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    is_county_media: bool = False

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the source is on the list on this day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class Standing(StrEnum):
    """What an address turned out to be."""

    PERMITTED = "permitted"
    LOOK_ALIKE = "look_alike"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The standing of an address, and the source it belongs to or imitates."""

    standing: Standing
    source: Source | None = None


def judge_address(address: str, sources: Iterable[Source], day: datetime.date) -> Judgement:
    """Judge a web address, or an account written as platform:id."""
    valid = [source for source in sources if source.holds_on(day)]
    host = _host(address)
    for source in valid:
        if address in source.accounts or any(_is_below(host, domain) for domain in source.domains):
            return Judgement(Standing.PERMITTED, source)
    for source in valid:
        if any(_imitates(host, domain) for domain in source.domains):
            return Judgement(Standing.LOOK_ALIKE, source)
    return Judgement(Standing.OTHER)


def _host(address: str) -> str:
    if "://" not in address:
        return ""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    return host if parts.scheme in ("http", "https") else ""


def _is_below(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _imitates(host: str, domain: str) -> bool:
    """Whether a host carries the name of a domain it does not belong to.

    xinhuanet-news.example, xinhuanet.com.example, xinhuanet.cc, xinhuannet.com. A short name
    (news, gov) is a part of too many honest ones, so there the whole domain is looked for.
    """
    bare = domain.removeprefix("www.")
    name = bare.split(".", maxsplit=1)[0]
    # A sister of "www." is the same body's, though not on the list.
    if not host or _is_below(host, bare):
        return False
    if bare.replace(".", "-") in host.replace(".", "-"):
        return True
    if len(name) < DISTINCTIVE:
        return False
    labels = host.split(".")
    return any(name in label or _is_one_slip(name, label) for label in labels if len(label) > 3)


def _is_one_slip(name: str, label: str) -> bool:
    """Whether two names differ by one character left out, put in or changed."""
    if abs(len(name) - len(label)) > 1 or name == label:
        return False
    start = 0
    while start < min(len(name), len(label)) and name[start] == label[start]:
        start += 1
    end = 0
    while end < min(len(name), len(label)) - start and name[-1 - end] == label[-1 - end]:
        end += 1
    return max(len(name), len(label)) - start - end <= 1
