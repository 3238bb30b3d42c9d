"""误用全角数字

## 检查什么

全角的阿拉伯数字，如“１２３４５热线”。

## 为什么

阿拉伯数字通常使用半角形式。全角数字占位过宽，电话、金额、日期也无法检索和核对。

## 示例

错：拨打⟦１２３４５⟧热线 → 拨打12345热线
错：增长⟦５．２⟧％ → 增长5.2％
对：拨打12345热线
对：①②③
对：1．拟发布内容符合要求。

## 例外

带圈数字和序号后的全角圆点不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.text import Basis, Context, Hit, Level, Severity

DIGITS = "０１２３４５６７８９"
PATTERN = re.compile(f"[{DIGITS}][{DIGITS}．，.]*[{DIGITS}]|[{DIGITS}]")
HALF = str.maketrans(DIGITS + "．，", "0123456789.,")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "建议使用半角数字", match[0].translate(HALF))


RULE = TextRule(
    code="PU054",
    severity=Severity.WARNING,
    basis=(Basis("数字和字母的排版惯例", level=Level.PRACTICE),),
    check=check,
    triggers=tuple(DIGITS),
)
