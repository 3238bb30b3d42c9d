"""What may differ between the copies without blocking, and what nobody has compared."""

from collections.abc import Iterator, Sequence

from shenfa.audit.compare.alignment import Region
from shenfa.audit.compare.attachment import Frame
from shenfa.audit.compare.comparison import Copy, Remark
from shenfa.audit.compare.furniture import PAGE_NUMBER, furniture_lines, scans
from shenfa.audit.compare.regions import Pair
from shenfa.audit.compare.stream import Break, Stream, plain_text
from shenfa.audit.compare.table import has_cells
from shenfa.text import PassageKind

COPY_NAMES = {Copy.FORMAL: "正式件", Copy.ELECTRONIC: "电子件"}
AROUND = frozenset({PassageKind.HEADER, PassageKind.FOOTER})
UNSEEN = {
    PassageKind.HIDDEN: "隐藏文字",
    PassageKind.DELETED: "修订中删除的文字",
    PassageKind.COMMENT: "批注",
}
FILE_NAME = "文件名"
"""Place of a gap about the name only; the content was read."""
SEAL_CODE = 13
SHORTEST_SEAL = 4
UNDER_SEAL = "印章遮挡区未比对，请人工核对"


def unread_parts(pair: Pair) -> Iterator[Remark]:
    """What a reader could not read, and pictures whose text the other copy does not have."""
    for copy, stream, other in _both(pair):
        for gap in stream.document.gaps:
            if gap.place != FILE_NAME:
                yield Remark(copy, gap.place, gap.reason)
        for place, text, shown in _picture_texts(stream):
            if not _is_known(text, other):
                yield Remark(copy, place, f"图片中的文字“{_short(shown)}”未比对，请人工核对")
        if not stream.text:
            yield Remark(copy, "全文", "没有读出可以比对的文字，请检查文件或者识别后再比对")


def tolerated_parts(pair: Pair) -> Iterator[Remark]:
    """Page furniture, seals and what is not printed."""
    for copy, stream, other in _both(pair):
        yield from _furniture(copy, stream)
        for place, text, shown in _picture_texts(stream):
            if _is_known(text, other):
                yield Remark(copy, place, f"印章或者图片中的文字“{_short(shown)}”不计入差异")
        for kind, name in UNSEEN.items():
            own = [one for one in stream.document.passages if one.kind is kind]
            if own:
                reason = f"有{len(own)}处{name}，不计入比对"
                yield Remark(copy, own[0].place, reason)
        if has_cells(other) and stream.text and not has_cells(stream):
            yield Remark(copy, "表格", "没有单元格，表格按文字顺序比对")


def is_furniture(pair: Pair, region: Region) -> bool:
    """Whether one-sided text is a running head, page number, repeated imprint or table header."""
    if not region.is_one_sided:
        return False
    if region.start < region.end:
        return _is_around(pair, pair.formal, (region.start, region.end))
    return _is_around(pair, pair.electronic, (region.other_start, region.other_end))


def is_seal(pair: Pair, region: Region, frame: Frame) -> bool:
    """Whether text that only a scan shows is that of the seal: the signatory or a seal's code."""
    stream, start, end = pair.formal, region.start, region.end
    if region.other_start < region.other_end or not stream.is_scan(start):
        return False
    names = [pair.electronic.text[first:last] for first, last in frame.signature]
    return all(
        (len(line) >= SHORTEST_SEAL and any(line in name for name in names))
        or (len(line) == SEAL_CODE and line.isdecimal())
        for line in _lines(stream, start, end)
    )


def is_under_seal(pair: Pair, region: Region, frame: Frame) -> bool:
    """Whether signature or date stands here and the scan shows nothing readable."""
    if region.start < region.end or not pair.formal.is_scan(region.start):
        return False
    return any(
        first <= region.other_start and region.other_end <= last for first, last in frame.signature
    )


def describe(pair: Pair, region: Region, reason: str) -> Remark:
    """Return the remark on a region, by the copy that has text there."""
    if region.start < region.end:
        return Remark(Copy.FORMAL, pair.formal.place(region.start, region.end), reason)
    place = pair.electronic.place(region.other_start, region.other_end)
    return Remark(Copy.ELECTRONIC, place, reason)


def _both(pair: Pair) -> tuple[tuple[Copy, Stream, Stream], tuple[Copy, Stream, Stream]]:
    return (
        (Copy.FORMAL, pair.formal, pair.electronic),
        (Copy.ELECTRONIC, pair.electronic, pair.formal),
    )


def _picture_texts(stream: Stream) -> Iterator[tuple[str, str, str]]:
    """Yield the place of each picture, its text, and that text as it may be quoted."""
    pages = scans(stream.document)
    for index, passage in enumerate(stream.document.passages):
        if passage.kind is PassageKind.PICTURE and index not in pages:
            yield passage.place, passage.text, stream.shown[index]


def _is_known(text: str, other: Stream) -> bool:
    plain = plain_text(text)
    pictures = {plain_text(one) for _, one, _ in _picture_texts(other)}
    return plain in other.text or plain in pictures


def _furniture(copy: Copy, stream: Stream) -> Iterator[Remark]:
    document = stream.document
    lines: dict[str, str] = {}
    for passage, shown in zip(document.passages, stream.shown, strict=True):
        if passage.kind in AROUND and passage.text.strip():
            lines.setdefault(shown.strip(), passage.place)
    for index, spans in furniture_lines(document, scans(document)).items():
        passage = document.passages[index]
        for start, end in spans:
            lines.setdefault(stream.shown[index][start:end].strip(), passage.place or "全文")
    numbers = [place for text, place in lines.items() if _is_number(text)]
    if numbers:
        yield Remark(copy, numbers[0], "页码不计入比对")
    for text, place in lines.items():
        if not _is_number(text):
            yield Remark(copy, place, f"页眉页脚“{_short(text)}”不计入比对")


def _is_number(text: str) -> bool:
    return PAGE_NUMBER.fullmatch(text) is not None or plain_text(text).strip("-·").isdecimal()


def _is_around(pair: Pair, stream: Stream, span: tuple[int, int]) -> bool:
    known = {
        plain_text(passage.text)
        for one in (pair.formal, pair.electronic)
        for passage in one.document.passages
        if passage.kind in AROUND
    }
    lines = _lines(stream, *span)
    if all(line in known or _is_repeated_imprint(stream, line) for line in lines):
        return True
    return _is_table_header(stream, span)


def _lines(stream: Stream, start: int, end: int) -> Sequence[str]:
    edges = [start]
    edges += [at for at in range(start + 1, end) if stream.breaks[at] >= Break.LINE]
    return [stream.text[first:last] for first, last in zip(edges, [*edges[1:], end], strict=True)]


def _is_repeated_imprint(stream: Stream, line: str) -> bool:
    return line.endswith("印发") and stream.text.count(line) > 1


def _is_table_header(stream: Stream, span: tuple[int, int]) -> bool:
    """Whether the text is the header of its table once more, as at the top of a page."""
    first = stream.passage(span[0])
    if first.cell is None or first.cell.row == 1:
        return False
    header = [
        plain_text(passage.text)
        for passage in stream.document.passages
        if passage.cell
        and passage.enclosure == first.enclosure
        and (passage.cell.table, passage.cell.row) == (first.cell.table, 1)
    ]
    return stream.text[slice(*span)] == "".join(header)


def _short(text: str) -> str:
    tight = " ".join(text.split())
    return tight if len(tight) <= 30 else f"{tight[:20]}…{tight[-8:]}"
