"""What a rule is: a pure function from text to hits, with what people need to know about it.

There are three kinds and no fourth. A TextRule looks at one line at a time, a TableRule at a
row with its headers, a DocumentRule at a whole text: order, consistency, absence.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shenfa.text import (
    EVERY_KIND,
    FAMILY_CODES,
    PRINTED,
    Basis,
    Certainty,
    ContentKind,
    Context,
    Family,
    Hit,
    Located,
    Part,
    Passage,
    PassageKind,
    Severity,
)

TextCheck = Callable[[str, Context], Iterator[Hit]]
TableCheck = Callable[["Row", Context], Iterator[Located]]
DocumentCheck = Callable[[Part, Context], Iterator[Located]]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one table row, each with its index in the document."""

    cells: tuple[tuple[int, Passage], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """The facts every rule has. Rules are compared by identity: there is one of each.

    ``kinds`` are the kinds of content it applies to. A rule with validity dates is silent
    outside them and for texts of unknown date. ``serious`` marks 严重表述错误. ``review`` names
    what still has to be confirmed about the rule itself (待核); such a rule warns at most.
    """

    code: str
    severity: Severity
    certainty: Certainty = Certainty.CERTAIN
    basis: tuple[Basis, ...]
    kinds: frozenset[ContentKind] = EVERY_KIND
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    serious: bool = False
    review: str = ""

    @property
    def family(self) -> Family:
        """The kind of mistake, which the first two letters of the code tell."""
        return FAMILY_CODES[self.code[:2]]

    def applies(self, context: Context) -> bool:
        """Return whether the rule has anything to say about such a text."""
        if context.kind not in self.kinds:
            return False
        if self.valid_from is None and self.valid_to is None:
            return True
        return (
            context.date is not None
            and (self.valid_from is None or self.valid_from <= context.date)
            and (self.valid_to is None or context.date <= self.valid_to)
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TextRule(Rule):
    """A rule about one line of text.

    ``check`` gets a line without line breaks. ``triggers`` are literals without which the rule
    cannot fire; the engine calls it only where one of them stands (no triggers: always).
    ``reads`` are the kinds of passages it looks at; ``in_cells`` tells whether table cells are
    among them. With ``across_lines`` it gets the whole passage, line breaks included.
    """

    check: TextCheck
    triggers: tuple[str, ...] = ()
    reads: frozenset[PassageKind] = PRINTED
    in_cells: bool = True
    across_lines: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TableRule(Rule):
    """A rule about one table row; it locates its hits by the cells' indices."""

    check: TableCheck


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DocumentRule(Rule):
    """A rule about a whole text; it locates its hits by passage index, or none for absence."""

    check: DocumentCheck
