"""省略号只有三个点

## 检查什么

汉字之后只占一个字位的省略号“…”。

## 为什么

国家标准规定省略号的形式是六个小圆点“……”，占两个字的位置。

## 示例

错：材料包括身份证、户口簿⟦…⟧ → 材料包括身份证、户口簿……
错：“我想⟦…⟧还是算了。” → “我想……还是算了。”
对：材料包括身份证、户口簿……
对：设甲、乙的序号为1, 2, …, n。
对：第一章 总则…1

## 例外

数学式和目录引线中的“…”不在此列；三个以上相连的见 PU034。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(r"…(?<=[\u3400-\u9fff”’》）]…)(?!…|[ \u3000]*[0-9])")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "省略号应为六个点“……”", "……")


RULE = TextRule(
    code="PU033",
    severity=Severity.ERROR,
    basis=(clause("第4.11条"),),
    check=check,
    triggers=("…",),
)
