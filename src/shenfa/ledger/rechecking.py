"""Whether what was wrong still shows: the words are looked for where the public reads (R75).

Words that are long enough are a fault wherever they stand. Short ones may be right elsewhere on
the page: then what stood around them decides, and where that has changed a person looks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shenfa.ledger.matching import folded
from shenfa.ledger.problem import Verdict

LONG_ENOUGH = 4
COVERED = re.compile(r"\*{2,}")


@dataclass(frozen=True, slots=True)
class Searched:
    """What is looked for: the wrong words, what stood around them, what should stand there."""

    words: str
    quote: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One look: at what (网页、附件 …), at which address, and what it showed.

    ``is_for_eyes`` says that a person who looks can settle what the machine could not.
    """

    what: str
    address: str
    verdict: Verdict
    told: str
    sha256: str = ""
    is_for_eyes: bool = False


def shows(text: str, searched: Searched) -> Verdict:
    """Return whether a text still shows the fault."""
    words = searched.words or searched.quote
    if not words or not _stands(words, text, searched.right):
        return Verdict.CLEAN
    quote = searched.quote
    if len(folded(words)) >= LONG_ENOUGH or not quote or words not in quote:
        return Verdict.SHOWS
    around = _stands(quote, text, quote.replace(words, searched.right) if searched.right else "")
    return Verdict.SHOWS if around else Verdict.UNDETERMINED


def verdict_of(looks: Iterable[Look], note: str = "") -> Verdict:
    """Return what all looks together say; a person's word settles only what is for eyes."""
    looks = tuple(looks)
    if any(look.verdict is Verdict.SHOWS for look in looks):
        return Verdict.SHOWS
    open_looks = [look for look in looks if look.verdict is Verdict.UNDETERMINED]
    if not looks or any(not (note and look.is_for_eyes) for look in open_looks):
        return Verdict.UNDETERMINED
    return Verdict.CLEAN


def _stands(words: str, text: str, right: str) -> bool:
    pattern = ".{1,40}?".join(map(re.escape, COVERED.split(_squeezed(words))))
    if pattern and re.search(pattern, _squeezed(text)):
        return True
    known = folded(words)
    # Where only signs differ between wrong and right, folding would never see it repaired.
    return bool(known) and known != folded(right) and known in folded(text)


def _squeezed(text: str) -> str:
    return "".join(text.split())
