"""Columns of lists: those that are mostly masked, and those a list has no need of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from shenfa.lexicons import read_lexicon
from shenfa.rules.personal.masks import QUICK, SIGNS
from shenfa.rules.personal.people import is_name
from shenfa.rules.personal.tables import NAME_HEADER, CellText, Table
from shenfa.text import Severity, fold

FEWEST_MASKED = 2
FEWEST_DIGITS = 8
FEWEST_NAMES = 2
GENERAL = re.compile(r"因[病残灾学]|疾病|大病|重病|慢性病|[一二三四]级|无|/|-|良好|健康|一般|是|否")
"""What a column may say: the cause, not the illness."""
HIDDEN = re.compile(rf"^[\s{re.escape(SIGNS)}-]*$|[{re.escape(SIGNS)}]{{2}}")
MASKED_NAME = re.compile(r"[\u4e00-\u9fff][某*×xX○□]{1,2}[\u4e00-\u9fff]?")


@dataclass(frozen=True, slots=True)
class Needless:
    """A row of the templates: in lists of this kind these headers name what is not needed."""

    lists: re.Pattern[str] | None
    column: str
    headers: re.Pattern[str]
    severity: Severity
    basis: str


@cache
def templates() -> tuple[Needless, ...]:
    """The templates, those for one kind of list first."""
    entries = read_lexicon(
        "privacy_list_columns", ("row", "lists", "column", "headers", "severity", "title", "clause")
    )
    return tuple(
        Needless(
            re.compile(lists) if lists else None,
            column,
            re.compile(headers),
            Severity(severity),
            f"《{title}》{clause}",
        )
        for lists, column, headers, severity, title, clause in (
            entry.values[1:] for entry in entries
        )
    )


def unmasked_cells(table: Table) -> Iterator[CellText]:
    """Yield the cells with a whole number in columns whose numbers are mostly masked."""
    for column in table.columns():
        numbers = [cell for cell in column if _digits(cell) >= FEWEST_DIGITS or _is_masked(cell)]
        masked = sum(map(_is_masked, numbers))
        if masked >= FEWEST_MASKED and masked * 2 > len(numbers):
            yield from (cell for cell in numbers if not _is_masked(cell))


def needless_columns(table: Table, around: str) -> Iterator[tuple[CellText, Needless]]:
    """Yield the first filled cell of each column that a list of persons has no need of.

    ``around`` is the text before the table, which says what kind of list it is.
    """
    if not _lists_persons(table):
        return
    for column in table.columns():
        header = column[0].header
        filled = [
            cell
            for cell in column
            if not _is_hidden(cell) and not GENERAL.fullmatch(cell.text.strip())
        ]
        if not header or len(filled) < FEWEST_NAMES:
            continue
        for template in templates():
            if (
                template.lists is None or template.lists.search(around)
            ) and template.headers.search(header):
                yield filled[0], template
                break


def _lists_persons(table: Table) -> bool:
    named = [
        cell
        for column in table.columns()
        if NAME_HEADER.search(column[0].header)
        for cell in column
        if is_name(cell.text.strip()) or MASKED_NAME.fullmatch(cell.text.strip())
    ]
    return len(named) >= FEWEST_NAMES


def _digits(cell: CellText) -> int:
    return sum(character.isdigit() for character in cell.text)


def _is_masked(cell: CellText) -> bool:
    folded = fold(cell.text).text
    return (QUICK.search(folded) is not None and "*" in folded) or re.search(
        r"\d[xX×●■]{2,}|\d-{4,}", folded
    ) is not None


def _is_hidden(cell: CellText) -> bool:
    return HIDDEN.search(fold(cell.text).text) is not None
