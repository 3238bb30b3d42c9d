"""What several masked or harmless pieces give away together."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from shenfa.rules.personal.masks import Masked, is_exposed, masked_numbers
from shenfa.rules.personal.people import is_name
from shenfa.rules.personal.tables import NAME_HEADER, CellText, Table
from shenfa.text import fold

if TYPE_CHECKING:
    from shenfa.rules.personal.found import Entity

BIRTH_HEADER = re.compile(r"出生|生日|年龄|周岁|birth|age$", re.IGNORECASE)
BIRTH_IN_TEXT = re.compile(
    r"\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:出生|生(?![产活效]))|(?:出生日期|出生年月|出生于|生于)[::]?\s?(?:\d{4})|[,(]\s?\d{1,3}(?:周?岁)"
)
BIRTH_VALUE = re.compile(r"(?:19|20)\d{2}[-./年]?\d{1,2}|^\d{1,3}岁?$")
DATE_VALUE = re.compile(r"(?:19|20)\d{2}[-./年]?\d{1,2}(?:[-./月]?\d{1,2}日?)?")
MASKED_NAME = re.compile(
    r"[\u4e00-\u9fff][某*xX×○〇口□]{1,2}[\u4e00-\u9fff]?|[\u4e00-\u9fff]{1,2}[*某×]{1,2}"
)
VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:村|社区|居委会|组|屯|寨)")
REACH = 60
Place = tuple[int, int, int]


def masks_beside_birth(table: Table) -> Iterator[Place]:
    """Yield the front-six-back-four masks in rows that also tell the birth date or the age."""
    for row in table.rows:
        if birth_told(row):
            for masked, place in masked_in_row(row):
                if masked.is_front_six_back_four:
                    yield place


def masks_beside_birth_in_text(text: str) -> Iterator[tuple[int, int]]:
    """Yield the front-six-back-four masks near which a text tells the birth date or the age."""
    folded = fold(text)
    for masked in masked_numbers(folded.text):
        around = folded.text[max(0, masked.start - REACH) : masked.end + REACH]
        if masked.is_front_six_back_four and BIRTH_IN_TEXT.search(around):
            yield folded.span(masked.start, masked.end)


def recombined_masks(tables: tuple[Table, ...]) -> Iterator[Place]:
    """Yield masks of one person and kind that together show what each of them hides."""
    known: dict[tuple[str, Entity], list[tuple[Masked, Place]]] = {}
    for row in (row for table in tables for row in table.rows):
        if name := named_person(row):
            for masked, place in masked_in_row(row):
                known.setdefault((name, masked.kind), []).append((masked, place))
    reported: set[Place] = set()
    for group in known.values():
        for (one, _), (other, place) in combinations(group[:8], 2):
            if place not in reported and exposes_together(one, other):
                reported.add(place)
                yield place


def recognisable_rows(table: Table) -> Iterator[Place]:
    """Yield the birth dates that stand with a masked name and a village."""
    for row in table.rows:
        masked = any(
            MASKED_NAME.fullmatch(cell.text.strip()) and NAME_HEADER.search(cell.header)
            for cell in row
        )
        if masked and any(VILLAGE.search(cell.text) for cell in row):
            for cell in row:
                date = DATE_VALUE.search(cell.text)
                if date and BIRTH_HEADER.search(cell.header):
                    yield cell.passage, cell.start + date.start(), cell.start + date.end()


def exposes_together(one: Masked, other: Masked) -> bool:
    """Return whether two masks of one number show together what each of them hides."""
    if one.kind is not other.kind:
        return False
    if len(one.shown) != len(other.shown) or one.shown == other.shown:
        return False
    pairs = list(zip(one.shown, other.shown, strict=True))
    if any(first and second and first != second for first, second in pairs):
        return False
    union = tuple(first or second for first, second in pairs)
    return (
        is_exposed(one.kind, union)
        and not is_exposed(one.kind, one.shown)
        and not is_exposed(one.kind, other.shown)
    )


def birth_told(row: tuple[CellText, ...]) -> CellText | None:
    """Return the cell of a row that tells a birth date or an age."""
    return next(
        (
            cell
            for cell in row
            if BIRTH_HEADER.search(cell.header) and BIRTH_VALUE.search(fold(cell.text).text)
        ),
        None,
    )


def named_person(row: tuple[CellText, ...]) -> str:
    """Return the name of the person a row is about, empty where it names none."""
    return next(
        (
            cell.text.strip()
            for cell in row
            if NAME_HEADER.search(cell.header) and is_name(cell.text.strip())
        ),
        "",
    )


def masked_in_row(row: tuple[CellText, ...]) -> Iterator[tuple[Masked, Place]]:
    """Yield the masked numbers of a row, each with its place."""
    for cell in row:
        folded = fold(cell.text)
        for masked in masked_numbers(folded.text, fold(cell.header).text):
            start, end = folded.span(masked.start, masked.end)
            yield masked, (cell.passage, cell.start + start, cell.start + end)
