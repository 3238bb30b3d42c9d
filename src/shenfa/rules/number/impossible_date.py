"""不存在的日期

## 检查什么

“2月30日”“6月31日”“13月”等历法上不存在的日期，包括“2月28日至30日”这样省略月份的后一个日期。

## 为什么

不存在的日期必有一处写错，会使期限、时效无法执行，属于表述错误。

## 示例

错：经研究，⟦2026年2月30日⟧前完成。
错：请于⟦6月31日⟧前报送。
错：于⟦2026年13月⟧竣工。
错：⟦二〇二六年二月三十日⟧印发
错：公示期为2026年2月28日至⟦30日⟧。
错：施工期为2026年2月20—⟦29日⟧。
错：更新时间：⟦2026-02-30⟧
错：⟦２０２６年２月３０日⟧前完成。
对：2024年2月29日、2028年2月29日均为闰日。
对：公示期为2026年2月28日至3月30日。
对：农历二月三十日举行祭祀。
对：光绪二十四年二月三十日立碑。
对：自2月28日起30日内申请行政复议。
对：4月31号楼封闭施工。
对：县城距市区约3.2月30日车程的说法有误。
对：样品编号CQ2026-02-31已归档。
对：拟于五月三四日开会。

## 例外

没有写年份的2月29日不查；没有年份的汉字日期可能是农历，只作提醒。
"""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Folded, Hit, Severity, fold
from shenfa.text.dates import WrittenDate, written_dates
from shenfa.text.numerals import parse_numeral

DIGIT = "[一二三四五六七八九]"
# Patterns that begin with a character and look behind later are searched much faster.
ODD = re.compile("[０-９\xa0\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
DAY_OF_MONTH = re.compile(r"(?P<month>\d\d?)\s?月\s?(?P<day>\d\d?)(?P<mark>\s?[日号])?")
BEFORE = re.compile(r"[\d.\-/个]")
YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s?年\s?$")
MONTH = re.compile(
    r"(?:19|20)\d{2}(?<!\d{5})\s?年\s?(?P<month>\d{1,2})\s?月(?!\s?\d{1,2}\s?[日号])"
)
CHINESE = re.compile(
    rf"(?<![〇零一二三四五六七八九十年闰历])(?P<month>十?{DIGIT}|十)月"
    rf"(?P<day>[二三]十{DIGIT}?)日"
)
CHINESE_DAY = re.compile(f"十{DIGIT}?日")
LUNAR = re.compile("[农阴旧夏古]历|民国|[清明元宋唐]代")
NEXT = r"\s?(?:至|到|——?|[-–~、和及])\s?"
REST = re.compile(rf"(?:{NEXT}\d{{1,2}}\s?[日号]?){{0,6}}{NEXT}\d{{1,2}}\s?[日号](?![内龄游均])")
DAY = re.compile(r"(?P<day>\d{1,2})(?:\s?[日号])?")
NUMERIC = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?<![A-Za-z\d_.\-/]\d{4})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<day>\d{1,2})(?![A-Za-z\d_\-/]|\.\d)"
)
NUMBERED = re.compile("[文令楼院线车店厅馆井公通宅铺机]")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
# Only these days and months can make a date impossible, so most dates wake nobody.
WRITTEN = tuple(
    f"{number}{gap}{unit}"
    for numbers, units in (
        ((*range(29, 100), "月0", "月00"), "日号"),
        ((*range(13, 100), "00", "年0"), "月"),
    )
    for number in numbers
    for gap in ("", " ")
    for unit in units
)
TRIGGERS = (
    *WRITTEN,
    *(one.translate(WIDE) for one in WRITTEN),
    *(f"{tens}十{ones}日" for tens in "二三四五六七八九" for ones in ("", *"一二三四五六七八九")),
    *(f"十{ones}月" for ones in "三四五六七八九"),
    *(f"{year}{mark}" for year in range(1900, 2100) for mark in "-/."),
)
Dates = tuple[WrittenDate, ...]
Days = tuple[re.Match[str], ...]
LEAP_YEAR = 2024
MESSAGE = "没有这一天，请核对日期"


def check(text: str, _context: Context) -> Iterator[Hit]:
    folded = fold(text) if ODD.search(text) else Folded(text)
    plain = folded.text
    dates = tuple(written_dates(plain))
    days = tuple(DAY_OF_MONTH.finditer(plain))
    found = {*_full(plain, dates), *_partial(plain, days, dates), *_run(plain, days)}
    for start, end in sorted(found):
        yield Hit(*folded.span(start, end), MESSAGE)
    for match in MONTH.finditer(plain):
        if not 1 <= int(match["month"]) <= 12:
            yield Hit(*folded.span(*match.span()), "没有这个月份，请核对日期")
    for start, end in _doubtful(plain):
        yield Hit(
            *folded.span(start, end),
            MESSAGE,
            severity=Severity.WARNING,
            certainty=Certainty.SUSPECTED,
        )


def _full(text: str, dates: Dates) -> Iterator[tuple[int, int]]:
    for date in dates:
        if date.value is None and not _is_numbering(text, date.end):
            yield date.start, date.end


def _partial(text: str, days: Days, dates: Dates) -> Iterator[tuple[int, int]]:
    for match in days:
        start, end = match.span()
        if (
            not match["mark"]
            or _exists(LEAP_YEAR, int(match["month"]), int(match["day"]))
            or (start and BEFORE.match(text, start - 1))
            or any(date.start <= start < date.end for date in dates)
            or _is_numbering(text, end)
        ):
            continue
        yield start, end


def _run(text: str, days: Days) -> Iterator[tuple[int, int]]:
    for match in days:
        start, month = match.start(), int(match["month"])
        rest = REST.match(text, match.end())
        if rest is None or text[start - 1 : start].isdigit() or not 1 <= month <= 12:
            continue
        if _is_numbering(text, rest.end()):
            continue
        year = YEAR.search(text, max(0, start - 8), start)
        last = monthrange(int(year["year"]) if year else LEAP_YEAR, month)[1]
        for day in DAY.finditer(text, *rest.span()):
            if not 1 <= int(day["day"]) <= last:
                yield day.span()


def _doubtful(text: str) -> Iterator[tuple[int, int]]:
    for match in NUMERIC.finditer(text):
        month, day = int(match["month"]), int(match["day"])
        if 1 <= month <= 12 and 28 < day < 40 and not _exists(int(match["year"]), month, day):
            yield match.span()
    if CHINESE_DAY.search(text) and not LUNAR.search(text):
        for match in CHINESE.finditer(text):
            month, day = parse_numeral(match["month"]) or 0, parse_numeral(match["day"]) or 0
            if not _exists(LEAP_YEAR, month, day):
                yield match.span()


def _is_numbering(text: str, end: int) -> bool:
    # 号 after a number may also number a house or a document.
    return text[end - 1] == "号" and NUMBERED.match(text, end) is not None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


RULE = TextRule(
    code="NU025",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=TRIGGERS,
)
