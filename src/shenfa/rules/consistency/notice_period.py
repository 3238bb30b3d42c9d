"""公示期的天数与起止日期不符

## 检查什么

同一行里写明“公示期5天”“5个工作日”，又写明起止日期，算出来的天数不是所说的天数。

## 为什么

公示期不足，公示就可能无效；天数与日期不符，群众不知道哪天截止。

## 示例

错：公示期⟦7天⟧，自2026年5月8日至2026年5月12日。
错：公示时间：2026年5月8日至5月12日（⟦5个工作日⟧）。
对：公示期5天，自2026年5月8日至2026年5月12日。
对：公示期7天，自2026年5月8日至2026年5月15日。
对：公示时间：2026年5月8日至5月14日（5个工作日）。
对：培训期5天，自2026年5月8日至2026年5月20日报名。

## 例外

首日计入、不计入都算对；节假日安排还没有公布的年份，工作日不查。
"""

import datetime
import re
from collections.abc import Iterator

from shenfa.lexicons.calendar import NoCalendar, shipped_calendar
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity
from shenfa.text.numerals import NUMERAL, parse_numeral

PERIOD = re.compile(
    rf"(?P<number>\d{{1,2}}|{NUMERAL}{{1,3}})\s?(?P<unit>个?工作日|个?自然日|[天日])(?![前内后起至])"
)
NAMED = re.compile(r"公\s?[示告](?:期|时间|期限|日期)|异议期")
RANGE = re.compile(
    r"(?P<y1>20\d\d)年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日(?:[（(][^（()）]{1,6}[）)])?(?:起)?"
    r"(?:至|到|—|－|-|—{2}|～)(?:(?P<y2>20\d\d)年)?(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日"
)
NEAR = 20
DAY = datetime.timedelta(days=1)


def check(text: str, _context: Context) -> Iterator[Hit]:
    named, spans = NAMED.search(text), list(RANGE.finditer(text))
    if not named or len(spans) != 1:
        return
    dates, period = spans[0], None
    start, end = max(0, dates.start() - NEAR), dates.end() + NEAR
    for match in PERIOD.finditer(text, start, end):
        if match.end() <= dates.start() or match.start() >= dates.end():
            if text[match.start() - 1 : match.start()] in "月年":
                continue
            period = match
            break
    first, last = _days(dates)
    if period is None or first is None or last is None or last < first:
        return
    wanted = period["number"]
    number = int(wanted) if wanted.isdecimal() else parse_numeral(wanted)
    is_worked = "工作" in period["unit"]
    if number is None or number < 1:
        return
    possible = _working_days(first, last) if is_worked else _calendar_days(first, last)
    if possible and number not in possible:
        unit = "个工作日" if is_worked else "天"
        found = "或者".join(map(str, sorted(possible)))
        yield Hit(*period.span(), f"起止日期之间是{found}{unit}，与所说的不符，请核对")


def _days(match: re.Match[str]) -> tuple[datetime.date | None, datetime.date | None]:
    year, month = int(match["y1"]), int(match["m1"])
    try:
        return (
            datetime.date(year, month, int(match["d1"])),
            datetime.date(int(match["y2"] or year), int(match["m2"] or month), int(match["d2"])),
        )
    except ValueError:
        return None, None


def _calendar_days(first: datetime.date, last: datetime.date) -> set[int]:
    days = (last - first).days
    return {days, days + 1}


def _working_days(first: datetime.date, last: datetime.date) -> set[int]:
    calendar = shipped_calendar()
    try:
        return {calendar.between(first - DAY, last), calendar.between(first, last)}
    except NoCalendar:
        return set()


RULE = TextRule(
    code="CO013",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("公示", "公告期", "异议期", "公 示"),
)
