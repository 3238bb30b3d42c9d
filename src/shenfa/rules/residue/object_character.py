"""嵌入对象留下的占位字符

## 检查什么

对象替代字符（U+FFFC）。

## 为什么

它表示复制文字时此处原有图片或附件图标，请确认内容是否缺失。

## 示例

错：示意图如下⟦\ufffc⟧
错：⟦\ufffc⟧附件下载
对：示意图如下：
对：（见附图）
"""

from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

OBJECT = "\ufffc"


def check(text: str, _context: Context) -> Iterator[Hit]:
    for index, character in enumerate(text):
        if character == OBJECT:
            yield Hit(index, index + 1, "此处原有图片或附件，请确认是否缺失")


RULE = TextRule(
    code="RE014",
    severity=Severity.HINT,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(OBJECT,),
)
