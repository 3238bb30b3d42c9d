"""All personal information of one text, found once and shared by the rules."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from shenfa.rules.personal.addresses import home_addresses
from shenfa.rules.personal.contacts import documents, mailboxes, plates, social_accounts
from shenfa.rules.personal.diseases import named_diseases
from shenfa.rules.personal.found import Found
from shenfa.rules.personal.masks import weak_masks
from shenfa.rules.personal.people import is_name
from shenfa.rules.personal.scanner import scan_numbers
from shenfa.rules.personal.tables import (
    DISEASE_HEADER,
    NAME_HEADER,
    CellText,
    Table,
    cell_tables,
    text_tables,
)
from shenfa.text import Part, Passage, PassageKind, fold

HOLDER_HEADER = re.compile(r"户\s?名|账户名称|开户名称|收款(?:人|单位)")


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was found in which passage, and the tables of the text."""

    found: tuple[tuple[int, Found], ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Key:
    """A part compared by its identity: hashing every passage would cost more than the scan."""

    part: Part

    def __hash__(self) -> int:
        return id(self.part)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self.part is other.part


def scanned(part: Part) -> Scanned:
    """Return the personal information of a text and its tables."""
    return _scanned(Key(part))


def passages_of(part: Part) -> Iterator[tuple[int, Passage]]:
    """Yield the passages of a text and of what is embedded in it, and all names of files."""
    inside = f"{part.enclosure}/" if part.enclosure else ""
    for index, passage in enumerate(part.document.passages):
        if (
            passage.enclosure == part.enclosure
            or passage.enclosure.startswith(inside)
            or passage.kind is PassageKind.FILE_NAME
        ):
            yield index, passage


def tables_of(part: Part) -> Iterator[Table]:
    """Yield the tables of a text, without looking for anything in them."""
    passages = list(passages_of(part))
    yield from cell_tables(passages)
    for index, passage in passages:
        if passage.cell is None:
            yield from (table for _, table in text_tables(index, passage.text))


@lru_cache(maxsize=1)
def _scanned(key: Key) -> Scanned:
    passages = list(passages_of(key.part))
    tables = list(cell_tables(passages))
    found: list[tuple[int, Found]] = []
    for index, passage in passages:
        if passage.cell is None:
            laid_out = list(text_tables(index, passage.text))
            tables += (table for _, table in laid_out)
            found += (
                (index, one) for one in _in_text(passage.text, [span for span, _ in laid_out])
            )
    for table in tables:
        for row in table.rows:
            found += _in_row(row)
    return Scanned(tuple(found), tuple(tables))


def _in_text(text: str, tables: list[tuple[int, int]]) -> Iterator[Found]:
    start = 0
    for first, last in [*tables, (len(text), len(text))]:
        if start < first:
            yield from _shifted(_running(text[start:first]), start)
        start = last


def _running(text: str) -> Iterator[Found]:
    folded = fold(text)
    plain = folded.text
    for one in (
        *scan_numbers(plain),
        *weak_masks(plain),
        *documents(plain),
        *social_accounts(plain),
        *mailboxes(plain),
        *plates(plain),
        *home_addresses(plain),
        *named_diseases(plain),
    ):
        start, end = folded.span(one.start, one.end)
        yield replace(one, start=start, end=end)


def _in_row(row: tuple[CellText, ...]) -> Iterator[tuple[int, Found]]:
    texts = [fold(cell.text).text for cell in row]
    holder = _holder(row)
    for number, cell in enumerate(row):
        if not cell.text.strip():
            continue
        others = ",".join(text for other, text in enumerate(texts) if other != number)
        header = fold(cell.header).text
        folded = fold(cell.text)
        for one in _cell(folded.text, header, others, holder):
            start, end = folded.span(one.start, one.end)
            yield cell.passage, replace(one, start=start + cell.start, end=end + cell.start)


def _cell(text: str, header: str, row: str, holder: str) -> Iterator[Found]:
    yield from scan_numbers(text, header, holder)
    yield from weak_masks(text, header)
    yield from documents(text, header)
    yield from _labelled(social_accounts, text, header, row)
    yield from mailboxes(text, row)
    yield from plates(text, f"{header} {row}")
    yield from home_addresses(text, header, row)
    yield from named_diseases(text, header if DISEASE_HEADER.search(header) else "", row)


def _holder(row: tuple[CellText, ...]) -> str:
    """Return what a row says about whose account stands in it, headers included.

    Where it names a person, the unit that the person works in is nobody's account.
    """
    pairs = [(fold(cell.header).text, fold(cell.text).text) for cell in row if cell.header]
    is_persons = any(NAME_HEADER.search(header) and is_name(text.strip()) for header, text in pairs)
    return "\n".join(
        f"{header}:{text}"
        for header, text in pairs
        if not is_persons or HOLDER_HEADER.search(header)
    )


def _labelled(
    scan: Callable[[str, str], Iterator[Found]], text: str, header: str, row: str
) -> Iterator[Found]:
    if not header:
        yield from scan(text, row)
        return
    before = len(header) + 1
    for one in scan(f"{header}:{text}", row):
        if one.start >= before:
            yield replace(one, start=one.start - before, end=one.end - before)


def _shifted(found: Iterator[Found], by: int) -> Iterator[Found]:
    return (replace(one, start=one.start + by, end=one.end + by) for one in found) if by else found
