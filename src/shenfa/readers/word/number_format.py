"""The numerals of Word's automatic numbers, by the names its files have for them."""

from collections.abc import Callable, Mapping

MOST = 9999
DIGITS = "〇一二三四五六七八九"
FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
TRADITIONAL_DIGITS = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
MOST_LETTERS = 30


def written(form: str, value: int) -> str | None:
    """Return a number in the form of this name, None where the form or the number is unknown."""
    write = FORMS.get(form)
    return write(value) if write and 0 <= value <= MOST else None


def _counting(value: int) -> str:
    """一, 十, 十一, 二十; digits side by side from a hundred on."""
    return _with_units(value, DIGITS, "十百千", is_short=True) if value < 100 else _digits(value)


def _counting_in_full(value: int) -> str:
    return _with_units(value, "零一二三四五六七八九", "十百千", is_short=True)


def _counting_below_hundred(value: int) -> str | None:
    return _counting(value) if value < 100 else None


def _digits(value: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(value))


def _formal(value: int) -> str:
    return _with_units(value, FORMAL_DIGITS, "拾佰仟", is_short=False)


def _formal_traditional(value: int) -> str:
    return _with_units(value, TRADITIONAL_DIGITS, "拾佰仟", is_short=False)


def _with_units(value: int, digits: str, units: str, *, is_short: bool) -> str:
    """Write with units; ``is_short`` leaves out the one before a leading ten."""
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if not digit:
            zero = bool(text)
            continue
        if zero:
            text, zero = text + digits[0], False
        is_ten = is_short and place == 1 and digit == 1 and not text
        text += ("" if is_ten else digits[digit]) + ("" if place == 0 else units[place - 1])
    return text or digits[0]


def _roman(value: int) -> str:
    text = ""
    for size, letters in ROMAN:
        count, value = divmod(value, size)
        text += letters * count
    return text


def _upper_roman(value: int) -> str:
    return _roman(value).upper()


def _letters(value: int) -> str | None:
    """Letters of the alphabet, then aa, bb: Word repeats them."""
    repeats, index = divmod(value - 1, len(ALPHABET))
    return ALPHABET[index] * (repeats + 1) if 0 <= repeats < MOST_LETTERS else None


def _upper_letters(value: int) -> str | None:
    letters = _letters(value)
    return letters and letters.upper()


def _padded(value: int) -> str:
    return f"{value:02}"


def _wide(value: int) -> str:
    return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(value))


def _from(first: str, count: int) -> Callable[[int], str]:
    """Return the writer for characters in a row in Unicode; plain digits behind the last."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= count else str(value)


def _among(characters: str) -> Callable[[int], str]:
    return lambda value: characters[value - 1] if 1 <= value <= len(characters) else str(value)


FORMS: Mapping[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": _padded,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _counting_in_full,
    "taiwaneseCountingThousand": _counting_in_full,
    "japaneseCounting": _counting_below_hundred,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal_traditional,
    "ideographTraditional": _among(STEMS),
    "ideographZodiac": _among(BRANCHES),
    "lowerLetter": _letters,
    "upperLetter": _upper_letters,
    "lowerRoman": _roman,
    "upperRoman": _upper_roman,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
}
"""The forms that occur in Chinese documents. Bullets and forms not listed give no number."""
