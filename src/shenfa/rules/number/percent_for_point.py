"""百分点写成百分之

## 检查什么

由一个百分数变到另一个百分数，两者之差却写成百分数的，如“由5%增长到7%，增长2%”。

## 为什么

两个百分数相减得到的是百分点。写成2%，意思就变成了在5%的基础上增长2%。

## 示例

错：占比由5%提高到7%，⟦提高2%⟧。 → 占比由5%提高到7%，提高2个百分点。
错：合格率从98.5%下降至96%，⟦下降了2.5%⟧。 → 合格率从98.5%下降至96%，下降了2.5个百分点。
错：占比由5%提高至7%，比上年⟦提高2%⟧。 → 占比由5%提高至7%，比上年提高2个百分点。
对：占比由5%提高到7%，提高2个百分点。
对：占比由5%提高到7%，增长40%。
对：费用率由5%降到4%，支出下降2%。

## 例外

只在前后数值恰好相减得出时才查；没有写明前后两个百分数的，由人判断。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

NUMBER = r"\d{1,3}(?:\.\d{1,3})?"
MOVED = "增长|提高|上升|扩大|提升|增加|下降|降低|回落|减少|收窄|[升降增减]"
PATTERN = re.compile(
    rf"(?:由|从)[^，。；\d]{{0,12}}(?P<old>{NUMBER})[%％][^，。；\d]{{0,4}}(?:{MOVED})(?:到|至|为)了?\s?"
    rf"(?P<new>{NUMBER})[%％][，,](?:同比|共|累计|净|[比较]上年同?期?|[比较]去年同?期?)?(?P<phrase>(?P<verb>(?:{MOVED})了?)"
    rf"(?P<difference>{NUMBER})[%％])"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        difference = match["difference"]
        if abs(Decimal(match["new"]) - Decimal(match["old"])) == Decimal(difference):
            fix = f"{match['verb']}{difference}个百分点"
            yield Hit(*match.span("phrase"), "两个百分数之差应表述为百分点", fix)


RULE = TextRule(
    code="NU020",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("%，", "％，", "%,"),
)
