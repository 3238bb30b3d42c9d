"""The site as the checks see it: what belongs to it, what it may lead to, what day it is."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlsplit

from shenfa.patrol.address import is_under, own_hosts
from shenfa.patrol.target import Target
from shenfa.patrol.words import trusted_hosts


@dataclass(frozen=True, slots=True)
class Site:
    """``netlocs`` are hosts with ports, ``names`` without; ``trusted`` may be linked anyhow."""

    target: Target
    moment: datetime.datetime
    netlocs: frozenset[str]
    names: frozenset[str]
    trusted: frozenset[str]

    @property
    def day(self) -> datetime.date:
        """The day of the patrol."""
        return self.moment.date()

    def is_trusted(self, host: str) -> bool:
        """Whether a page may lead to a host without anybody asking."""
        return host in self.names or is_under(host, self.trusted)


def site_of(target: Target, moment: datetime.datetime) -> Site:
    """Return the site of a target as it is looked at now."""
    netlocs = own_hosts(target.home)
    names = frozenset(urlsplit(f"//{netloc}").hostname or "" for netloc in netlocs)
    trusted = trusted_hosts() | target.sources | target.script_hosts
    return Site(target, moment, netlocs, names, trusted)
