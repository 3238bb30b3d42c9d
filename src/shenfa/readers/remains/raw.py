"""Long numbers in bytes of any kind: as ASCII and as UTF-16 of either order."""

import re
from collections.abc import Iterator

from shenfa.readers.remains.numbers import untold

SINGLE = re.compile(rb"(?:[0-9][ \-]{0,2}){10,}[0-9Xx]")
WIDE = (
    (re.compile(rb"(?:[0-9]\0(?:[ \-]\0){0,2}){10,}[0-9Xx]\0"), "utf-16-le"),
    (re.compile(rb"(?:\0[0-9](?:\0[ \-]){0,2}){10,}\0[0-9Xx]"), "utf-16-be"),
)
"""Each begins with a digit, so that what is no number is passed over at once."""


def raw_numbers(data: bytes, told: frozenset[str]) -> Iterator[str]:
    """Yield the long numbers in bytes that nobody told, each once."""
    seen: set[str] = set()
    patterns = ((SINGLE, "ascii"), *WIDE)
    for pattern, encoding in patterns:
        for match in pattern.finditer(data):
            text = untold(match[0].decode(encoding, "ignore"), told)
            if text and text not in seen:
                seen.add(text)
                yield text
