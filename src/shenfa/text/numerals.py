"""Chinese numerals: read them, and write the small ones that number paragraphs.

Covers the forms of GB/T 15835-2011 for integers below 10^12: 一百二十三, 二〇二六, 两千, 廿三.
"""

DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
TENS = {"廿": 20, "卅": 30}
UNITS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
NUMERAL = "[〇零一二两三四五六七八九十百千万亿廿卅]"
"""Character class of a numeral, for patterns."""

PLAIN = "〇一二三四五六七八九"


def parse_numeral(text: str) -> int | None:
    """Return the value of a Chinese numeral, or None where the characters make none.

    Without units the digits stand side by side as in a year: 二〇二六 is 2026.
    """
    if text and all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    total = section = 0
    digit: int | None = None
    for character in text:
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
        elif character in TENS and digit is None:
            section += TENS[character]
        elif character in UNITS:
            section += (1 if digit is None else digit) * UNITS[character]
            digit = None
        elif character in MYRIADS:
            total = (total + section + (digit or 0)) * MYRIADS[character]
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0) if text else None


def write_ordinal(value: int) -> str:
    """Return 1 to 99 as it numbers a paragraph: 一, 十, 十一, 二十."""
    tens, ones = divmod(value, 10)
    if tens == 0:
        return PLAIN[ones]
    head = "" if tens == 1 else PLAIN[tens]
    return f"{head}十{PLAIN[ones] if ones else ''}"
