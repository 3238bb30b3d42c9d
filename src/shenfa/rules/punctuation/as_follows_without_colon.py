"""“如下”之后未用冒号

## 检查什么

引出下文的“如下”后面误用的句号、逗号、分号。

## 为什么

国家标准规定冒号用在总说性或者提示性词语之后，提示下文。

## 示例

错：现将有关事项通知如下⟦。⟧ → 现将有关事项通知如下：
错：要求如下⟦，⟧一是压实责任，二是加强巡查。 → 要求如下：一是压实责任，二是加强巡查。
对：现将有关事项通知如下：
对：主要情况如下表所示。
对：今年的产量不如下一年度的预期。

## 例外

“如下，”之后没有序号的不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"(?<!不)如下(?P<mark>[。；，,;.])(?:(?=\s*$)|(?=[ \u3000]*(?:[一1][、是.．]|第一|首先|（[一1]）|①)))"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span("mark"), "“如下”引出下文，应使用冒号“：”", "：")


RULE = TextRule(
    code="PU049",
    severity=Severity.ERROR,
    basis=(clause("第4.7条"),),
    check=check,
    triggers=tuple(f"如下{mark}" for mark in "。；，,;."),
)
