"""占比、合格率等超过百分之百

## 检查什么

“占比120%”“合格率101%”一类不可能超过100%的比率。

## 为什么

部分不会大于整体。超过100%的占比、合格率多半是数字写错或者小数点移位。

## 示例

错：脱贫户⟦占比达到132%⟧。
错：抽检⟦合格率为985%⟧。
错：群众⟦满意度达102.5%⟧。
对：抽检合格率为98.5%。
对：任务完成率为132%。
对：政府债务占国内生产总值的比重为120%。
对：行政村通客车率达100%。
对：粮食产量占上年的120%。

## 例外

完成率、增长率、毛入学率、负债率等可以超过100%，不查；与国内生产总值、收入相比的比重不查。
"""

import re
from collections.abc import Iterator

from shenfa.lexicons import read_lexicon
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

RATES = tuple(entry.values[0] for entry in read_lexicon("number_rates", ("rate",)))
PATTERN = re.compile(
    rf"(?:{'|'.join(map(re.escape, RATES))})(?:已|高|均|仅|约|近|超过|超|提升|提高|保持|稳定|上升|[为达到至在是])"
    r"{0,4}\s?(?P<percent>\d{3,5}(?:\.\d{1,4})?)\s?[%％]"
)
COMPARED = re.compile(
    r"流动性|拨备|资金|GDP|国内生产总值|生产总值|债务|贷款|收入|杠杆|上年|去年|同期|目标|计划"
)
WHOLE = 100


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        near = text[max(0, match.start() - 25) : match.start()]
        if float(match["percent"]) > WHOLE and not COMPARED.search(near):
            yield Hit(*match.span(), "这一比率不会超过100%，请核对数字")


RULE = TextRule(
    code="NU019",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    review="哪些比率不会超过100%由人工归纳，待核",
    check=check,
    triggers=RATES,
)
