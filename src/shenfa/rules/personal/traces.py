"""What each row of a text tells of a named person, to be laid beside other texts.

A list may mask a number well and another list of the same manuscript mask it elsewhere, or
tell the birth date that the first one hides. Traces are small, so that texts which are read
one after the other, or by different processes, can still be compared.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from shenfa.rules.personal.combinations import (
    birth_told,
    exposes_together,
    masked_in_row,
    named_person,
)
from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.masks import Masked
from shenfa.rules.personal.scan import tables_of
from shenfa.rules.personal.tables import CellText
from shenfa.text import Part

MOST_ROWS_OF_ONE = 8
"""A name that stands in more rows is more than one person."""


class Together(StrEnum):
    """What two texts give away: a number masked in two ways, a birth date beside a mask."""

    RECOMBINED = "recombined"
    BIRTH = "birth"


@dataclass(frozen=True, slots=True)
class Trace:
    """A masked number of a person, or (without one) that the birth date is told.

    ``person`` is the digest of the name; the place is the mask's, or the cell of the date, in
    code points of the passage and (``place``) in plain words.
    """

    person: str
    masked: Masked | None
    passage: int
    start: int
    end: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Exposed:
    """A mask in one text that another text undoes; both by their place in the sequence."""

    text: int
    other: int
    trace: Trace
    together: Together


def traces(part: Part) -> tuple[Trace, ...]:
    """Return what the tables of a text tell of named persons."""
    passages = part.document.passages
    return tuple(
        replace(trace, place=passages[trace.passage].place)
        for table in tables_of(part)
        for row in table.rows
        for trace in _of_row(row)
    )


def exposed_across(texts: Sequence[tuple[Trace, ...]]) -> Iterator[Exposed]:
    """Yield the masks that two texts undo together, each once, in the later of the two.

    A birth date undoes a mask wherever it stands, so that mask is told in its own text.
    """
    people: dict[str, list[tuple[int, Trace]]] = defaultdict(list)
    for number, found in enumerate(texts):
        for trace in found:
            people[trace.person].append((number, trace))
    for known in people.values():
        if len(known) <= MOST_ROWS_OF_ONE:
            yield from _of_person(known)


def _of_row(row: tuple[CellText, ...]) -> Iterator[Trace]:
    name = named_person(row)
    if not name:
        return
    person = hashlib.sha256(name.encode()).hexdigest()[:16]
    for masked, (passage, start, end) in masked_in_row(row):
        yield Trace(person, masked, passage, start, end)
    if cell := birth_told(row):
        yield Trace(person, None, cell.passage, cell.start, cell.start + len(cell.text))


def _of_person(known: list[tuple[int, Trace]]) -> Iterator[Exposed]:
    for place, (number, trace) in enumerate(known):
        masked = trace.masked
        if masked is None:
            continue
        for other, before in known[:place]:
            if other != number and before.masked and exposes_together(before.masked, masked):
                yield Exposed(number, other, trace, Together.RECOMBINED)
                break
        if masked.kind is Entity.ID_CARD and masked.is_front_six_back_four:
            elsewhere = [other for other, one in known if one.masked is None and other != number]
            if elsewhere:
                yield Exposed(number, elsewhere[0], trace, Together.BIRTH)
