"""Check digits of the numbers that identify people, cards and bodies.

All functions take plain ASCII; fold first. None of them looks at regions or dates.
"""

RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_CHECKS = "10X98765432"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def resident_check_digit(digits: str) -> str:
    """Return the check character for the first 17 digits of a citizen identity number.

    GB 11643-1999 (ISO 7064 MOD 11-2).
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(digits[:17], RESIDENT_WEIGHTS, strict=True)
    )
    return RESIDENT_CHECKS[total % 11]


def is_resident_number(number: str) -> bool:
    """Return whether 18 characters end in the right check character (GB 11643-1999)."""
    return (
        len(number) == 18
        and number[:17].isascii()
        and number[:17].isdigit()
        and resident_check_digit(number) == number[17].upper()
    )


def luhn_check_digit(digits: str) -> str:
    """Return the digit that makes ``digits`` plus it pass the Luhn test (ISO/IEC 7812-1)."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def is_luhn_number(number: str) -> bool:
    """Return whether the last digit is the Luhn check of the others (ISO/IEC 7812-1)."""
    return (
        len(number) > 1
        and number.isascii()
        and number.isdigit()
        and luhn_check_digit(number[:-1]) == number[-1]
    )


def credit_check_digit(code: str) -> str:
    """Return the check character for the first 17 of a unified social credit code.

    GB 32100-2015: 31 minus the weighted sum modulo 31, weights 3^(i-1) modulo 31. Raises
    ValueError for a character outside the alphabet (I, O, S, V and Z are not used).
    """
    total = sum(
        CREDIT_ALPHABET.index(character) * pow(3, place, 31)
        for place, character in enumerate(code[:17])
    )
    return CREDIT_ALPHABET[-total % 31]


def is_credit_code(code: str) -> bool:
    """Return whether 18 characters are a unified social credit code (GB 32100-2015)."""
    return (
        len(code) == 18
        and all(character in CREDIT_ALPHABET for character in code)
        and credit_check_digit(code) == code[17]
    )
