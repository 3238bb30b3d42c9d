"""星期与日期不符

## 检查什么

完整的年月日后面所写的星期几与该日不符。

## 为什么

日期与星期互相矛盾，必有一处写错，容易使人误了时间。

## 示例

错：会议定于2026年11月24日（⟦星期一⟧）召开。 → 会议定于2026年11月24日（星期二）召开。
错：二〇二六年五月八日⟦星期四⟧上午停电。 → 二〇二六年五月八日星期五上午停电。
错：2026年11月22日（⟦周六⟧）加班。 → 2026年11月22日（周日）加班。
对：会议定于2026年11月24日（星期二）召开。
对：开放时间为2026年11月28日至2026年11月29日（周六至周日）。
对：2026年11月24日周一至周五照常办理。
对：2026年11月1日周日均客流创新高。

## 例外

星期写成起止范围的不查；没有写年份的由另一条规则（疑似）检查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import ACCURACY_NOTICE
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity
from shenfa.text.dates import written_dates

WEEKDAY = re.compile(
    r"\s?[（(]?\s?(?P<whole>(?P<word>星期|周|礼拜)(?P<day>[一二三四五六日天]))"
    r"(?![至到—\-–~～、和及与均边年末刊报期常围])"
)
NAMES = "一二三四五六日"


def check(text: str, _context: Context) -> Iterator[Hit]:
    for date in written_dates(text):
        match = WEEKDAY.match(text, date.end)
        if match is None or date.value is None:
            continue
        right = NAMES[date.value.weekday()]
        if match["day"].replace("天", "日") != right:
            yield Hit(
                *match.span("whole"),
                f"{date.year}年{date.month}月{date.day}日是星期{right}，请核对日期和星期",
                f"{match['word']}{right}",
            )


RULE = TextRule(
    code="NU026",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=ACCURACY_NOTICE,
    check=check,
    triggers=tuple(
        f"{day}{gap}{word}"
        for day in "日号"
        for gap in ("", "（", "(", " ", " （", " (", "（ ")
        for word in ("星期", "周", "礼拜")
    ),
)
