"""Punctuation: the mechanically checkable clauses of GB/T 15834-2011."""

import re
from collections.abc import Iterable, Iterator

from shenfa.text import PRINTED, Basis, ContentKind, Context, Line, Part, PassageKind, split_lines
from shenfa.text.regions import codes, links, titles, touches

NUMERAL = re.compile(r"[一二三四五六七八九十0-9]{1,3}")
CASE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
COMPANY = re.compile(r"[^，。；、（）()]{0,15}(?:公司|集团|银行|中心|学校|医院)")
BEFORE_ITEM = re.compile(r"(?:第|[、，；：。和至或及]|[（(])$")


def clause(number: str) -> Basis:
    """Return the standard for the use of punctuation marks, at one clause."""
    return Basis("标点符号用法", "GB/T 15834—2011", number)


def is_technical(text: str, start: int, end: int) -> bool:
    """Return whether ``start`` to ``end`` touch an address, a file name or program code."""
    return touches(links(text), start, end) or touches(codes(text), start, end)


def most_together(context: Context) -> int:
    """Return how many question or exclamation marks may stand together."""
    return 1 if context.kind is ContentKind.OFFICIAL else 3


def stretches(part: Part) -> Iterator[Iterable[Line]]:
    """Yield the lines within which a pair of marks has to close.

    The running text is one stretch; each cell, header or text box is one of its own.
    """
    yield part.lines
    for index, passage in part.passages:
        if passage.kind in PRINTED and (
            passage.cell is not None or passage.kind is not PassageKind.BODY
        ):
            yield (Line(index, *line) for line in split_lines(passage.text))


def stays_round(text: str, start: int, end: int) -> bool:
    """Return whether the brackets at ``start`` to ``end`` stay round inside round ones.

    So do the number of an item (第（三）项), the year of a case, the place in a company's name
    and what stands in a title.
    """
    inside = text[start + 1 : end - 1]
    is_item = NUMERAL.fullmatch(inside) is not None and (
        BEFORE_ITEM.search(text, max(0, start - 1), start) is not None
        or text[end : end + 1] in ("项", "款", "目")
    )
    return (
        is_item
        or CASE_YEAR.fullmatch(inside) is not None
        or COMPANY.match(text, end) is not None
        or touches(titles(text), start, end)
    )
