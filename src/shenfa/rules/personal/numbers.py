"""Numbers of people and cards, checked: region, date and check digit, issuer, network."""

import datetime
import re
from functools import cache

from shenfa.lexicons import read_lexicon
from shenfa.text.checksums import is_credit_code, is_luhn_number, is_resident_number

FIRST_YEAR, LAST_YEAR = 1900, 2035
"""Years of birth a number can name. No rule reads a clock, so the end lies ahead."""
LONGEST_CARD, SHORTEST_CARD = 19, 16
UNION_PAY = "62"
BODY_CLASS = re.compile(
    "1[1239]|2[19]|3[1-59]|4[19]|5[1239]|6[19]|7[129]|8[19]|9[123]|A[19]|N[1239]|Y1"
)
"""Registrar and class at the head of a body's code (GB 32100—2015): 62 is none, but a card."""


@cache
def region_codes() -> frozenset[str]:
    """All codes ever valid; a number keeps the code of the year it was given out."""
    entries = read_lexicon("privacy_region_codes", ("code", "name", "status"))
    return frozenset(entry.values[0] for entry in entries)


@cache
def _card_prefixes() -> dict[str, frozenset[int]]:
    entries = read_lexicon("privacy_card_prefixes", ("prefix", "lengths", "issuer"))
    return {entry.values[0]: frozenset(map(int, entry.values[1].split("、"))) for entry in entries}


@cache
def _card_prefix_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(prefix) for prefix in _card_prefixes()}, reverse=True))


@cache
def mobile_pattern() -> re.Pattern[str]:
    """Eleven digits in a segment given out to people."""
    entries = read_lexicon("privacy_mobile_segments", ("segment", "use"))
    return re.compile(
        "|".join(rf"{entry.values[0]}\d{{{11 - len(entry.values[0])}}}" for entry in entries)
    )


@cache
def area_codes() -> frozenset[str]:
    """The trunk codes of landlines."""
    return frozenset(
        entry.values[0] for entry in read_lexicon("privacy_area_codes", ("code", "use"))
    )


def is_date(year: int, month: int, day: int) -> bool:
    """Return whether somebody can have been born on that day."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return FIRST_YEAR <= year <= LAST_YEAR


def has_region_and_birth(digits: str) -> bool:
    """Return whether the first 14 characters are a region and a date of birth."""
    return (
        digits[:6] in region_codes()
        and digits[6:14].isdigit()
        and is_date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    )


def is_identity_number(number: str) -> bool:
    """Return whether 18 characters are a citizen's number (GB 11643—1999), check digit included."""
    return is_resident_number(number) and has_region_and_birth(number)


def is_permanent_residence_number(number: str) -> bool:
    """Return whether 18 digits are the number of a foreigner's permanent residence card."""
    return (
        number[:1] == "9"
        and is_resident_number(number)
        and number[6:14].isdigit()
        and is_date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    )


def is_old_identity_number(number: str) -> bool:
    """Return whether 15 digits can be a number of the first generation (no check digit)."""
    return (
        len(number) == 15
        and number[:6] in region_codes()
        and is_date(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))
    )


def is_card_number(number: str) -> bool:
    """Return whether the issuer is known, the length is the issuer's and the check digit fits."""
    return (
        SHORTEST_CARD <= len(number) <= LONGEST_CARD
        and any(
            len(number) in _card_prefixes().get(number[:length], ())
            for length in _card_prefix_lengths()
        )
        and is_luhn_number(number)
    )


def is_likely_card_number(number: str) -> bool:
    """Return whether a number with the check digit of a card comes from an unlisted issuer."""
    return (
        number.startswith(UNION_PAY)
        and SHORTEST_CARD <= len(number) <= LONGEST_CARD
        and is_luhn_number(number)
    )


def is_mobile(number: str) -> bool:
    """Return whether eleven digits are a person's mobile number."""
    return mobile_pattern().fullmatch(number) is not None


def is_landline(number: str) -> bool:
    """Return whether digits are a landline, with or without its area code."""
    for length in (3, 4):
        if number[:length] in area_codes() and len(number) - length in (7, 8):
            return number[length] in "2345678"
    return len(number) in (7, 8) and number[0] in "2345678"


def is_body_code(code: str) -> bool:
    """Return whether 18 characters name a body (GB 32100—2015) and cannot name a person."""
    return (
        BODY_CLASS.match(code) is not None and is_credit_code(code) and not is_identity_number(code)
    )
