"""The source of a web page once more: what stands in attributes, styles and scripts."""

import html
from collections.abc import Iterator
from urllib.parse import unquote

from shenfa.readers.remains.numbers import untold
from shenfa.text import Passage, PassageKind

LEAST = 15
"""Pages are full of shorter numbers: addresses, moments, counters."""


def page_remains(text: str, told: frozenset[str]) -> Iterator[Passage]:
    """Yield the long numbers of a page that its passages do not tell, by line."""
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        plain = html.unescape(line)
        for form in dict.fromkeys((plain, unquote(plain)) if "%" in plain else (plain,)):
            piece = untold(form, told, LEAST)
            if piece and piece not in seen:
                seen.add(piece)
                place = f"网页源代码第{number}行"
                yield Passage(place, piece, PassageKind.PROPERTY, origin="html")
