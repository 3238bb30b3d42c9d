"""Recognise the elements of an official document once, for all rules that ask about them.

``elements`` goes by the shape and order of the running text alone, since a document arrives as
paragraphs, as lines of plain text or as a web page. What it cannot tell it leaves in the body:
a rule that says something is absent must be able to trust what was found.
"""

from functools import lru_cache

from shenfa.rules.official import lines as shape
from shenfa.rules.official.elements import Annex, Elements, Item, is_behind, joined, trimmed
from shenfa.rules.official.head import head_end, read_head
from shenfa.rules.official.lines import is_number, tight
from shenfa.rules.official.marks import format_clause, handling_article, mark, mark_all, missing
from shenfa.rules.official.tail import with_tail
from shenfa.text import Part

__all__ = [
    "Annex",
    "Elements",
    "Item",
    "elements",
    "format_clause",
    "handling_article",
    "is_behind",
    "is_number",
    "joined",
    "mark",
    "mark_all",
    "missing",
    "tight",
]


def elements(part: Part) -> Elements:
    """Return the elements of ``part``, recognised once for all who ask about the same part."""
    return _recognised(_Same(part))


class _Same:
    """A part as a cache key by identity: comparing whole texts would cost more than parsing."""

    __slots__ = ("part",)

    def __init__(self, part: Part) -> None:
        self.part = part

    def __hash__(self) -> int:
        return id(self.part)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.part is other.part


@lru_cache(maxsize=4)
def _recognised(same: _Same) -> Elements:
    rows = [trimmed(line) for line in same.part.lines]
    rows = [row for row in rows if row.text and not shape.PAGE_NUMBER.fullmatch(row.text)]
    start = head_end(rows)
    return with_tail(read_head(rows[:start]), rows[start:])
