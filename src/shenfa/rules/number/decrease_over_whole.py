"""减少超过百分之百

## 检查什么

“下降120%”一类超过100%的降幅。

## 为什么

数量最多减少到零，降幅不会超过100%，多半是数字或者增减方向写错。

## 示例

错：接待量同比⟦下降120%⟧。
错：用水量比上年⟦减少了150.5％⟧。
对：接待量同比下降12.0%。
对：接待量同比增长120%。
对：企业利润总额下降120%，由盈转亏。
对：库存下降100%，已全部清零。

## 例外

利润、收益等可以为负数的，降幅可能超过100%，不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?:下降|减少|降低|缩短|缩减|下滑|回落|压减)(?:了|近|约|超过|超|幅度达|达到|达){0,2}\s?"
    r"(?P<percent>\d{3,5}(?:\.\d{1,4})?)\s?[%％]"
)
SIGNED = re.compile(r"利润|盈|亏|收益|净值|基点|顺差|逆差|现金流|增速|增幅|涨幅|通胀")
WHOLE = 100


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        near = text[max(0, match.start() - 30) : match.end() + 10]
        if float(match["percent"]) > WHOLE and not SIGNED.search(near):
            yield Hit(*match.span(), "降幅不会超过100%，请核对数字和增减方向")


RULE = TextRule(
    code="NU018",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("%", "％"),
)
