"""时刻中混用十二小时制和二十四小时制

## 检查什么

“下午15:30”“晚20时”等在二十四小时制时刻前又加上午、下午的写法。

## 为什么

15:30已经表明是下午。两种计时方法混用不规范，写成“上午15:30”时还自相矛盾。

## 示例

错：会议定于5月8日⟦下午15:30⟧召开。 → 会议定于5月8日15:30召开。
错：⟦晚上20时⟧起停水。 → 20时起停水。
错：⟦上午15:30⟧开始报名。
对：会议定于5月8日15:30召开。
对：会议定于5月8日下午3:30召开。
对：中午12:30前报送。
对：每天下午15个班次。
对：当晚21世纪报告厅座无虚席。

## 例外

“今晚20:00”“当晚21时”中的“晚”与日期连成一词，不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?P<half>下午|晚上|傍晚|夜间|夜里|中午|上午|早上|早晨|清晨|凌晨|(?<=[\d]日)晚)\s?"
    r"(?P<time>(?:1[3-9]|2[0-4])(?:[:：][0-5]\d(?!\d)|[时点](?!代|间|候|段|期|数|多钟)))"
)
HALVES = (
    *("下午", "晚上", "傍晚", "夜间", "夜里", "日晚"),
    *("中午", "上午", "早上", "早晨", "清晨", "凌晨"),
)
LATE = frozenset({"下午", "晚上", "傍晚", "夜间", "夜里", "晚"})
NOON_HOURS = ("13", "14")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if match["half"] in LATE:
            yield Hit(*match.span(), "二十四小时制的时刻前不应再写上午、下午", match["time"])
        elif match["half"] != "中午" or not match["time"].startswith(NOON_HOURS):
            yield Hit(*match.span(), "时段与时刻矛盾，请核对时间", certainty=Certainty.SUSPECTED)


RULE = TextRule(
    code="NU021",
    severity=Severity.WARNING,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=tuple(f"{half}{gap}{tens}" for half in HALVES for gap in ("", " ") for tens in "12"),
)
