"""The titles a text may cite: the shipped table and the county's own, found by name."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shenfa.lexicons import shipped_instruments
from shenfa.rules.citing.numbers import Number, read_number
from shenfa.text import Citations, Instrument

STATE = "中华人民共和国"
COURTS = ("最高人民法院、最高人民检察院", "最高人民法院", "最高人民检察院", "国务院办公厅", "国务院")
DROPPED = str.maketrans("", "", " \u3000\xa0《》〈〉<>＜＞“”‘’\"")
WIDE = str.maketrans("()", "（）")


def key_of(title: str) -> str:
    """Return what two spellings of one title share: no marks, no blanks, no 中华人民共和国."""
    plain = title.translate(DROPPED).translate(WIDE)
    return plain.replace(STATE, "") if STATE in plain else plain


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """Instruments by the key of their title, and what tells an order number from another."""

    by_key: dict[str, Instrument]
    near: dict[str, tuple[str, ...]]
    numbers: dict[str, Number]
    by_order: dict[int, str]
    latest_order: int

    def find(self, title: str) -> Instrument | None:
        """Return the instrument with this title or short name."""
        return self.by_key.get(key_of(title))

    def nearest(self, title: str) -> Instrument | None:
        """Return the one instrument whose title differs from this by a single slip."""
        key = key_of(title)
        close = {
            candidate
            for shape in shapes(key)
            for candidate in self.near.get(shape, ())
            if candidate != key and distance(candidate, key) == 1
        }
        found = {self.by_key[candidate].title: self.by_key[candidate] for candidate in close}
        return found.popitem()[1] if len(found) == 1 else None


@lru_cache(maxsize=4)
def directory(citations: Citations) -> Directory:
    """Return the directory for a county. It is built once for each county table."""
    by_key: dict[str, Instrument] = {}
    for instrument in (*citations.instruments, *shipped_instruments()):
        for name in (instrument.title, *instrument.aliases):
            by_key.setdefault(key_of(name), instrument)
        for court in COURTS:
            if instrument.title.startswith(court + "关于"):
                by_key.setdefault(key_of(instrument.title.removeprefix(court)), instrument)
    near: defaultdict[str, list[str]] = defaultdict(list)
    for key in by_key:
        if len(key) >= SHORTEST_TO_GUESS:
            for shape in shapes(key):
                near[shape].append(key)
    numbers = {
        instrument.title: number
        for instrument in by_key.values()
        if instrument.number and (number := read_number(instrument.number))
    }
    by_order = {
        number.value[0]: title
        for title, number in numbers.items()
        if number.series == "国务院令"
    }
    return Directory(
        by_key,
        {shape: tuple(keys) for shape, keys in near.items()},
        numbers,
        by_order,
        max(by_order, default=0),
    )


SHORTEST_TO_GUESS = 4
"""Below this many characters two laws differ by as little as a slip: 刑法, 宪法, 水法."""


def shapes(key: str) -> Iterator[str]:
    """Yield the key and what it is without one of its characters: equal for near titles."""
    yield key
    for place in range(len(key)):
        yield key[:place] + key[place + 1 :]


def distance(one: str, other: str) -> int:
    """Return 0 to 2: the slips (change, loss, addition, swap) between near titles; 2 is many."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 1:
        return 2
    first = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    rest, rest_other = one[first:], other[first:]
    swapped = rest[:2] == rest_other[1::-1] and rest[2:] == rest_other[2:]
    same = (
        rest[1:] == rest_other[1:]
        or rest[1:] == rest_other
        or rest == rest_other[1:]
        or (swapped and len(rest) > 1)
    )
    return 1 if same else 2

