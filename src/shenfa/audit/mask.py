"""Cover what must not be repeated: personal numbers are masked, secrets are blacked out.

A report quotes the text it is about, and a report is a file that travels. Masks are those of
the county's decision on Q24: identity number first 2 and last 3, mobile first 3 and last 4,
card last 4; anything else personal keeps its first character.
"""

from collections.abc import Iterable

from shenfa.text import Family, Finding

KEPT_ENDS = {"ID_CARD": (2, 3), "MOBILE": (3, 4), "BANK_CARD": (0, 4), "WEAK_MASK": (2, 3)}
OTHER_ENDS = (1, 0)
MASK = "*"
BLACK = "■"


def mask(entity: str | None, text: str) -> str:
    """Return ``text`` with all letters and digits but the kept ends masked, length unchanged."""
    head, tail = KEPT_ENDS.get(entity or "", OTHER_ENDS)
    characters = [index for index, character in enumerate(text) if character.isalnum()]
    hidden = set(characters[head : len(characters) - tail or None])
    return "".join(MASK if index in hidden else one for index, one in enumerate(text))


def cover(text: str, findings: Iterable[Finding]) -> str:
    """Return ``text`` of the same length with every personal or secret span covered."""
    characters = list(text)
    for finding in findings:
        span = text[finding.start : finding.end]
        if finding.family is Family.SECRECY:
            covered = BLACK * len(span)
        elif finding.family is Family.PRIVACY:
            covered = mask(finding.entity, span)
        else:
            continue
        characters[finding.start : finding.end] = covered
    return "".join(characters)
