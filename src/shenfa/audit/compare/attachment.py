"""The attachments of a copy: their entries in the list (附件说明) and their texts behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shenfa.audit.compare.alignment import Region
from shenfa.audit.compare.furniture import scans
from shenfa.audit.compare.stream import Stream
from shenfa.rules.official import Elements, elements
from shenfa.text import Document, Line, Part, PassageKind, parts

MOSTLY = 0.8
"""An attachment of which this much is missing is missing."""
LABELS = frozenset({"附件", "附件:", "附:"})
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment; ranges in the stream, empty where it is only listed or only there.

    It has no name where that may not be quoted.
    """

    number: str
    name: str
    entry: Range
    annex: Range

    @property
    def title(self) -> str:
        """What people call it."""
        name = f"“{self.name}”" if self.name else ""
        return f"附件{self.number}{name}"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the comparison knows of a copy's make-up."""

    attachments: tuple[Attachment, ...]
    signature: tuple[Range, ...]

    @property
    def cuts(self) -> set[int]:
        """Where entries and attachments begin and end."""
        return {
            edge
            for one in self.attachments
            for range_ in (one.entry, one.annex)
            if range_[0] < range_[1]
            for edge in range_
        }


@dataclass(frozen=True, slots=True)
class Missing:
    """An attachment that one copy has and the other has not, and the regions this explains."""

    attachment: Attachment
    regions: tuple[Region, ...]
    is_entry_missing: bool
    is_annex_missing: bool


def frame_of(stream: Stream) -> Frame:
    """Recognise attachments and signature in the running text, scanned pages included."""
    document = _as_text(stream.document)
    found: list[Attachment] = []
    signature: list[Range] = []
    for part in parts(document):
        own = elements(part)
        found += _attachments(stream, own, _end(stream, part))
        lines = (*own.signature, *((own.date,) if own.date else ()))
        signature += [_range(stream, line, line) for line in lines]
    return Frame(tuple(found), tuple(signature))


def missing_attachments(
    stream: Stream, frame: Frame, regions: Sequence[Region], other: Frame, *, is_formal: bool
) -> list[Missing]:
    """Return the attachments of this copy that the other lacks, with what that explains."""
    spans = [
        (region, (region.start, region.end) if is_formal else _turned(region))
        for region in regions
        if _is_mostly_ours(region, is_formal=is_formal)
    ]
    found: list[Missing] = []
    for one in frame.attachments:
        is_entry = _covered(one.entry, [span for _, span in spans])
        is_annex = _covered(one.annex, [span for _, span in spans])
        if is_entry or is_annex:
            ranges = [one.entry] * is_entry + [one.annex] * is_annex
            own = [region for region, span in spans if any(_meets(span, each) for each in ranges)]
            found.append(Missing(one, tuple(own), is_entry, is_annex))
    if found and len(frame.attachments) != len(other.attachments):
        explained = {region for one in found for region in one.regions}
        labels = tuple(
            region
            for region, span in spans
            if region not in explained and _is_label(stream, span, frame)
        )
        found[0] = replace(found[0], regions=(*found[0].regions, *labels))
    return found


def _as_text(document: Document) -> Document:
    pages = scans(document)
    if not pages:
        return document
    return replace(
        document,
        passages=tuple(
            replace(passage, kind=PassageKind.BODY) if index in pages else passage
            for index, passage in enumerate(document.passages)
        ),
    )


def _attachments(stream: Stream, own: Elements, end: int) -> Iterator[Attachment]:
    stops = sorted(
        stream.position(line.passage, line.start)
        for line in (*(annex.heading for annex in own.annexes), *own.colophon[:1])
    )
    annexes: dict[str, tuple[Range, str]] = {}
    for annex in own.annexes:
        start = stream.position(annex.heading.passage, annex.heading.start)
        stop = next((one for one in stops if one > start), end)
        name = "".join(annex.lines[0].text.split()) if annex.lines else ""
        name = "" if stream.is_covered(start, stop) else name
        annexes.setdefault(annex.number, ((start, stop), name if len(name) <= 40 else ""))
    for item in own.attachments:
        first = item.number_line or item.names[0]
        range_, _ = annexes.pop(item.number, ((0, 0), ""))
        entry = _range(stream, first, item.names[-1])
        yield Attachment(item.number, "" if stream.is_covered(*entry) else item.name, entry, range_)
    for number, (range_, name) in annexes.items():
        yield Attachment(number, name, (0, 0), range_)


def _range(stream: Stream, first: Line, last: Line) -> Range:
    return (
        stream.position(first.passage, first.start),
        stream.position(last.passage, last.start + len(last.text)),
    )


def _end(stream: Stream, part: Part) -> int:
    last = max(
        (index for index, passage in part.passages if passage.kind is PassageKind.BODY), default=-1
    )
    return stream.position(last + 1, 0)


def _turned(region: Region) -> Range:
    return region.other_start, region.other_end


def _is_mostly_ours(region: Region, *, is_formal: bool) -> bool:
    ours, theirs = region.end - region.start, region.other_end - region.other_start
    return ours > 2 * theirs if is_formal else theirs > 2 * ours


def _meets(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _covered(range_: Range, spans: Sequence[Range]) -> bool:
    length = range_[1] - range_[0]
    shared = sum(max(0, min(range_[1], end) - max(range_[0], start)) for start, end in spans)
    return length > 0 and shared >= MOSTLY * length


def _is_label(stream: Stream, span: Range, frame: Frame) -> bool:
    """Whether text is but the label or a number of the list, which goes with the last but one."""
    text = stream.text[slice(*span)]
    if text in LABELS:
        return True
    digits = text.rstrip(".、").lstrip("附件")
    near = any(
        abs(span[0] - start) <= len(text) + 2
        for one in frame.attachments
        for start in (one.entry[0], one.annex[0])
    )
    return near and len(digits) <= 2 and digits.isdecimal()
