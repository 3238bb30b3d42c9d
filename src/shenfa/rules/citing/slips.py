"""Which known title was meant by one that nobody knows: one slip away, and only one such title.

A slip is a character changed, lost, added or swapped with its neighbour, or a word of two
characters lost or added (暂行, 管理). The index holds every title with one character or one
such word taken out, so that a look-up costs as much as the title is long.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shenfa.rules.citing.directory import STATE, directory, key_of
from shenfa.rules.worded.slips import is_one_slip
from shenfa.text import Citations, Instrument

SHORTEST = 4
"""Below this many characters two laws differ by as little as a slip: 刑法, 宪法, 水法."""
SHORT = 6
LONG = 7
GENRES = ("条例", "办法", "规定", "细则", "法")


@dataclass(frozen=True, slots=True, eq=False)
class Slips:
    """Keys of the known titles by what is left when a character or a word is taken out."""

    without_character: dict[str, tuple[str, ...]]
    without_word: dict[str, tuple[str, ...]]


def meant_title(title: str, citations: Citations) -> Instrument | None:
    """Return the one instrument whose title differs from this by a slip."""
    known = directory(citations).by_key
    key = key_of(title)
    found = {
        known[candidate].title: known[candidate]
        for candidate in _candidates(key, _slips(citations), is_national=STATE in title)
        if candidate[-1] == key[-1] and candidate != key
    }
    if not found and STATE in title:
        found = {known[one].title: known[one] for one in _other_genres(key) if one in known}
    return found.popitem()[1] if len(found) == 1 else None


def _candidates(key: str, slips: Slips, *, is_national: bool) -> Iterator[str]:
    # 动物保护法 is no slip of 文物保护法: what differs at the opening is another subject.
    opening = key[:2] if len(key) <= SHORT and not is_national else ""
    for shape in (key, *_without(key, 1)):
        for candidate in slips.without_character.get(shape, ()):
            if is_one_slip(candidate, key) and (
                len(candidate) != len(key)
                or candidate.startswith(opening)
                or sorted(candidate) == sorted(key)
            ):
                yield candidate
    if len(key) >= (SHORTEST + 1 if is_national else LONG):
        yield from slips.without_word.get(key, ())
        for shape in _without(key, 2):
            yield from (one for one in slips.without_character.get(shape, ()) if one == shape)


def _other_genres(key: str) -> Iterator[str]:
    genre = next((one for one in GENRES if key.endswith(one)), "")
    # 实施细则 and 实施办法 of a law give way to 实施条例 all the time.
    if genre and not key.endswith(f"实施{genre}"):
        yield from (key.removesuffix(genre) + other for other in GENRES if other != genre)


@lru_cache(maxsize=4)
def _slips(citations: Citations) -> Slips:
    by_character: defaultdict[str, list[str]] = defaultdict(list)
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for key in directory(citations).by_key:
        if len(key) >= SHORTEST:
            for shape in (key, *_without(key, 1)):
                by_character[shape].append(key)
        if len(key) > SHORTEST + 2:
            for shape in _without(key, 2):
                by_word[shape].append(key)
    return Slips(
        {shape: tuple(keys) for shape, keys in by_character.items()},
        {shape: tuple(keys) for shape, keys in by_word.items()},
    )


def _without(key: str, length: int) -> Iterator[str]:
    for place in range(len(key) - length + 1):
        yield key[:place] + key[place + length :]
