"""Provinces, prefectures and counties: which belongs to which, today or ever."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from shenfa.lexicons import read_lexicon

COLUMNS = ("code", "name", "province", "counties")
SHORTEST = 3
VAGUE = re.compile(
    r"[东西南北中新老旧前后上下城关市郊江河湖海山桥铁港口矿]{1,3}区|[新兴前进向阳解放和平高开发]{2,3}区"
)
"""Names that are also ordinary words for a part of a town."""


@dataclass(frozen=True, slots=True)
class Regions:
    """``parents`` are the upper regions by name of the lower one, ``uppers`` all their names.

    ``former`` are those under which it ever stood, as far as the codes of all years tell.
    """

    parents: dict[str, frozenset[str]]
    former: dict[str, frozenset[str]]
    uppers: tuple[str, ...]
    longest: int

    def lower_at(self, text: str, start: int) -> str:
        """Return the longest county or prefecture whose name begins at ``start``, or ""."""
        for length in range(min(self.longest, len(text) - start), SHORTEST - 1, -1):
            if text[start : start + length] in self.parents:
                return text[start : start + length]
        return ""


@cache
def regions() -> Regions:
    """Return the divisions of today and before."""
    parents: dict[str, set[str]] = defaultdict(set)
    uppers: set[str] = set()
    for entry in read_lexicon("name_regions", COLUMNS):
        _, name, province, counties = entry.values
        uppers.update(filter(None, (name, province)))
        if name:
            parents[name].add(province)
        for county in filter(None, counties.split("、")):
            parents[county].update(filter(None, (name, province)))
    usable = {
        name: frozenset(above)
        for name, above in parents.items()
        if len(name) >= SHORTEST and not VAGUE.fullmatch(name)
    }
    return Regions(
        usable, _former(), tuple(sorted(uppers, key=len, reverse=True)), max(map(len, usable))
    )


@cache
def autonomous_names() -> frozenset[str]:
    """Return the full names of all autonomous regions, prefectures, counties, ever."""
    names = {name for name in _former() if "自治" in name}
    for entry in read_lexicon("name_regions", COLUMNS):
        _, name, province, counties = entry.values
        names.update(one for one in (name, province, *counties.split("、")) if "自治" in one)
    return frozenset(names)


@cache
def _former() -> dict[str, frozenset[str]]:
    """Return under which names every region has ever stood, by the codes of all years."""
    entries = read_lexicon("privacy_region_codes", ("code", "name", "status"))
    names = {entry.values[0]: entry.values[1] for entry in entries}
    found: dict[str, set[str]] = defaultdict(set)
    for code, name in names.items():
        above = (names.get(f"{code[:4]}00", ""), names.get(f"{code[:2]}0000", ""))
        found[name].update(one for one in above if one and one != name)
    return {name: frozenset(above) for name, above in found.items()}
