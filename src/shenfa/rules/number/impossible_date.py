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

from shenfa.rules.number import ACCURACY_NOTICE
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity, fold
from shenfa.text.dates import written_dates
from shenfa.text.numerals import parse_numeral

DIGIT = "[一二三四五六七八九]"
PARTIAL = re.compile(r"(?<![\d.\-/个])(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]")
MONTH = re.compile(r"(?<!\d)(?:19|20)\d{2}\s?年\s?(?P<month>\d{1,2})\s?月(?!\s?\d{1,2}\s?[日号])")
CHINESE = re.compile(
    rf"(?<![〇零一二三四五六七八九十年闰历])(?P<month>十?{DIGIT}|十)月"
    rf"(?P<day>[二三]十{DIGIT}?)日"
)
LUNAR = re.compile("[农阴旧夏古]历|民国|[清明元宋唐]代")
NEXT = r"\s?(?:至|到|——?|[-–~、和及])\s?"
RUN = re.compile(
    r"(?<!\d)(?:(?P<year>(?:19|20)\d{2})\s?年\s?)?(?P<month>\d{1,2})\s?月\s?\d{1,2}\s?[日号]?"
    rf"(?P<rest>(?:{NEXT}\d{{1,2}}\s?[日号]?){{0,6}}{NEXT}\d{{1,2}}\s?[日号])(?![内龄游均])"
)
DAY = re.compile(r"(?P<day>\d{1,2})(?:\s?[日号])?")
NUMERIC = re.compile(
    r"(?<![A-Za-z\d_.\-/])(?P<year>(?:19|20)\d{2})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)"
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
LEAP_YEAR = 2024
MESSAGE = "没有这一天，请核对日期"


def check(text: str, _context: Context) -> Iterator[Hit]:
    folded = fold(text)
    plain = folded.text
    full = [(date.start, date.end) for date in written_dates(plain)]
    for start, end in sorted({*_full(plain), *_partial(plain, full), *_run(plain)}):
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


def _full(text: str) -> Iterator[tuple[int, int]]:
    for date in written_dates(text):
        if date.value is None and not _is_numbering(text, date.end):
            yield date.start, date.end


def _partial(text: str, full: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for match in PARTIAL.finditer(text):
        start, end = match.span()
        if any(first <= start < last for first, last in full) or _is_numbering(text, end):
            continue
        if not _exists(LEAP_YEAR, int(match["month"]), int(match["day"])):
            yield start, end


def _run(text: str) -> Iterator[tuple[int, int]]:
    for match in RUN.finditer(text):
        month = int(match["month"])
        if not 1 <= month <= 12 or _is_numbering(text, match.end()):
            continue
        last = monthrange(int(match["year"] or LEAP_YEAR), month)[1]
        for day in DAY.finditer(text, *match.span("rest")):
            if not 1 <= int(day["day"]) <= last:
                yield day.span()


def _doubtful(text: str) -> Iterator[tuple[int, int]]:
    for match in NUMERIC.finditer(text):
        month, day = int(match["month"]), int(match["day"])
        if 1 <= month <= 12 and 28 < day < 40 and not _exists(int(match["year"]), month, day):
            yield match.span()
    if not LUNAR.search(text):
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
    basis=ACCURACY_NOTICE,
    check=check,
    triggers=TRIGGERS,
)
