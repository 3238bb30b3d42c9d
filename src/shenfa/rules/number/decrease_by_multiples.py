"""用“倍”表示减少

## 检查什么

“下降2倍”“减少一倍”等用倍数表示下降、减少的说法。

## 为什么

减少一倍就等于零，倍数只能用于增加。减少应使用百分数、分数，或者写明“减少到”多少。

## 示例

错：办理时间⟦缩短2倍⟧。
错：投诉量比上年⟦减少了一倍⟧。
对：办理时间缩短三分之二。
对：投诉量比上年减少了50%。
对：产量比上年增加2倍。
对：一升一降，增加3倍的项目单列。
对：费用减少到原来的一半，受理量是上年的2倍。

## 例外

只查“倍”前紧接数字的；“成倍下降”不查。比例尺“缩小10倍”等确有所指的可以保留。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?:下降|减少|降低|缩短|缩小|缩减|下滑|回落|减轻|压缩|压减|下调|节约|节省)"
    r"(?:了|近|约|超过|超|整整|幅度达|达到|达){0,2}\s?"
    r"(?:\d{1,5}(?:\.\d{1,3})?|[一二两三四五六七八九十几数百]{1,4})[余多]?倍"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "减少不应使用“倍”，请改用百分数或者分数")


RULE = TextRule(
    code="NU017",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("倍",),
)
