"""无法显示的替代字符

## 检查什么

菱形问号“�”（U+FFFD）。

## 为什么

这个字符表示原来的字在转换时已经丢失，须对照原稿补上。

## 示例

错：关于印发《工作方案》的通⟦�⟧
错：姓名：⟦��⟧华
对：问号“？”不是替代字符。
对：菱形图案◆表示重点事项。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile("\ufffd+")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "此处有字丢失，请对照原稿补上")


RULE = TextRule(
    code="RE009",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("\ufffd",),
)
