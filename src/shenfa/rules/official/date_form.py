"""The date of a document in any form people write it, and the one form that is right."""

import datetime
import re

from shenfa.rules.official.lines import tight, value_of

FORM = re.compile(
    r"(?P<year>\d{4}|\d{2}|[〇○Ｏ零一二三四五六七八九]{4})\s*[年.．\-/]\s*"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月.．\-/]\s*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十廿卅]{1,3})\s*[日号]?"
)
PADDED = re.compile(r"(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
CIRCLES = str.maketrans("○Ｏ零", "〇〇〇")
STANDARD_FROM = datetime.date(2012, 7, 1)
"""When the standard for the format of official documents came into force."""


def read_date(text: str) -> datetime.date | None:
    """Return the date ``text`` consists of, None where it is no day of the calendar."""
    match = FORM.fullmatch(text)
    if not match:
        return None
    year, month, day = (
        value_of(match[part].translate(CIRCLES)) for part in ("year", "month", "day")
    )
    try:
        return datetime.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def right_form(text: str) -> str | None:
    """Return the date as YYYY年M月D日 where it is written otherwise.

    Blanks are passed over, and so are dates older than the standard.
    """
    date = read_date(text)
    if date is None or date < STANDARD_FROM:
        return None
    right = f"{date.year}年{date.month}月{date.day}日"
    return None if tight(text) == right else right


def is_only_padded(text: str) -> bool:
    """Return whether a wrong date is right but for zeros, as the rules for any date find it."""
    return bool(PADDED.fullmatch(text))
