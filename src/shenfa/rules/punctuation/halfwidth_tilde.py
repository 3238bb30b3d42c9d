"""数值范围误用半角波浪号

## 检查什么

数值之间的半角波浪号“~”。

## 为什么

国家标准规定浪纹线的形式是“～”，半角波浪号偏上偏小，显示不清。

## 示例

错：办理时限为3⟦~⟧5个工作日。 → 办理时限为3～5个工作日。
错：气温15℃⟦~⟧22℃ → 气温15℃～22℃
对：办理时限为3～5个工作日。
对：补助3~5万元，增长5~10%
对：网址为www.example.gov.cn/~user/1。
对：安装目录为~/shenfa

## 例外

网址、路径和新媒体中表示语气的“~”不在此列；“5~10%”“3~5万元”由数字类规则检查。新媒体中只作参考。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, is_technical
from shenfa.rules.rule import TextRule
from shenfa.text import ContentKind, Context, Hit, Severity

PATTERN = re.compile(
    r"~(?<=[0-9%％℃元日月年时分]~)(?=-?[0-9])(?!(?<=[0-9]~)[0-9.]{1,8}\s?[%％‰万亿])"
)


def check(text: str, context: Context) -> Iterator[Hit]:
    severity = Severity.HINT if context.kind is ContentKind.POST else None
    for match in PATTERN.finditer(text):
        if not is_technical(text, *match.span()):
            yield Hit(*match.span(), "数值范围应使用全角浪纹线“～”", "～", severity)


RULE = TextRule(
    code="PU039",
    severity=Severity.WARNING,
    basis=(clause("第4.13条"),),
    check=check,
    triggers=("~",),
)
