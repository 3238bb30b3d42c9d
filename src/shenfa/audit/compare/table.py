"""Whether text that is equal also stands in the same cells: tables cell by cell."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shenfa.audit.compare.alignment import Region
from shenfa.audit.compare.regions import Pair
from shenfa.audit.compare.stream import Stream

Place = tuple[str, int, int, int]
"""Enclosure, table, row, column."""


@dataclass(frozen=True, slots=True)
class Displaced:
    """Equal text in another cell: its region, and what is other about the cell."""

    region: Region
    reason: str


def displaced(pair: Pair, regions: Sequence[Region]) -> Iterator[Displaced]:
    """Yield equal text of the two copies that stands in cells which do not correspond."""
    links = _links(pair, regions)
    ours: dict[Place, set[Place]] = {}
    theirs: dict[Place, set[Place]] = {}
    for one, other in links:
        ours.setdefault(one, set()).add(other)
        theirs.setdefault(other, set()).add(one)
    single: dict[tuple[Place, Place], Region] = {}
    reported: set[Place] = set()
    for (one, other), region in links.items():
        if len(ours[one]) == len(theirs[other]) == 1:
            single[one, other] = region
        elif len(ours[one]) > 1 and len(theirs[other]) > 1 and not ours[one] & reported:
            reported |= ours[one]
            yield Displaced(region, "单元格的划分")
    yield from _shifted(single)


def has_cells(stream: Stream) -> bool:
    """Whether a copy has tables with cells."""
    return any(stream.document.passages[index].cell for index in set(stream.passages))


def _shifted(single: Mapping[tuple[Place, Place], Region]) -> Iterator[Displaced]:
    columns = _usual(((*other[:2], other[3]), (*one[:2], one[3])) for one, other in single)
    rows = _usual((other[:3], one[:3]) for one, other in single)
    for (one, other), region in single.items():
        if columns[(*other[:2], other[3])] != (*one[:2], one[3]):
            yield Displaced(region, "所在的列")
        elif rows[other[:3]] != one[:3]:
            yield Displaced(region, "所在的行")


def _usual(
    pairs: Iterator[tuple[tuple[str | int, ...], tuple[str | int, ...]]],
) -> dict[tuple[str | int, ...], tuple[str | int, ...]]:
    counts: dict[tuple[str | int, ...], Counter[tuple[str | int, ...]]] = {}
    for key, value in pairs:
        counts.setdefault(key, Counter())[value] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in counts.items()}


def _links(pair: Pair, regions: Sequence[Region]) -> dict[tuple[Place, Place], Region]:
    """Cells that share equal text, without cells in which text differs."""
    changed = {
        _place(pair.formal, position)
        for region in regions
        for position in range(region.start, region.end)
    }
    changed_other = {
        _place(pair.electronic, position)
        for region in regions
        for position in range(region.other_start, region.other_end)
    }
    found: dict[tuple[Place, Place], Region] = {}
    for start, end, other_start in equal_stretches(pair, regions):
        for position in range(start, end):
            shifted = position - start + other_start
            one, other = _place(pair.formal, position), _place(pair.electronic, shifted)
            if one is None or other is None or one in changed or other in changed_other:
                continue
            known = found.get((one, other))
            first = known.start if known else position
            other_first = known.other_start if known else shifted
            found[one, other] = Region(first, position + 1, other_first, shifted + 1)
    return found


def equal_stretches(pair: Pair, regions: Sequence[Region]) -> Iterator[tuple[int, int, int]]:
    """Yield what lies between the regions: start and end in the one copy, start in the other."""
    start = other_start = 0
    if not pair.formal.text or not pair.electronic.text:
        return
    for region in regions:
        if start < region.start:
            yield start, region.start, other_start
        start, other_start = region.end, region.other_end
    if start < len(pair.formal.text):
        yield start, len(pair.formal.text), other_start


def _place(stream: Stream, position: int) -> Place | None:
    passage = stream.passage(position)
    cell = passage.cell
    return (passage.enclosure, cell.table, cell.row, cell.column) if cell else None
