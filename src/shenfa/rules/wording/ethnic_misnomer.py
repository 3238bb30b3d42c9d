"""民族名称不规范

## 检查什么

“蒙族”“维族”等简写，“摩梭族”“穿青族”等不存在的民族名称，以及涉及民族的贬义说法。

## 为什么

民族名称不能简写，没有识别为民族的群体不能称“族”。这是新闻用语惯例，不是法律规定，建议照此修改。

## 示例

错：⟦蒙族⟧群众载歌载舞。 → 蒙古族群众载歌载舞。
错：⟦维族⟧老人讲述往事。 → 维吾尔族老人讲述往事。
错：⟦摩梭族⟧风情园 → 摩梭人风情园
对：蒙古族、维吾尔族、哈萨克族群众
对：启发思维族群效应
对：内蒙族谱研究会

## 例外

引号、书名号里的原话和名称不提示。
"""

from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.worded.cautioned import PRESS_LIST, cautioned
from shenfa.rules.worded.listed import listed_hits
from shenfa.text import Certainty, Context, Hit, Severity

WORDS = cautioned("ethnic")


def check(text: str, context: Context) -> Iterator[Hit]:
    yield from listed_hits(text, WORDS, context)


RULE = TextRule(
    code="WO002",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(PRESS_LIST,),
    check=check,
    triggers=tuple(one.word for one in WORDS),
)
