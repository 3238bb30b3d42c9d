"""What a spreadsheet shows of a number under its number format, as a Chinese reader sees it.

Dates come out in two shapes only: 2026年5月8日 where the format has the characters, 2026-05-08
otherwise. Integers are always written in full, never in scientific form.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

WINDOWS_EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a serial number has no zone
MAC_EPOCH = datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - a serial number has no zone
EXACT = Context(prec=700)
"""Enough for the largest number a cell can hold, with decimals."""
LARGEST_EXPONENT = 308
LAST_DAY = 2_958_466
"""The serial number after 31 December 9999."""
YEAR_MONTH, MONTH_DAY, FULL = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "General", 12: "General", 13: "General", 14: "yyyy/m/d", 15: "yyyy/m/d", 16: MONTH_DAY,
    17: "yyyy/m", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: YEAR_MONTH, 28: MONTH_DAY, 29: MONTH_DAY, 30: "yyyy/m/d", 31: FULL, 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: YEAR_MONTH,
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "¥#,##0",
    43: "#,##0.00", 44: "¥#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "General",
    49: "@", 50: YEAR_MONTH, 51: MONTH_DAY, 52: YEAR_MONTH, 53: MONTH_DAY, 54: MONTH_DAY,
    55: YEAR_MONTH, 56: MONTH_DAY, 57: YEAR_MONTH, 58: MONTH_DAY,
}  # fmt: skip
"""The numbered formats as the Chinese edition shows them."""
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|!(?P<forced>.)|[_*].|\[\$(?P<currency>[^\-\]]*)[^\]]*\]'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<digit>[0#?])|(?P<mark>[,.%]|E[+-]|;)|(?P<other>.)",
    re.DOTALL,
)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
LONG, LONGEST = 9, 20
"""Powers of ten between which a whole number may be that of a person or a card."""
MASKS = re.compile("[*＊×xX●■…#某]")
COMPARE = {
    "<": Decimal.__lt__, ">": Decimal.__gt__, "=": Decimal.__eq__,
    "<=": Decimal.__le__, ">=": Decimal.__ge__, "<>": Decimal.__ne__,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Mask:
    """A parsed numeric section. ``whole`` holds placeholders and the literals among them."""

    before: str = ""
    whole: list[str] = field(default_factory=list)
    decimals: str = ""
    after: str = ""
    grouped: bool = False
    percent: int = 0
    thousands: int = 0


def number_of(text: str) -> Decimal | None:
    """Return the number a cell holds, None for what no spreadsheet can hold."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= LARGEST_EXPONENT else None


def plain(value: Decimal) -> str:
    """Return the number in full with at most 15 significant digits behind an integer part."""
    if value == value.to_integral_value():
        return format(value.quantize(Decimal(1), context=EXACT), "f")
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(value: Decimal, code: str, epoch: datetime.datetime = WINDOWS_EPOCH) -> str:
    """Return what the sheet shows, an empty string where the format hides the number."""
    section, is_signed = _section(value, code)
    bare = _bare(section)
    if not section.strip():
        return ""
    if not section or "general" in section.lower() or "通用格式" in section or bare == "@":
        return plain(value)
    if re.search(r"[ymdhsa]", bare, re.IGNORECASE):
        return _date(value, section, epoch)
    mask = _mask(section)
    if mask is None:
        return plain(value)
    return _number(value if is_signed else abs(value), mask)


def hides_text(code: str) -> bool:
    """Return whether the format shows nothing for a text (its fourth section is empty)."""
    sections = _split(code)
    return len(sections) > 3 and not sections[3].strip()


def is_masked(value: Decimal, text: str) -> bool:
    """Return whether a long whole number is kept of which the sheet shows something else.

    Groups, units and scaled amounts are no masks: they say how much, not that something hides.
    """
    if value != value.to_integral_value() or not LONG <= value.adjusted() < LONGEST:
        return False
    digits = "".join(one for one in text if one.isdecimal())
    is_told = plain(value).lstrip("-") in digits
    return not is_told and (not digits or MASKS.search(text) is not None)


@lru_cache(maxsize=1024)
def _split(code: str) -> tuple[str, ...]:
    sections = [""]
    for match in TOKEN.finditer(code):
        if match["mark"] == ";":
            sections.append("")
        else:
            sections[-1] += match[0]
    return tuple(sections)


def _section(value: Decimal, code: str) -> tuple[str, bool]:
    sections = _split(code)
    if any(CONDITION.search(section) for section in sections):
        for section in sections:
            match = CONDITION.search(section)
            if match is None or COMPARE[match[1]](value, Decimal(match[2])):
                return CONDITION.sub("", section), True
        return "General", True
    if value > 0 or len(sections) == 1:
        return sections[0], True
    if value < 0:
        return sections[1], len(sections) < 2
    return sections[2] if len(sections) > 2 else sections[0], True


@lru_cache(maxsize=1024)
def _bare(section: str) -> str:
    kept = (match["digit"] or match["mark"] or match["other"] for match in TOKEN.finditer(section))
    elapsed = re.search(r"\[([hms]+)\]", section, re.IGNORECASE)
    return "".join(one or "" for one in kept) + (elapsed[1] if elapsed else "")


@lru_cache(maxsize=1024)
def _mask(section: str) -> _Mask | None:
    tokens = [_token(match) for match in TOKEN.finditer(section)]
    kinds = [kind for kind, _ in tokens]
    if "E" in kinds or "@" in section:
        return None
    if "0" not in kinds:
        return _Mask(before="".join(text for _, text in tokens))
    first, end = kinds.index("0"), len(kinds) - kinds[::-1].index("0")
    first = min(first, kinds.index(".")) if "." in kinds else first
    inside = tokens[first:end]
    point = kinds.index(".") - first if "." in kinds else len(inside)
    whole = [text for kind, text in inside[:point] if kind in "0 "]
    if "/" in whole:
        return None  # a fraction is shown as a decimal number
    return _Mask(
        "".join(text for kind, text in tokens[:first] if kind == " "),
        whole,
        "".join(text for kind, text in inside[point:] if kind == "0"),
        "".join(text for kind, text in tokens[end:] if kind in " %"),
        "," in kinds[first:end],
        kinds.count("%"),
        kinds[end:].count(","),
    )


def _token(match: re.Match[str]) -> tuple[str, str]:
    # The kinds: 0 for a placeholder, a space for literal text, otherwise the mark itself.
    if match["digit"]:
        return "0", match["digit"]
    if match["mark"]:
        return match["mark"][0], match["mark"]
    literals = ("quoted", "escaped", "forced", "currency", "other")
    return " ", next((match[group] for group in literals if match[group]), "")


def _number(value: Decimal, mask: _Mask) -> str:
    scaled = value * 100**mask.percent / 1000**mask.thousands
    places = Decimal(1).scaleb(-len(mask.decimals))
    scaled = scaled.quantize(places, ROUND_HALF_UP, context=EXACT)
    whole, _, fraction = format(scaled.copy_abs(), "f").partition(".")
    if not mask.whole and not mask.decimals:
        return mask.before
    while fraction and fraction[-1] == "0" and mask.decimals[len(fraction) - 1] != "0":
        fraction = fraction[:-1]
    zeros = mask.whole.count("0")
    whole = (whole if whole != "0" or zeros else "").rjust(zeros, "0")
    whole = f"{int(whole or 0):,}" if mask.grouped else "".join(_filled(whole, mask.whole))
    sign = "-" if scaled < 0 else ""
    return f"{sign}{mask.before}{whole}{'.' if fraction else ''}{fraction}{mask.after}"


def _filled(digits: str, mask: list[str]) -> Iterator[str]:
    placeholders = sum(one in "0#?" for one in mask)
    position = len(digits) - placeholders
    yield digits[: max(position, 0)]
    for one in mask:
        if one not in "0#?":
            yield one
        else:
            if position >= 0:
                yield digits[position]
            position += 1


def _date(value: Decimal, section: str, epoch: datetime.datetime) -> str:
    if not 0 <= value < LAST_DAY:
        return plain(value)
    bare = _bare(section).lower()
    if "[h]" in section.lower() or "[hh]" in section.lower():
        minutes = int((value * 1440).to_integral_value(ROUND_HALF_UP))
        return f"{minutes // 60}:{minutes % 60:02}"
    moment = epoch + datetime.timedelta(seconds=round(float(value) * 86400))
    if epoch == WINDOWS_EPOCH and 1 <= value < 60:
        moment += datetime.timedelta(days=1)  # the sheet counts a 29 February 1900
    has_time = "h" in bare or "s" in bare
    parts = [_day(moment, bare, section)]
    if has_time:
        second = ":%S" if "s" in bare else ""
        parts.append(moment.strftime(f"%H:%M{second}"))
    return " ".join(part for part in parts if part)


def _day(moment: datetime.datetime, bare: str, section: str) -> str:
    has_year, has_day = "y" in bare, "d" in bare
    # m beside h or s are minutes.
    has_month = re.search(r"m", re.sub(r"h[^ymdhs]*m+|m+[^ymdhs]*s", "", bare)) is not None
    if "aaa" in bare and not (has_year or has_month):
        return "星期" + "一二三四五六日"[moment.weekday()]
    if "年" in section or "月" in section or not has_year:
        return (
            f"{moment.year}年" * has_year
            + f"{moment.month}月" * has_month
            + f"{moment.day}日" * has_day
        )
    if has_day:
        return moment.strftime("%Y-%m-%d")
    return moment.strftime("%Y-%m") if has_month else f"{moment.year}"
