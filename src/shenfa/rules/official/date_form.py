"""The date of a document in any form people write it, and the one form that is right."""

import datetime
import re
from dataclasses import dataclass

from shenfa.text.numerals import parse_numeral

FORM = re.compile(
    r"(?P<year>\d{4}|\d{2}|[〇○Ｏ零一二三四五六七八九]{4})\s*[年.．\-/]\s*"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月.．\-/]\s*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十廿卅]{1,3})\s*[日号]?"
)
PADDED = re.compile(r"(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
CIRCLES = str.maketrans("○Ｏ零", "〇〇〇")
BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """A date and whether its written form is YYYY年M月D日 (blanks in it are passed over)."""

    value: datetime.date
    is_right: bool

    @property
    def form(self) -> str:
        """The right form."""
        return right_form(self.value)


def right_form(value: datetime.date) -> str:
    """Return the date in Arabic numerals without padding."""
    return f"{value.year}年{value.month}月{value.day}日"


def is_only_padded(text: str) -> bool:
    """Return whether a wrong date is right but for zeros, as the rules for any date find it."""
    return bool(PADDED.fullmatch(text))


def read_date(text: str) -> DocumentDate | None:
    """Return the date ``text`` consists of, None where it is no day of the calendar."""
    match = FORM.fullmatch(text)
    if not match:
        return None
    year, month, day = (_number(match[part]) for part in ("year", "month", "day"))
    try:
        value = datetime.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
    return DocumentDate(value, BLANKS.sub("", text) == right_form(value))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else parse_numeral(text.translate(CIRCLES)) or 0
