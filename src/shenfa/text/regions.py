"""Stretches of a text in which a rule may have to hold its tongue: quotations, titles, links.

Each function returns code-point spans, marks included, in order and without overlap.
"""

import re
from functools import lru_cache

Spans = tuple[tuple[int, int], ...]

LINK = re.compile(
    r"(?:https?|ftp)://[^\s\u3000-\u9fff\uff01-\uff60“”‘’《》]+"
    r"|\bwww\.[\w\-]+(?:\.[\w\-]+)+[^\s\u3000-\u9fff\uff01-\uff60“”‘’《》]*"
    r"|(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"
    r"|(?<![\w.\-])[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.(?:cn|com|net|org|gov|edu|html?|docx?|xlsx?|pdf)\b",
    re.ASCII,
)
QUOTATION = re.compile(r"“[^“”\n]*”|‘[^‘’\n]*’|「[^「」\n]*」|『[^『』\n]*』")
TITLE = re.compile(r"《(?:[^《》\n]|《[^《》\n]*》)*》|〈[^〈〉\n]*〉")
CODE = re.compile(
    r"`[^`\n]+`|(?<![\w.])[A-Za-z_][\w.]*\([^()\n\u4e00-\u9fff]*\)|[A-Z]:\\[^\s，。；]+", re.ASCII
)


@lru_cache(maxsize=256)
def links(text: str) -> Spans:
    """Web addresses, mailboxes and file names."""
    if "." not in text and "://" not in text:
        return ()
    return tuple(match.span() for match in LINK.finditer(text))


@lru_cache(maxsize=256)
def quotations(text: str) -> Spans:
    """What stands in quotation marks, marks included."""
    return tuple(match.span() for match in QUOTATION.finditer(text))


@lru_cache(maxsize=256)
def titles(text: str) -> Spans:
    """What stands in book-title marks, marks included."""
    if "《" not in text and "〈" not in text:
        return ()
    return tuple(match.span() for match in TITLE.finditer(text))


@lru_cache(maxsize=256)
def codes(text: str) -> Spans:
    """Program code and file paths."""
    return tuple(match.span() for match in CODE.finditer(text))


def touches(spans: Spans, start: int, end: int) -> bool:
    """Return whether any span shares a character with ``start`` to ``end``."""
    return any(first < end and start < last for first, last in spans)


def encloses(spans: Spans, position: int) -> bool:
    """Return whether ``position`` lies inside a span."""
    return any(first <= position < last for first, last in spans)
