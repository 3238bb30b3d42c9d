"""Masked numbers: how many digits are hidden, and whether that is enough.

A check digit is redundant, so k hidden digits leave about a tenth of 10^k candidates; the
county's decision on Q24 draws the lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.rules.personal.found import Entity, Found
from shenfa.rules.personal.labels import label_before
from shenfa.rules.personal.numbers import region_codes
from shenfa.text import Certainty, Severity

SIGNS = "*∗⁎﹡✱×xX●■□○◯◆▲▇█…·•#某_?╳✕"
DOUBLE_ONLY = "×xX·_?…○#╳✕"
"""Signs that mean something else when they stand alone between digits."""
GROUP = rf"(?:[{re.escape(SIGNS)}](?: ?[{re.escape(SIGNS)}])*|\*|-{{4,}})"
TOKEN = re.compile(
    rf"(?<![\dA-Za-z.*])(?:\d[\d -]*)?{GROUP}(?:[ -]?(?:\d|{GROUP})){{0,24}}(?:(?<=\d)[Xx])?(?![\dA-Za-z])"
)
QUICK = re.compile(rf"\d[ -]?[{re.escape(SIGNS)}-]|[{re.escape(SIGNS)}][ -]?\d")
LENGTHS = {Entity.ID_CARD: 18, Entity.MOBILE: 11, Entity.BANK_CARD: 19}
FEWEST_SHOWN = 4
BY_LABEL = {
    "identity": Entity.ID_CARD,
    "mobile": Entity.MOBILE,
    "card": Entity.BANK_CARD,
    "account": Entity.BANK_CARD,
}
CONTRARY = ("code", "amount", "organisation_account", "landline")
FIRST_DIGITS = tuple("1234568")
BIRTH = range(6, 14)
SEQUENCE = range(14, 17)


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked number: its span, its kind, its characters one by one ("" where hidden)."""

    kind: Entity
    start: int
    end: int
    shown: tuple[str, ...]

    @property
    def hidden(self) -> int:
        """How many characters a reader has to guess."""
        return self.shown.count("")

    @property
    def is_front_six_back_four(self) -> bool:
        """Whether all but the birth date of an identity number can be read."""
        return self.kind is Entity.ID_CARD and all(
            bool(self.shown[place]) for place in (*range(6), *range(14, 18))
        )


def masked_numbers(text: str, header: str = "") -> Iterator[Masked]:
    """Yield the masked numbers of a folded text."""
    if not QUICK.search(text):
        return
    for match in TOKEN.finditer(text):
        start, end = match.span()
        written = match[0].rstrip(" -")
        end = start + len(written)
        if masked := _masked(written, start, end, label_before(text, start, header).kind):
            yield masked


def weak_masks(text: str, header: str = "") -> Iterator[Found]:
    """Yield the masked numbers that hide too little."""
    for masked in masked_numbers(text, header):
        if severity := _severity(masked):
            yield Found(
                Entity.WEAK_MASK,
                masked.start,
                masked.end,
                severity,
                Certainty.CERTAIN if severity is Severity.BLOCKER else Certainty.SUSPECTED,
                masked.kind.value,
            )


def is_exposed(kind: Entity, shown: tuple[str, ...]) -> bool:
    """Return whether a number of which these characters are known is masked too little."""
    return _severity(Masked(kind, 0, 0, shown)) is not None


def _severity(masked: Masked) -> Severity | None:
    hidden = masked.hidden
    match masked.kind:
        case Entity.ID_CARD:
            if hidden <= 4:
                return Severity.BLOCKER
            proper = hidden >= 8 and (_hides(masked, BIRTH) or _hides(masked, SEQUENCE))
        case Entity.MOBILE:
            if hidden <= 1:
                return Severity.BLOCKER
            proper = hidden >= 4
        case _:
            if hidden <= 2:
                return Severity.BLOCKER
            proper = len(masked.shown) - hidden <= 10
    return None if proper else Severity.WARNING


def _hides(masked: Masked, places: range) -> bool:
    return sum(not masked.shown[place] for place in places if place < len(masked.shown)) * 2 > len(
        places
    )


def _masked(written: str, start: int, end: int, label: str) -> Masked | None:
    characters = (
        [character for character in written if character not in " -"]
        if "---" not in written
        else list(written)
    )
    shown = [character if character.isdigit() else "" for character in characters]
    if characters[-1] in "Xx" and len(characters) > 1 and characters[-2].isdigit():
        shown[-1] = "X"
    digits = "".join(shown)
    signs = {character for character in characters if not character.isdigit()}
    groups = len(re.findall(r"(?:\D+)", "".join(characters)))
    hidden = shown.count("")
    if len(digits) < FEWEST_SHOWN or hidden == 0:
        return None
    if hidden == 1 and signs <= {*DOUBLE_ONLY, "X", "x"}:
        return None
    if groups > 1 and not label and signs <= {*"×xX*"} and "X" not in shown:
        # 2440*1220*18 is the size of a board.
        return None
    kind = _kind(shown, label)
    if kind is None:
        return None
    return Masked(kind, start, end, _stretched(shown, _length(kind, len(shown))))


def _kind(shown: list[str], label: str) -> Entity | None:
    if label in CONTRARY or (label == "mobile" and (len(shown) > 13 or shown[0] not in ("1", ""))):
        return None
    return BY_LABEL.get(label) or _kind_by_form(shown)


def _kind_by_form(shown: list[str]) -> Entity | None:
    size, head = len(shown), "".join(shown[:6])
    known_region = len(head) == 6 and head in region_codes()
    is_short = 12 <= size < 18 and known_region and all(shown[-3:])
    if is_short or (size == 18 and (known_region or len(head) < 6) and head[:1] in FIRST_DIGITS):
        return Entity.ID_CARD
    if size == 11 and re.match(r"1[3-9]", "".join(shown[:2])):
        return Entity.MOBILE
    if 16 <= size <= 19 and head[:1] in "3456" and not known_region and len(head) >= 4:
        return Entity.BANK_CARD
    return None


def _length(kind: Entity, size: int) -> int:
    return size if size > LENGTHS[kind] or kind is Entity.BANK_CARD else LENGTHS[kind]


def _stretched(shown: list[str], length: int) -> tuple[str, ...]:
    # Four signs may stand for eight digits: the hidden part is as long as is missing.
    missing = length - len(shown)
    at = shown.index("")
    return (*shown[:at], *[""] * max(0, missing), *shown[at:])
