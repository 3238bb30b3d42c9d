"""Identity and card numbers that are spread over neighbouring cells or paragraphs."""

import re
from collections.abc import Iterator
from itertools import pairwise

from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.numbers import is_card_number, is_identity_number
from shenfa.rules.personal.tables import CellText, Table
from shenfa.text import Passage, fold

PIECE = re.compile(r"\s*(?P<digits>\d(?:[\s-]?\d){0,17}[\s-]?[Xx]?)\s*")
ENDING = re.compile(r"(?<!\d)(?P<digits>\d{4,15})\s*$")
BEGINNING = re.compile(r"^\s*(?P<digits>\d{2,15}[Xx]?)(?![\dA-Za-z])")
MOST_PIECES = 18
Piece = tuple[int, int, int, str]


def split_in_cells(table: Table) -> Iterator[tuple[Entity, tuple[int, int, int]]]:
    """Yield the pieces of numbers whose parts stand in cells side by side."""
    for row in table.rows:
        at = 0
        while at < len(row):
            taken = _joined([_piece(cell) for cell in row[at : at + MOST_PIECES]])
            if taken is None:
                at += 1
                continue
            entity, pieces = taken
            yield from ((entity, piece[:3]) for piece in pieces)
            at += len(pieces)


def split_in_paragraphs(
    passages: list[tuple[int, Passage]],
) -> Iterator[tuple[Entity, tuple[int, int, int]]]:
    """Yield the pieces of numbers that one paragraph begins and the next one ends."""
    for (index, passage), (following, after) in pairwise(passages):
        if passage.cell or after.cell or not passage.text[-2:].strip().isdigit():
            continue
        first, second = fold(passage.text), fold(after.text[:40])
        head, tail = ENDING.search(first.text), BEGINNING.search(second.text)
        if head and tail and (entity := _entity(head["digits"] + tail["digits"])):
            yield entity, (index, *first.span(*head.span("digits")))
            yield entity, (following, *second.span(*tail.span("digits")))


def _piece(cell: CellText) -> Piece | None:
    folded = fold(cell.text)
    match = PIECE.fullmatch(folded.text)
    if match is None:
        return None
    start, end = folded.span(*match.span("digits"))
    return cell.passage, cell.start + start, cell.start + end, re.sub(r"[\s-]", "", match["digits"])


def _joined(pieces: list[Piece | None]) -> tuple[Entity, list[Piece]] | None:
    kept: list[Piece] = []
    for piece in pieces:
        if piece is None:
            return None
        kept.append(piece)
        digits = "".join(one[3] for one in kept)
        if len(digits) > 19:
            return None
        if len(kept) > 1 and (entity := _entity(digits)):
            return entity, kept
    return None


def _entity(digits: str) -> Entity | None:
    if is_identity_number(digits.upper()):
        return Entity.ID_CARD
    return Entity.BANK_CARD if digits.isdigit() and is_card_number(digits) else None
