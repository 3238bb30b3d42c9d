"""星期与日期不符

## 检查什么

完整的年月日后面所写的星期几与该日不符。

## 为什么

日期与星期互相矛盾，必有一处写错，容易使人误了时间。

## 示例

错：会议定于2026年11月24日（⟦星期一⟧）召开。 → 会议定于2026年11月24日（星期二）召开。
错：二〇二六年五月八日⟦星期四⟧上午停电。 → 二〇二六年五月八日星期五上午停电。
错：2026年11月22日（⟦周六⟧）加班。 → 2026年11月22日（周日）加班。
错：会议定于2026年11月24日上午（⟦星期一⟧）召开。 → 会议定于2026年11月24日上午（星期二）召开。
错：截止时间：2026-11-24（⟦周一⟧） → 截止时间：2026-11-24（周二）
错：会议定于⟦星期一⟧（2026年11月24日）召开。 → 会议定于星期二（2026年11月24日）召开。
对：会议定于2026年11月24日（星期二）召开。
对：开放时间为2026年11月28日至2026年11月29日（周六至周日）。
对：2026年11月24日周一至周五照常办理。
对：2026年11月1日周日均客流创新高。

## 例外

星期写成起止范围的不查；没有写年份的由另一条规则（疑似）检查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.number import LONE_WEEKDAY, WEEKDAY, weekday_hit
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity
from shenfa.text.dates import WrittenDate, written_dates

AFTER = re.compile(rf"(?:[上下中]午|晚上?)?\s?[（(]?\s?{LONE_WEEKDAY}")
NUMERIC = re.compile(
    r"(?<![\w.\-/])(20\d{2})(?P<mark>[-./])(\d{1,2})(?P=mark)(\d{1,2})(?=\s?[（(])"
)
BEFORE = re.compile(rf"{WEEKDAY}[（(]$")
GAPS = ("", "（", "(", " ", " （", " (", "（ ")
WORDS = ("星期", "周", "礼拜")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for date in (*written_dates(text), *_numeric_dates(text)):
        # What a bracket before the date belongs to: 星期二（2026年11月24日）.
        match = AFTER.match(text, date.end) or BEFORE.search(
            text, max(0, date.start - 4), date.start
        )
        if match and date.value and (hit := weekday_hit(match, date.value)):
            yield hit


def _numeric_dates(text: str) -> Iterator[WrittenDate]:
    for match in NUMERIC.finditer(text):
        year, month, day = (int(match[group]) for group in (1, 3, 4))
        yield WrittenDate(*match.span(), year, month, day)


RULE = TextRule(
    code="NU026",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        *(f"{day}{gap}{word}" for day in "日号午晚上" for gap in GAPS for word in WORDS),
        *(f"{day}{mark}{word}" for day in range(10) for mark in "（(" for word in WORDS),
        *(f"{day}{mark}2" for day in "一二三四五六日" for mark in "（("),
    ),
)
