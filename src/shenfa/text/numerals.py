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
    if not text or text.startswith("零") or "两十" in text:
        return None
    high, mark, low = text.rpartition("亿")
    if "亿" in high or _is_cut_short(mark, low):
        return None
    upper, lower = _below_hundred_million(high), _below_hundred_million(low)
    if upper is None or lower is None or (mark and upper == 0):
        return None
    return upper * MYRIADS["亿"] + lower


def _below_hundred_million(text: str) -> int | None:
    high, mark, low = text.rpartition("万")
    if _is_cut_short(mark, low):
        return None
    upper, lower = _below_myriad(high), _below_myriad(low)
    if upper is None or lower is None or (mark and upper == 0):
        return None
    return upper * MYRIADS["万"] + lower


def _below_myriad(text: str) -> int | None:
    """Return the value of a section without 万 and 亿, 0 for an empty one."""
    if len(text) > 1 and _is_cut_short(text[-2], text[-1]):
        return None
    total, last = 0, 10**4
    digit: int | None = None
    for character in text:
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
        elif character in UNITS or character in TENS:
            unit = UNITS.get(character, 10)
            if unit >= last or (character in TENS and digit):
                return None
            total += TENS.get(character, unit * (digit or 1))
            digit, last = None, unit
        else:
            return None
    return total + (digit or 0)


def _is_cut_short(mark: str, low: str) -> bool:
    # In 一百二 and 一万二 the 二 means a tenth of the unit to some and two to others.
    return mark in ("百", "千", "万", "亿") and len(low) == 1 and DIGITS.get(low, 0) > 0


def write_ordinal(value: int) -> str:
    """Return 1 to 99 as it numbers a paragraph: 一, 十, 十一, 二十."""
    tens, ones = divmod(value, 10)
    if tens == 0:
        return PLAIN[ones]
    head = "" if tens == 1 else PLAIN[tens]
    return f"{head}十{PLAIN[ones] if ones else ''}"
