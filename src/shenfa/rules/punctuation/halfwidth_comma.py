"""汉字之间误用半角逗号

## 检查什么

夹在两个汉字之间的半角逗号“,”。

## 为什么

国家标准规定逗号的形式是“，”。半角逗号多由输入法切换造成，转成网页后还会破坏断行。

## 示例

错：各位代表⟦,⟧大家上午好。 → 各位代表，大家上午好。
错：会议指出⟦,⟧要抓落实⟦,⟧见实效。 → 会议指出，要抓落实，见实效。
对：全年接待游客12,000人次。
对：依据GDPR, CCPA等境外法规。

## 例外

数字分节号、英文句子、网址和程序代码中的半角逗号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.text import Basis, Context, Hit, Severity

PATTERN = re.compile(r"(?<=[\u4e00-\u9fff”’》）]),(?=[\u4e00-\u9fff“‘《（])")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "汉字之间应使用全角逗号“，”", "，")


RULE = TextRule(
    code="PU001",
    severity=Severity.ERROR,
    basis=(Basis("标点符号用法", "GB/T 15834—2011", "第4.4条、第5.1条"),),
    check=check,
    triggers=(",",),
)
