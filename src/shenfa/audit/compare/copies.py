"""Compare two copies: align, explain what may differ, and name each difference with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shenfa.audit.compare.alignment import Region, align
from shenfa.audit.compare.attachment import Frame, Missing, frame_of, missing_attachments
from shenfa.audit.compare.comparison import (
    Comparison,
    Copy,
    Difference,
    DifferenceKind,
    Grade,
    Remark,
    Side,
)
from shenfa.audit.compare.covering import Quotable
from shenfa.audit.compare.furniture import scans
from shenfa.audit.compare.regions import Move, Pair, moves, refined
from shenfa.audit.compare.stream import Stream, stream_of
from shenfa.audit.compare.table import Displaced, displaced, equal_stretches
from shenfa.audit.compare.telling import (
    WITHHELD,
    attachment_sentence,
    displaced_sentence,
    grouping_sentence,
    move_sentence,
    region_sentence,
)
from shenfa.audit.compare.tolerance import (
    FILE_NAME,
    UNDER_SEAL,
    describe,
    is_furniture,
    is_seal,
    is_under_seal,
    tolerated_parts,
    unread_parts,
)
from shenfa.text import Certainty, Document, PassageKind

KEY = re.compile(
    "[0-9A-Za-z%‰￥¥$〇零一二两三四五六七八九十百千万亿元角年月日号时点不未无非禁否勿免莫已]"
)
"""Figures, letters, money and dates, and the small words that turn a sentence round."""
WORD = re.compile(r"\w")
LOOK_ALIKES = (
    "人入八", "未末", "己已巳", "土士", "日曰目", "大太犬", "千干于", "戊戌戍", "侯候", "毫亳", "晴睛", "免兔",
    "0OoQD〇", "1lI", "5Ss", "8B", "2Zz",
)  # fmt: skip
"""Characters that text recognition takes for each other, however often it looks."""
FLOATING = frozenset({PassageKind.NOTE, PassageKind.TEXT_BOX})


@dataclass(frozen=True, slots=True)
class _Found:
    """A difference and where it begins in the electronic copy, to sort by."""

    position: int
    difference: Difference


def compare(
    formal: Document,
    electronic: Document,
    rereadings: Sequence[Document] = (),
    quotable: Quotable | None = None,
) -> Comparison:
    """Compare the signed original with the electronic copy.

    ``rereadings`` are further readings of the same scan by other means. Recognised text that
    differs is certain only where every reading shows the same; without one it is suspected.
    ``quotable`` says what of the two may be quoted; without it everything is, for whoever goes
    on working with the result and tells nobody.
    """
    quotable = Quotable() if quotable is None else quotable
    is_scanned = bool(scans(formal) or scans(electronic))
    theirs = stream_of(electronic, quotable.electronic, is_scanned=is_scanned)
    pair = Pair(stream_of(formal, quotable.formal, is_scanned=is_scanned), theirs)
    frames = frame_of(pair.formal), frame_of(theirs)
    is_comparable = bool(pair.formal.text and theirs.text)
    aligned = align(pair.formal.text, theirs.text) if is_comparable else ()
    regions = refined(pair, aligned, (frames[0].cuts, frames[1].cuts))
    again = [
        _signs(Pair(stream_of(one, is_scanned=is_scanned), theirs), frames) for one in rereadings
    ]
    unread = list(unread_parts(pair))
    tolerated = list(tolerated_parts(pair))
    found = list(_tables(pair, regions)) + list(_groupings(pair, regions))
    rest = list(regions)
    for difference, explained in _larger(pair, rest, frames):
        found.append(difference)
        rest = [region for region in rest if region not in explained]
    moved, rest = moves(pair, rest)
    for move in moved:
        if _floats(pair, move):
            tolerated.append(describe(pair, move.formal, "脚注或者文本框的位置不同，内容相同"))
        else:
            found.append(_moved(pair, move))
    for region in rest:
        remark = _excused(pair, region, frames[1])
        if remark is None:
            found.append(_plain(pair, region, again))
        elif remark.reason == UNDER_SEAL:
            unread.append(remark)
        else:
            tolerated.append(remark)
    ordered = [one.difference for one in sorted(found, key=lambda one: one.position)]
    if quotable.is_withheld:
        ordered = [replace(one, message=WITHHELD) for one in ordered]
    return Comparison(
        formal,
        electronic,
        tuple(ordered),
        tuple(dict.fromkeys(unread)),
        tuple(dict.fromkeys(tolerated)),
    )


Sign = tuple[int, int, str]


def _sign(pair: Pair, region: Region) -> Sign:
    return region.other_start, region.other_end, pair.formal.text[region.start : region.end]


def _signs(pair: Pair, frames: tuple[Frame, Frame]) -> frozenset[Sign]:
    cuts = frame_of(pair.formal).cuts, frames[1].cuts
    found = refined(pair, align(pair.formal.text, pair.electronic.text), cuts)
    return frozenset(_sign(pair, region) for region in found)


def _larger(
    pair: Pair, regions: list[Region], frames: tuple[Frame, Frame]
) -> Iterator[tuple[_Found, tuple[Region, ...]]]:
    """Whole attachments that one copy lacks."""
    for missing in missing_attachments(pair.formal, frames[0], regions, frames[1], is_formal=True):
        yield _attachment(pair, missing, Copy.ELECTRONIC), missing.regions
    for missing in missing_attachments(
        pair.electronic, frames[1], regions, frames[0], is_formal=False
    ):
        yield _attachment(pair, missing, Copy.FORMAL), missing.regions


def _attachment(pair: Pair, missing: Missing, lacking: Copy) -> _Found:
    regions = missing.regions
    difference = Difference(
        DifferenceKind.ATTACHMENT,
        Grade.KEY,
        _certainty(pair, regions[0]),
        _side(pair.formal, [(one.start, one.end) for one in regions]),
        _side(pair.electronic, [(one.other_start, one.other_end) for one in regions]),
        attachment_sentence(missing, lacking),
    )
    return _Found(regions[0].other_start, difference)


def _excused(pair: Pair, region: Region, frame: Frame) -> Remark | None:
    if is_under_seal(pair, region, frame):
        place = pair.electronic.place(region.other_start, region.other_end)
        return Remark(Copy.FORMAL, f"电子件{place}处", UNDER_SEAL)
    if is_seal(pair, region, frame):
        return describe(pair, region, "印章文字不计入差异")
    if is_furniture(pair, region):
        return describe(pair, region, "重复的页眉页脚、表头或者印发行不计入差异")
    return None


def _plain(pair: Pair, region: Region, again: Sequence[frozenset[Sign]]) -> _Found:
    certainty = _certainty(pair, region)
    if (
        again
        and _is_plain_to_see(pair, region)
        and all(_sign(pair, region) in one for one in again)
    ):
        certainty = Certainty.CERTAIN
    difference = Difference(
        _kind(pair, region),
        _grade(pair, region),
        certainty,
        _side(pair.formal, [(region.start, region.end)]),
        _side(pair.electronic, [(region.other_start, region.other_end)]),
        region_sentence(pair, region, certainty),
    )
    return _Found(region.other_start, difference)


def _is_plain_to_see(pair: Pair, region: Region) -> bool:
    """Whether recognition that shows it every time may be trusted: text is there, and another."""
    formal = pair.formal.text[region.start : region.end]
    electronic = pair.electronic.text[region.other_start : region.other_end]
    is_look_alike = len(formal) == len(electronic) and all(
        one == other or any(one in group and other in group for group in LOOK_ALIKES)
        for one, other in zip(formal, electronic, strict=True)
    )
    return bool(WORD.search(formal)) and not is_look_alike


def _moved(pair: Pair, move: Move) -> _Found:
    gone, come = move.formal, move.electronic
    text = pair.formal.quoted(gone.start, gone.end)
    difference = Difference(
        DifferenceKind.TEXT,
        Grade.WORDING,
        _certainty(pair, gone),
        _side(pair.formal, [(gone.start, gone.end)]),
        _side(pair.electronic, [(come.other_start, come.other_end)]),
        move_sentence(text),
    )
    return _Found(come.other_start, difference)


def _tables(pair: Pair, regions: Sequence[Region]) -> Iterator[_Found]:
    for one in displaced(pair, regions):
        yield _Found(one.region.other_start, _displaced(pair, one))


def _displaced(pair: Pair, one: Displaced) -> Difference:
    region = one.region
    origin = (
        pair.formal.passage(region.start).origin,
        pair.electronic.passage(region.other_start).origin,
    )
    is_drawn = any(name.startswith("page ") for name in origin)
    return Difference(
        DifferenceKind.TABLE,
        _grade(pair, region),
        Certainty.SUSPECTED if is_drawn else Certainty.CERTAIN,
        _side(pair.formal, [(region.start, region.end)]),
        _side(pair.electronic, [(region.other_start, region.other_end)]),
        displaced_sentence(pair, region, one.reason),
    )


def _groupings(pair: Pair, regions: Sequence[Region]) -> Iterator[_Found]:
    """Digits that both copies part, but not at the same place: 12 3 and 1 23."""
    for start, end, other_start in equal_stretches(pair, regions):
        shift = other_start - start
        for match in re.finditer(r"\d{2,}", pair.formal.text[start:end]):
            first, last = start + match.start(), start + match.end()
            ours = {at for at in range(first + 1, last) if pair.formal.breaks[at]}
            theirs = {at for at in range(first + 1, last) if pair.electronic.breaks[at + shift]}
            if not ours or not theirs or ours == theirs:
                continue
            if pair.formal.cell(first) and pair.electronic.cell(first + shift):
                continue
            region = Region(first, last, first + shift, last + shift)
            yield _Found(
                region.other_start,
                Difference(
                    DifferenceKind.TEXT,
                    Grade.KEY,
                    _certainty(pair, region),
                    _side(pair.formal, [(first, last)]),
                    _side(pair.electronic, [(first + shift, last + shift)]),
                    grouping_sentence(pair, region),
                ),
            )


def _floats(pair: Pair, move: Move) -> bool:
    kinds = {
        pair.formal.passage(move.formal.start).kind,
        pair.electronic.passage(move.electronic.other_start).kind,
    }
    return bool(kinds & FLOATING)


def _certainty(pair: Pair, region: Region) -> Certainty:
    is_scan = any(
        stream.is_scan(position)
        for stream, edges in (
            (pair.formal, (region.start - 1, region.start, region.end)),
            (pair.electronic, (region.other_start - 1, region.other_start, region.other_end)),
        )
        for position in edges
    )
    is_beside_gap = (region.start == region.end and bool(_gaps(pair.formal))) or (
        region.other_start == region.other_end and bool(_gaps(pair.electronic))
    )
    return Certainty.SUSPECTED if is_scan or is_beside_gap else Certainty.CERTAIN


def _gaps(stream: Stream) -> int:
    """How many parts of a copy nobody could read: what the other has more may be in them."""
    return sum(gap.place != FILE_NAME for gap in stream.document.gaps)


def _kind(pair: Pair, region: Region) -> DifferenceKind:
    in_cell = any(
        start < end and stream.cell(start) is not None
        for stream, start, end in (
            (pair.formal, region.start, region.end),
            (pair.electronic, region.other_start, region.other_end),
        )
    )
    if in_cell:
        return DifferenceKind.TABLE
    return (
        DifferenceKind.TEXT if WORD.search(_changed(pair, region)) else DifferenceKind.PUNCTUATION
    )


def _grade(pair: Pair, region: Region) -> Grade:
    changed = _changed(pair, region)
    if KEY.search(changed):
        return Grade.KEY
    if WORD.search(changed):
        return Grade.WORDING
    text = pair.electronic.text
    before = text[max(0, region.other_start - 1) : region.other_start]
    after = text[region.other_end : region.other_end + 1]
    # A mark between digits is part of a number: 1.5 and 15, 3-5 and 3.5.
    return Grade.KEY if before.isdecimal() and after.isdecimal() else Grade.MARK


def _changed(pair: Pair, region: Region) -> str:
    return (
        pair.formal.text[region.start : region.end]
        + pair.electronic.text[region.other_start : region.other_end]
    )


def _side(stream: Stream, ranges: Sequence[tuple[int, int]]) -> Side:
    filled = [one for one in ranges if one[0] < one[1]] or list(ranges[:1])
    spans = tuple(span for one in filled for span in stream.spans(*one))
    places = dict.fromkeys(stream.place(*one) for one in filled)
    text = "\n".join(stream.quoted(*one) for one in filled)
    return Side("、".join(places), text, spans)
