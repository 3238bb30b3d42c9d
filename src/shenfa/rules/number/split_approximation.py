"""概数写成阿拉伯数字加顿号

## 检查什么

相邻两个数字连用表示概数而写成“3、4天”的。

## 为什么

两个数字连用表示概数时应使用汉字数字，两数之间不用顿号。

## 示例

错：预计⟦3、4天⟧完成。 → 预计三四天完成。
错：走访了⟦2、3户⟧群众。 → 走访了两三户群众。
错：过了⟦2、3年⟧才建成。 → 过了两三年才建成。
对：预计三四天完成。
对：第3、4条另有规定。
对：5月3、4日放假。
对：2、3名以上候选人的得票数应当公布。
对：表3、4个数有误。
对：分别有1、3、4名学生获奖。

## 例外

段首的“2、”按编号处理，不查；月、日、号、条、款等序数不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?<![\d第、.．年月表图式例注卷册附件为是（(：:；;。\s])(?P<low>[1-8])、(?P<high>[2-9])"
    r"(?P<unit>天|个(?!数)|名|户|家|次|人(?!民)|岁|倍|小时|分钟|公里|年(?![级度代])|斤|位|辆|台|间|里(?!面))"
)
NUMERALS = "一两三四五六七八九"


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        low, high = int(match["low"]), int(match["high"])
        if match.start() > 0 and high == low + 1:
            fix = f"{NUMERALS[low - 1]}{NUMERALS[high - 1]}{match['unit']}"
            yield Hit(*match.span(), "概数应使用汉字数字，中间不用顿号", fix)


RULE = TextRule(
    code="NU012",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=tuple(f"{low}、{low + 1}" for low in range(1, 9)),
)
