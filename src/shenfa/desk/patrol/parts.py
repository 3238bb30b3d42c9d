"""Whose an address of a watched site is: the county's own site has parts of every unit (R61)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.patrol.models import WatchedSiteRecord
from shenfa.desk.release.site import site_get as site_described

OWN_PATH = "/site"
"""Below this path the product itself serves the county's site."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The units of a site's parts by the address below its home; empty where all is one unit's."""

    home: str
    sponsor: str
    units: Mapping[str, str]

    def unit_of(self, *urls: str) -> str | None:
        """Return the unit in whose column the first of these addresses stands, None: the sponsor's."""
        for url in urls:
            below = url.removeprefix(self.home) if url.startswith(self.home) else ""
            steps = below.removeprefix(f"{OWN_PATH[1:]}/").split("/")
            for length in range(len(steps), 0, -1):
                found = self.units.get("/".join(steps[:length]))
                if found is not None:
                    return found if found != self.sponsor else None
        return None


def is_own_site(site: WatchedSiteRecord) -> bool:
    """Return whether a site is the one that this product publishes. One query at most."""
    if not site.unit.is_county_office:
        return False
    address = urlsplit(site.home)
    return (
        address.path.rstrip("/").endswith(OWN_PATH) or address.hostname == site_described().domain
    )


def parts_of(site: WatchedSiteRecord) -> Parts:
    """Return the parts of a site. Two queries at most."""
    home = f"{site.home.rstrip('/')}/"
    if not is_own_site(site):
        return Parts(home, site.unit_id, {})
    kinds = [ChannelKind.COLUMN.value, ChannelKind.MAIN_COLUMN.value]
    rows = ChannelRecord.objects.filter(kind__in=kinds, closed_at=None)
    return Parts(home, site.unit_id, dict(rows.values_list("path", "unit_id")))
