"""What stands around the text of a page and may differ: page numbers, running heads, seals."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from shenfa.text import Document, Passage, PassageKind, split_lines

DASH = r"[\s—–－―─\-_·•~～]"
PAGE_NUMBER = re.compile(
    rf"{DASH}*[—–－―─\-]{DASH}*\d{{1,4}}{DASH}*[—–－―─\-]{DASH}*"
    r"|\s*第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?\s*"
)
BARE_NUMBER = re.compile(rf"{DASH}*\d{{1,4}}{DASH}*(?:[/／]\s*\d{{1,4}}\s*)?")
REPEATED = 3
Lines = Mapping[int, tuple[tuple[int, int], ...]]


def scans(document: Document) -> frozenset[int]:
    """The recognised pictures that are themselves pages of the document, not pictures in one."""
    bodies = {
        (passage.enclosure, passage.origin)
        for passage in document.passages
        if passage.kind is PassageKind.BODY
    }
    with_body = {enclosure for enclosure, _ in bodies}
    return frozenset(
        index
        for index, passage in enumerate(document.passages)
        if passage.kind is PassageKind.PICTURE
        and (
            (passage.enclosure, passage.origin) not in bodies
            if passage.origin.startswith("page ")
            else passage.enclosure not in with_body
        )
    )


def furniture_lines(document: Document, pages: frozenset[int]) -> Lines:
    """The lines of running text that are page furniture, as spans by passage index.

    ``pages`` are the passages that are scanned pages.
    """
    heads = _running_heads([document.passages[index] for index in sorted(pages)])
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for index, passage in enumerate(document.passages):
        if passage.kind is PassageKind.BODY and passage.cell is None:
            spans = tuple(span for span, line in _lines(passage) if PAGE_NUMBER.fullmatch(line))
        elif index in pages:
            spans = tuple(_scan_furniture(passage, heads))
        else:
            continue
        if spans:
            found[index] = spans
    return found


def _lines(passage: Passage) -> Iterator[tuple[tuple[int, int], str]]:
    for start, line in split_lines(passage.text):
        if line.strip():
            yield (start, start + len(line)), line


def _scan_furniture(passage: Passage, heads: frozenset[str]) -> Iterator[tuple[int, int]]:
    lines = list(_lines(passage))
    for number, (span, line) in enumerate(lines):
        is_edge = number in (0, len(lines) - 1)
        if PAGE_NUMBER.fullmatch(line) or (
            is_edge and (BARE_NUMBER.fullmatch(line) or _likeness(line) in heads)
        ):
            yield span


def _running_heads(scanned: Sequence[Passage]) -> frozenset[str]:
    pages = [[line for _, line in _lines(passage)] for passage in scanned]
    counts = Counter(_likeness(line) for page in pages for line in {*page[:1], *page[-1:]})
    return frozenset(line for line, count in counts.items() if count >= REPEATED)


def _likeness(line: str) -> str:
    return re.sub(r"\d+", "#", "".join(line.split()))
