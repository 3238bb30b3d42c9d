"""间隔号字形不标准

## 检查什么

汉字之间用“•”“・”“∙”“⋅”“‧”等代替间隔号。

## 为什么

国家标准规定间隔号的形式是“·”。人名中混用不同的圆点，会使同一个人查不到。

## 示例

错：阿不都⟦•⟧热合曼 → 阿不都·热合曼
错：卡尔⟦・⟧马克思 → 卡尔·马克思
对：阿不都·热合曼
对：• 加强日常巡查
对：单位为N•m

## 例外

行首的项目符号和计量单位中的圆点不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

DOTS = "•・∙⋅‧･"
PATTERN = re.compile(f"[{DOTS}](?<=[\u3400-\u9fff][{DOTS}])(?=[\u3400-\u9fff])")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "间隔号应使用“·”", "·")


RULE = TextRule(
    code="PU044",
    severity=Severity.WARNING,
    basis=(clause("第4.14条"),),
    check=check,
    triggers=tuple(DOTS),
)
