"""The place of a finding, so that the same place is known again in another version of a text.

A place is the rule, the words it marked, and a few characters around them in the same line, white
space and the width of characters apart. It is kept as a digest: what stands there may be personal.
"""

import hashlib
import unicodedata
from dataclasses import dataclass

from shenfa.text import Document, Finding

AROUND = 12
"""So many characters on each side; where one of them changes, the place is another one."""
FEWEST = 2
"""Words with fewer letters than these say nothing without what is around them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Digests of a place with what is around it, and of its words alone ("" where too few)."""

    around: str
    words: str


def place_of(finding: Finding, document: Document) -> Place:
    """Return where a finding stands. What is about a whole text stands in the whole of it."""
    if finding.passage is None:
        texts = (_folded(passage.text) for passage in document.passages)
        return Place(_digest(finding.rule, *texts), "")
    text = document.passages[finding.passage].text
    quoted = "".join(text[finding.start : finding.end].split())
    before = _folded(text[: finding.start].rpartition("\n")[2])[-AROUND:]
    after = _folded(text[finding.end :].partition("\n")[0])[:AROUND]
    is_telling = sum(character.isalnum() for character in quoted) >= FEWEST
    return Place(
        _digest(finding.rule, before, quoted, after),
        _digest(finding.rule, quoted) if is_telling else "",
    )


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
