"""Align two long strings and return where they differ, as few and as readable as possible.

Stretches that occur equally often in both texts are laid on each other first, so that only
what lies between them is searched character by character.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ANCHOR = 12
"""Length of the stretches that tie the texts together."""
LARGEST = 1_000_000_000
"""Beyond this product of lengths, two stretches are simply different: nobody waits for hours."""
CRUMB = 4
"""An agreement this short between two longer differences is chance."""


@dataclass(frozen=True, slots=True)
class Region:
    """``start`` to ``end`` of the first text stands where the second has its own stretch."""

    start: int
    end: int
    other_start: int
    other_end: int

    @property
    def length(self) -> int:
        """The longer of the two stretches."""
        return max(self.end - self.start, self.other_end - self.other_start)

    @property
    def is_one_sided(self) -> bool:
        """Whether one of the texts has nothing here."""
        return self.start == self.end or self.other_start == self.other_end


def align(one: str, other: str) -> tuple[Region, ...]:
    """Return the differing regions in order; between them the texts are equal."""
    found: list[Region] = []
    position = other_position = 0
    for start, other_start, length in (*_anchors(one, other), (len(one), len(other), 0)):
        gap = Region(position, start, other_position, other_start)
        found += _between(one, other, gap)
        position, other_position = start + length, other_start + length
    return tuple(_joined(found))


def _anchors(one: str, other: str) -> Iterator[tuple[int, int, int]]:
    """Yield equal stretches: the common head, what ties the texts together, the common tail."""
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    end, other_end = len(one) - tail, len(other) - tail
    if head:
        yield 0, 0, head
    where = _grams(other, head, other_end)
    pairs = [
        pair
        for gram, positions in _grams(one, head, end).items()
        if len(positions) == len(where.get(gram, ()))
        for pair in zip(positions, where[gram], strict=True)
    ]
    last = head, head
    for start, other_start in _rising(sorted(pairs)):
        if start < last[0] or other_start < last[1]:
            continue
        back = _common(one[last[0] : start][::-1], other[last[1] : other_start][::-1])
        first, other_first = start - back, other_start - back
        length = _common_from(one, other, (first, other_first), (end, other_end))
        yield first, other_first, length
        last = first + length, other_first + length
    if tail:
        yield end, other_end, tail


def _grams(text: str, start: int, end: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position in range(start, end - ANCHOR + 1):
        found.setdefault(text[position : position + ANCHOR], []).append(position)
    return found


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises in both texts (pairs come sorted by the first)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        rank = bisect_left(tails, value)
        before.append(at[rank - 1] if rank else -1)
        if rank == len(tails):
            tails.append(value)
            at.append(index)
        else:
            tails[rank], at[rank] = value, index
    chain: list[tuple[int, int]] = []
    index = at[-1] if at else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _common(one: str, other: str) -> int:
    """The length of the common head, found by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_from(one: str, other: str, at: tuple[int, int], ends: tuple[int, int]) -> int:
    length = 0
    most = min(ends[0] - at[0], ends[1] - at[1])
    step = 64
    while length < most:
        size = min(step, most - length)
        first, second = at[0] + length, at[1] + length
        same = _common(one[first : first + size], other[second : second + size])
        length += same
        if same < size:
            break
        step *= 2
    return length


def _between(one: str, other: str, gap: Region) -> Iterator[Region]:
    left, right = one[gap.start : gap.end], other[gap.other_start : gap.other_end]
    if left == right:
        return
    if not left or not right or len(left) * len(right) > LARGEST:
        yield gap
        return
    if len(left) == len(right):
        changed = [index for index, one_ in enumerate(left) if one_ != right[index]]
        if len(changed) * 10 <= len(left) or len(left) == len(changed) == 1:
            for index in changed:
                start, other_start = gap.start + index, gap.other_start + index
                yield Region(start, start + 1, other_start, other_start + 1)
            return
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "equal":
            yield Region(
                gap.start + start,
                gap.start + end,
                gap.other_start + other_start,
                gap.other_start + other_end,
            )


def _joined(regions: Sequence[Region]) -> Iterator[Region]:
    """Join neighbours that only a chance agreement keeps apart."""
    waiting: Region | None = None
    for region in regions:
        if waiting is None:
            waiting = region
            continue
        between = region.start - waiting.end
        if between == 0 or (between <= CRUMB and between < min(waiting.length, region.length)):
            waiting = Region(waiting.start, region.end, waiting.other_start, region.other_end)
        else:
            yield waiting
            waiting = region
    if waiting is not None:
        yield waiting
