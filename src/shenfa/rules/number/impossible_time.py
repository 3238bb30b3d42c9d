"""不存在的时刻

## 检查什么

“25:30”“12:60”“9时75分”等不存在的时刻。

## 为什么

一天只有24小时，一小时只有60分钟。时间写错，群众会白跑一趟。

## 示例

错：会议定于5月8日⟦25:30⟧召开。
错：时间：⟦12:60⟧至14:00。
错：会议于上午⟦9时75分⟧开始。
错：办公时间为9:00—⟦17:70⟧。
对：会议定于5月8日14:30召开。
对：截止时间为5月8日24:00。
对：比例为1:60的沙盘。
对：稀释比例为1:50～1:60。
对：5月8日，县队以25:22取胜。
对：全程用时25时30分。

## 例外

只查前面有日期、时段、“时间”或者另一个时刻的，以免误判比分和比例。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

COLON = re.compile(
    r"(?:(?<=[上下中]午)|(?<=晚上)|(?<=凌晨)|(?<=早上)|(?<=\d[日号])|(?<=\d[日号]晚)"
    r"|(?<=星期[一二三四五六日天])|(?<=[日号]）)|(?<=[一二三四五六日天]）)|(?<=时间[:：为是])|(?<=时间))"
    r"\s?(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?![\d:：%.])"
)
# 1:50～1:60 is a range of ratios; office hours begin at six or later, at a round minute.
RANGE = re.compile(
    r"(?<![\d:：])(?:0?[6-9]|1\d|2[0-4])[:：][0-5][05]\s?(?:——?|[\-–－～~至到])"
    r"\s?(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?![\d:：%.])"
)
WORDS = re.compile(
    r"(?:(?<=[上下中]午)|(?<=晚上)|(?<=凌晨)|(?<=早上)|(?<=\d[日号])|(?<=时间[:：为是]))"
    r"\s?(?P<hour>\d{1,2})[时点](?P<minute>\d{1,2})分(?!之)"
)
LAST_HOUR, LAST_MINUTE = 24, 59


def check(text: str, _context: Context) -> Iterator[Hit]:
    for pattern in (COLON, RANGE, WORDS):
        for match in pattern.finditer(text):
            hour, minute = int(match["hour"]), int(match["minute"])
            if hour > LAST_HOUR or minute > LAST_MINUTE or (hour == LAST_HOUR and minute):
                yield Hit(match.start("hour"), match.end(), "没有这个时刻，请核对时间")


RULE = TextRule(
    code="NU022",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        *(f"{mark}{tens}" for mark in ":：" for tens in range(10)),
        *(f"{mark}{tens}" for mark in "时点" for tens in range(10)),
    ),
)
