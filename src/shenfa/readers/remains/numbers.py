"""Long numbers in any text, and the words around them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

SEPARATORS = r"[\s\-‐-―−_·•\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"
RUN = re.compile(rf"(?<![\d.])\d(?:{SEPARATORS}{{0,2}}\d){{10,}}[XxＸｘ]?")
"""Eleven digits and more, as a mobile number has; the decimals of a number are none."""
FURNITURE = re.compile(
    r"\{?[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\}?"
    r"|S-1(?:-\d+){2,}"
    r"|\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::[\d.]+)?"
    r"|\bD:\d{14}"
    r"|(?<![0-9A-Fa-f])0[0-9A-Fa-f]{19}(?![0-9A-Fa-f])"
)
"""Identifiers of things and accounts, moments, and the shape of a typeface (panose)."""
SHORTEST = 11
AROUND = 60
MOST = 500
"""Passages from one file: beyond this it is a list, and the first places are enough."""


def numbers(text: str) -> Iterator[str]:
    """Yield the long numbers of a text, digits only, as plain ones."""
    for match in RUN.finditer(text):
        yield _plain(match[0])


def told_numbers(texts: Iterable[str]) -> frozenset[str]:
    """Return the long numbers that passages tell, also those grouped by commas."""
    found: set[str] = set()
    for text in texts:
        found.update(numbers(text))
        if "," in text or "，" in text:
            found.update(numbers(re.sub("[,，]", "", text)))
    return frozenset(found)


def untold(text: str, told: frozenset[str], least: int = SHORTEST) -> str:
    """Return the pieces of a text around long numbers nobody told, empty where there are none.

    ``least`` is how many digits a number must have.
    """
    if RUN.search(text) is None:
        return ""
    text = FURNITURE.sub(" ", text)
    pieces: list[tuple[int, int]] = []
    for match in RUN.finditer(text):
        number = _plain(match[0])
        if len(number) < least or number in told:
            continue
        start, end = max(0, match.start() - AROUND), match.end() + AROUND
        if pieces and start <= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return "\n".join(text[start:end].strip() for start, end in pieces)


def without_numbers(text: str) -> str:
    """Return a text without its long numbers."""
    return RUN.sub("", text)


def _plain(text: str) -> str:
    return "".join(
        str(unicodedata.digit(one)) if one.isdigit() else "X" for one in text if one.isalnum()
    )
