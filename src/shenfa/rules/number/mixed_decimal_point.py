"""小数点写成“点”

## 检查什么

阿拉伯数字之间用“点”代替小数点的，如“3点5%”。

## 为什么

阿拉伯数字的小数点用“.”，汉字数字才用“点”。“3点5”还会被当成时刻。

## 示例

错：同比增长⟦3点5⟧%。 → 同比增长3.5%。
错：硬化道路⟦12点8⟧公里。 → 硬化道路12.8公里。
对：同比增长3.5%。
对：同比增长百分之三点五。
对：上午8点30万名考生进场。
对：会议8点15分开始。

## 例外

像时刻的（8点30、下午3点5分）不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?<![\d.:：第午晚早晨])(?P<whole>\d{1,4})点(?P<part>\d{1,3})"
    r"(?=[%％‰]|个百分点|亿|万|倍|公里|千米|平方|立方|[吨亩元米]|公斤|千克|公顷)"
)
QUARTER = re.compile(r"[0-5][05]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not (int(match["whole"]) <= 24 and QUARTER.fullmatch(match["part"])):
            fix = f"{match['whole']}.{match['part']}"
            yield Hit(*match.span(), "阿拉伯数字的小数点应写为“.”", fix)


RULE = TextRule(
    code="NU035",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=tuple(f"{left}点{right}" for left in range(10) for right in range(10)),
)
