"""方框疑为缺字

## 检查什么

夹在文字中间的两个以上连续方框“□□”。

## 为什么

字体缺字或转换出错时，字会变成方框，公开后读者无法辨认。

## 示例

错：为贯彻⟦□□□⟧会议精神，现就有关事项通知如下
错：经研究⟦□□⟧，决定
对：是否公开：□是　□否
对：□□年□月□日
对：身份证号码：□□□□□□□□□□□□□□□□□□
对：碑文残缺，“□□年建桥”字样依稀可辨。

## 例外

填涂框、勾选框和引号里的缺字碑文不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity
from shenfa.text.regions import encloses, quotations

PATTERN = re.compile(
    r"(?<=[\u4e00-\u9fff])[□▯]{2,}(?=[\u4e00-\u9fff，。、；”》）])(?![年月日号时分元省市县区乡镇村街路线])"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not encloses(quotations(text), match.start()):
            yield Hit(*match.span(), "此处疑有缺字，请对照原稿补上")


RULE = TextRule(
    code="RE028",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("□□", "▯▯"),
    in_cells=False,
)
