"""What a masked copy says instead of a piece of personal information (R51–R55, Q24).

Numbers keep their ends, homes their village or town, an illness becomes “病”. The strict
profile keeps nothing.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from shenfa.audit.mask import KEPT_ENDS, MASK, mask

WHOLE = "***"
"""What stands for anything under the strict profile, whatever its length was."""
COMPLETE = {"ID_CARD": 15, "MOBILE": 11, "BANK_CARD": 13}
"""Fewer letters and digits than these are a part of a number that is split over cells."""
HIDING = "*＊×●■#某…·"
HALF_MASKED = {11: "MOBILE", 15: "ID_CARD", 18: "ID_CARD"}
BY_WORDS = frozenset({"HOME_ADDRESS", "DISEASE"})
TOWN = re.compile(
    r".*?(?:[^村社]{1,12}?(?:街道|[镇乡])|[^村社]{1,10}?[县市区旗](?![一-鿿]{0,10}[镇乡]))"
)
VILLAGE = re.compile(r"\D*(?:村|社区|居委会)")
ILL = re.compile(r"(?:患有?|因|得了?|身患)$")


class AddressLevel(StrEnum):
    """How much of a home address the county publishes."""

    VILLAGE = "village"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Profile:
    """How to mask: strictly, or with the ends of numbers and the address to a level."""

    is_strict: bool = False
    address: AddressLevel = AddressLevel.VILLAGE


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of personal information, the words before it, and whether it fills its cell."""

    entity: str
    text: str
    before: str = ""
    is_alone: bool = False


def replacement(span: Span, profile: Profile) -> str:
    """Return what the copy says instead."""
    if profile.is_strict:
        return WHOLE
    match span.entity:
        case "ID_CARD" | "MOBILE" | "BANK_CARD":
            return number(span.entity, span.text)
        case "WEAK_MASK":
            return _half_masked(span.text)
        case "HOME_ADDRESS":
            return address(span.text, profile.address)
        case "DISEASE":
            return disease(span)
        case _:
            return mask(span.entity, span.text)


def number(entity: str, text: str) -> str:
    """Return the letters and digits of a number with all but its kept ends hidden."""
    plain = "".join(character for character in text if character.isalnum())
    head, tail = KEPT_ENDS[entity] if len(plain) >= COMPLETE[entity] else (0, 0)
    return f"{plain[:head]}{MASK * (len(plain) - head - tail)}{plain[len(plain) - tail :]}"


def address(text: str, level: AddressLevel) -> str:
    """Return an address down to the village (or community), or to the town, street or county."""
    patterns = (VILLAGE, TOWN) if level is AddressLevel.VILLAGE else (TOWN,)
    for pattern in patterns:
        found = pattern.match(text)
        if found:
            return found[0]
    return WHOLE


def disease(span: Span) -> str:
    """Return a word for an illness that does not say which."""
    if span.is_alone:
        return "患病"
    return "病" if ILL.search(span.before) else "疾病"


def _half_masked(text: str) -> str:
    plain = [one for one in text if one.isalnum() or one in HIDING]
    head, tail = KEPT_ENDS[HALF_MASKED.get(len(plain), "BANK_CARD")]
    hidden = MASK * max(len(plain) - head - tail, 0)
    return f"{''.join(plain[:head])}{hidden}{''.join(plain[len(plain) - tail :])}"
