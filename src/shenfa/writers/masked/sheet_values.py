"""What a cell of a masked copy holds: the stored number if that is what was shown, else text.

A number format can hide the larger part of a number (a birth date of which the sheet shows
the year). The copy keeps a number only where nobody learns more from it than from the sheet.
"""

import datetime
import re
from decimal import Decimal, InvalidOperation

DIGITS = re.compile(r"\d[\d,，]*(?:\.\d+)?|\.\d+")
TELLING = re.compile(r'"[^"]{7,}"|"[^"]*\d{4}|(?:[\\!].){4}')
MOST_SCALE = 9
"""Powers of ten by which a format may scale (thousands, 万元, per cent)."""
Value = str | float | int | bool | datetime.datetime | datetime.date | datetime.time | None


def is_telling(code: str) -> bool:
    """Whether a number format carries more words than a unit: they need not be shown at all."""
    return TELLING.search(code) is not None


def kept_value(stored: object, shown: str) -> Value:
    """Return what the copy holds for a cell that shows ``shown`` and stores ``stored``."""
    if isinstance(stored, bool):
        return stored
    if isinstance(stored, int | float | Decimal):
        number = Decimal(str(stored))
        is_same = number.is_finite() and _tells_no_more(number, shown)
        return (int(stored) if isinstance(stored, int) else float(stored)) if is_same else shown
    if isinstance(stored, datetime.datetime):
        return _date(stored, shown)
    if isinstance(stored, datetime.time):
        return stored if _numbers(shown)[:2] == [stored.hour, stored.minute] else shown
    return shown


def _tells_no_more(number: Decimal, shown: str) -> bool:
    found = DIGITS.findall(shown)
    if len(found) != 1:
        return False
    text = found[0].replace(",", "").replace("，", "")
    try:
        seen = Decimal(text)
    except InvalidOperation:
        return False
    decimals = len(text.partition(".")[2])
    half = Decimal(1).scaleb(-decimals) / 2
    # Amounts are shown rounded; more than three places behind are no rounding of money.
    return any(
        abs(abs(number) - seen.scaleb(power)) <= half.scaleb(power)
        for power in range(-2, MOST_SCALE + 1)
        if power in (-2, 0) or abs(power) % 3 in (0, 1)
    )


def _date(stored: datetime.datetime, shown: str) -> Value:
    numbers = _numbers(shown)
    day = [stored.year, stored.month, stored.day]
    if numbers[:3] == day:
        has_time = numbers[3:5] == [stored.hour, stored.minute]
        return stored if has_time else datetime.datetime.combine(stored.date(), datetime.time())
    return shown


def _numbers(shown: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", shown)]
