"""Whose a page is: a release of ours, a site under patrol, or the unit that a sheet names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.patrol.models import WatchedSiteRecord
from shenfa.desk.release.models import BaselineRecord, ReleaseChannelRecord, ReleaseRecord
from shenfa.desk.release.site import site_get
from shenfa.ledger import place_of
from shenfa.ledger.matching import host_of_place

ENDINGS = ("人民政府办公室", "人民政府", "委员会", "办公室", "局", "委")
KINDS_OF_COUNTY = ("土家族苗族自治县", "自治县", "县", "区", "市")
SHORTEST = 2


@dataclass(frozen=True)
class Ground:
    """What is the county's: its units and its hosts, read once for a whole sheet.

    ``watched`` are the hosts under patrol with the unit of each; a host may serve many units.
    """

    units: tuple[UnitRecord, ...]
    office: UnitRecord
    watched: Mapping[str, str]
    own_host: str
    former_hosts: frozenset[str]

    @cached_property
    def county(self) -> str:
        """The name of the county, out of that of its office."""
        name = self.office.name
        for ending in ENDINGS:
            name = name.removesuffix(ending)
        return name

    def is_own_host(self, host: str) -> bool:
        """Return whether a host serves pages of the county."""
        return host == self.own_host or host in self.watched or host in self.former_hosts

    def unit_named(self, written: str) -> UnitRecord | None:
        """Return the unit that a name means: exactly, or the only one that it fits."""
        name = "".join(written.split())
        exact = [one for one in self.units if one.name == name]
        if exact or len(name) < SHORTEST:
            return exact[0] if exact else None
        short = name.removeprefix(self.county) or name
        fitting = [one for one in self.units if _core(short) in one.name or one.name in name]
        return fitting[0] if len(fitting) == 1 else None

    def is_other_county(self, written: str) -> bool:
        """Return whether a cell names another county."""
        name = "".join(written.split())
        own = _county_core(self.county)
        return bool(name) and own not in name and _county_core(name) not in self.county


def ground_get() -> Ground:
    """Read what is the county's. Four queries."""
    units = tuple(UnitRecord.objects.order_by("name"))
    watched = {
        host_of_place(place_of(home)): unit
        for home, unit in WatchedSiteRecord.objects.order_by("since").values_list("home", "unit_id")
    }
    domain = site_get().domain
    former = BaselineRecord.objects.values_list("url", flat=True)
    return Ground(
        units=units,
        office=next(one for one in units if one.is_county_office),
        watched=watched,
        own_host=host_of_place(place_of(domain) or place_of(f"http://{domain}")),
        former_hosts=frozenset(host_of_place(place_of(url)) for url in former.iterator()),
    )


def releases_at(places: Iterable[str], ground: Ground) -> Mapping[str, ReleaseRecord]:
    """Return the releases of ours that stand at places of our own site. One query."""
    own = {
        place: place.removeprefix(ground.own_host).strip("/").removeprefix("site/")
        for place in places
        if ground.own_host and host_of_place(place) == ground.own_host
    }
    paths = {f"{path}/" for path in own.values() if path}
    rows = ReleaseChannelRecord.objects.filter(path__in=paths)
    found = {
        row.path.strip("/"): row.release
        for row in rows.select_related("release__revision__manuscript")
    }
    return {place: found[path] for place, path in own.items() if path in found}


def _core(name: str) -> str:
    for ending in ENDINGS:
        short = name.removesuffix(ending)
        if short != name and len(short) >= SHORTEST:
            return short
    return name


def _county_core(name: str) -> str:
    for kind in KINDS_OF_COUNTY:
        short = name.removesuffix(kind)
        if short != name and len(short) >= SHORTEST:
            return short
    return name
