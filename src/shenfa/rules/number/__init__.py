"""Numbers, dates, times, units and amounts: how they are written, and whether they can be."""

import datetime
import re

from shenfa.text import Basis, Hit
from shenfa.text.regions import quotations, titles, touches

NUMERALS_STANDARD = Basis("出版物上数字用法", "GB/T 15835—2011")
"""What most rules of this family stand on. The clauses are left empty until they are confirmed."""

WEEKDAY = r"(?P<whole>(?P<word>星期|周|礼拜)(?P<day>[一二三四五六日天]))"
LONE_WEEKDAY = rf"{WEEKDAY}(?![至到—\-–~～、和及与均边年末刊报期常围])"
"""Pattern of a day of the week that opens no range and is no part of another word."""
WEEKDAYS = "一二三四五六日"


def weekday_hit(match: re.Match[str], date: datetime.date) -> Hit | None:
    """Return the hit on a day of the week, None where it is that of the date."""
    right = WEEKDAYS[date.weekday()]
    if match["day"].replace("天", "日") == right:
        return None
    message = f"{date.year}年{date.month}月{date.day}日是星期{right}，请核对日期和星期"
    return Hit(*match.span("whole"), message, f"{match['word']}{right}")


def is_cited(text: str, start: int, end: int) -> bool:
    """Return whether ``start`` to ``end`` touch a quotation or a title, which stay as they are."""
    return touches(quotations(text), start, end) or touches(titles(text), start, end)
