"""Make differing regions readable: whole numbers, whole lines, one cell each, moves as moves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from shenfa.audit.compare.alignment import Region
from shenfa.audit.compare.stream import Break, Stream

WITHIN_NUMBER = re.compile(r"[\d.,%]{1,2}")
FARTHEST = 200
SHORTEST_MOVE = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """The two copies as streams: regions count in ``formal`` first, ``electronic`` second."""

    formal: Stream
    electronic: Stream


@dataclass(frozen=True, slots=True)
class Move:
    """The same text at two places: gone from the first region, come in the second."""

    formal: Region
    electronic: Region


def refined(pair: Pair, regions: Sequence[Region], cuts: tuple[set[int], set[int]]) -> list[Region]:
    """Return the regions with readable edges; ``cuts`` are where parts of either copy begin."""
    numbers = list(_whole_numbers(pair, regions))
    slid = [_slid(pair, region, numbers, index) for index, region in enumerate(numbers)]
    return [
        piece for region in slid for part in _cut(region, cuts) for piece in _by_cell(pair, part)
    ]


def moves(pair: Pair, regions: Sequence[Region]) -> tuple[list[Move], list[Region]]:
    """Pair text missing at one place with the same text too many at another, and the rest.

    Whole stretches first, then the single lines of what is left.
    """
    whole, rest = _matched(pair, regions)
    pieces = [piece for region in rest for piece in _by_line(pair, region)]
    single, others = _matched(pair, pieces)
    return [*whole, *single], list(_rejoined(others))


def _matched(pair: Pair, regions: Sequence[Region]) -> tuple[list[Move], list[Region]]:
    gone: dict[str, list[Region]] = {}
    for region in regions:
        if region.is_one_sided and region.start < region.end and region.length >= SHORTEST_MOVE:
            gone.setdefault(pair.formal.text[region.start : region.end], []).append(region)
    found: list[Move] = []
    for region in regions:
        text = pair.electronic.text[region.other_start : region.other_end]
        if region.start == region.end and gone.get(text):
            found.append(Move(gone[text].pop(0), region))
    used = {region for move in found for region in (move.formal, move.electronic)}
    return found, [region for region in regions if region not in used]


def _by_line(pair: Pair, region: Region) -> Iterator[Region]:
    if not region.is_one_sided:
        yield region
        return
    is_formal = region.start < region.end
    stream = pair.formal if is_formal else pair.electronic
    first, last = (region.start, region.end) if is_formal else _turned(region)
    cuts = {at for at in range(first + 1, last) if stream.breaks[at] >= Break.LINE}
    yield from _cut(region, (cuts, cuts))


def _rejoined(pieces: Sequence[Region]) -> Iterator[Region]:
    waiting: Region | None = None
    for piece in pieces:
        if (
            waiting is not None
            and waiting.is_one_sided
            and piece.is_one_sided
            and (waiting.end, waiting.other_end) == (piece.start, piece.other_start)
            and (waiting.start < waiting.end) == (piece.start < piece.end)
        ):
            waiting = replace(waiting, end=piece.end, other_end=piece.other_end)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _turned(region: Region) -> tuple[int, int]:
    return region.other_start, region.other_end


def _whole_numbers(pair: Pair, regions: Sequence[Region]) -> Iterator[Region]:
    """Join two changes in one number: 1,200 and 2,100 differ once."""
    waiting: Region | None = None
    for region in regions:
        if waiting is None:
            waiting = region
            continue
        between = pair.formal.text[waiting.end : region.start]
        inside = pair.formal.breaks[waiting.end : region.start + 1]
        if WITHIN_NUMBER.fullmatch(between) and not any(inside):
            waiting = replace(waiting, end=region.end, other_end=region.other_end)
        else:
            yield waiting
            waiting = region
    if waiting is not None:
        yield waiting


def _slid(pair: Pair, region: Region, regions: Sequence[Region], index: int) -> Region:
    """Slide one-sided text along equal characters until it begins and ends with a line."""
    if not region.is_one_sided:
        return region
    is_formal = region.start < region.end
    stream = pair.formal if is_formal else pair.electronic
    own = (region.start, region.end) if is_formal else (region.other_start, region.other_end)
    floor = _edge(regions, index - 1, is_formal=is_formal, is_end=True)
    ceiling = _edge(regions, index + 1, is_formal=is_formal, is_end=False)
    best, most = 0, _score(stream, *own)
    for step in (-1, 1):
        shift = 0
        while abs(shift) < FARTHEST:
            start, end = own[0] + shift, own[1] + shift
            if step < 0 and not (start > floor and stream.text[start - 1] == stream.text[end - 1]):
                break
            if step > 0 and not (
                end < min(ceiling, len(stream.text)) and stream.text[start] == stream.text[end]
            ):
                break
            shift += step
            score = _score(stream, own[0] + shift, own[1] + shift)
            if score > most:
                best, most = shift, score
    return Region(
        region.start + best, region.end + best, region.other_start + best, region.other_end + best
    )


def _edge(regions: Sequence[Region], index: int, *, is_formal: bool, is_end: bool) -> int:
    if not 0 <= index < len(regions):
        return 0 if is_end else 10**9
    region = regions[index]
    if is_formal:
        return region.end if is_end else region.start
    return region.other_end if is_end else region.other_start


def _score(stream: Stream, start: int, end: int) -> int:
    return 2 * _break(stream, start) + _break(stream, end)


def _break(stream: Stream, position: int) -> int:
    return stream.breaks[position] if position < len(stream.breaks) else Break.PASSAGE


def _cut(region: Region, cuts: tuple[set[int], set[int]]) -> Iterator[Region]:
    if not region.is_one_sided:
        yield region
        return
    is_formal = region.start < region.end
    start, end = (region.start, region.end) if is_formal else (region.other_start, region.other_end)
    own = cuts[0] if is_formal else cuts[1]
    edges = [start, *sorted(cut for cut in own if start < cut < end), end]
    for first, last in pairwise(edges):
        yield (
            replace(region, start=first, end=last)
            if is_formal
            else replace(region, other_start=first, other_end=last)
        )


def _by_cell(pair: Pair, region: Region) -> Iterator[Region]:
    """Part a region that runs over as many cells in the one copy as in the other."""
    if region.is_one_sided:
        yield region
        return
    ours = _cells(pair.formal, region.start, region.end)
    theirs = _cells(pair.electronic, region.other_start, region.other_end)
    if len(ours) != len(theirs):
        yield region
        return
    for (start, end), (other_start, other_end) in zip(ours, theirs, strict=True):
        part = Region(start, end, other_start, other_end)
        if pair.formal.text[start:end] != pair.electronic.text[other_start:other_end]:
            yield part


def _cells(stream: Stream, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start]
    for position in range(start + 1, end):
        one, other = stream.cell(position - 1), stream.cell(position)
        if one != other:
            edges.append(position)
    return list(zip(edges, [*edges[1:], end], strict=True))
