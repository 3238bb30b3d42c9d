"""Numbers that planted faults need: made up, with check digits that are right, of nobody."""

AREA = "500299"
"""An area code that no place has."""
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SIGNS = "10X98765432"
MOBILE = "13900000123"
OFFICE_MOBILE = "13900000456"
"""A unit uses this one for its work, and its holder has agreed."""


def identity_number(birth: str, serial: str) -> str:
    """Return an identity number (GB 11643) of a birthday and a serial number."""
    digits = f"{AREA}{birth}{serial}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return digits + SIGNS[total % 11]
