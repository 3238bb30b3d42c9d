"""Text as listed words are looked for in it: folded, in lower case, no marks between characters.

Marks that end a clause stay, as do line ends, cell borders and brackets of prose: a word is not
found across them. Anything else that is neither letter nor digit (blanks, dashes, dots, emoji,
【】) goes, as long as no more than three stand together: a wider gap is layout.
"""

import re

from shenfa.text import Folded, fold, without

SKIP = r"[^\w\n\t|。!?;,:、()《》〈〉“”‘’\"…—]"
SKIPPED = re.compile(rf"{SKIP}(?<!{SKIP}{SKIP}){SKIP}{{0,2}}+(?!{SKIP})")


def tight(text: str) -> str:
    """Return the text without the marks that may be pushed between characters."""
    return _lower(SKIPPED.sub("", fold(text).text))


def with_places(text: str) -> Folded:
    """Return the same text with the way back to the original offsets."""
    found = without(fold(text), SKIPPED)
    return Folded(_lower(found.text), found.starts, found.shifts)


def _lower(text: str) -> str:
    lower = text.lower()
    # A letter whose small form is longer would shift every offset behind it.
    return lower if len(lower) == len(text) else text
