"""附件页的顺序号不对

## 检查什么

附件页上的顺序号重复、跳号，或者有多个附件却没有顺序号。

## 为什么

公文格式国家标准规定，附件的顺序号应当与附件说明一致。

## 示例

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：1.责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
附件1
责任人名单
⟦附件1⟧
登记表
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：1.责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
附件1
责任人名单
附件2
登记表
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：责任人名单
虚谷土家族苗族自治县水利局
2026年5月8日
附件
责任人名单
```

## 例外

附件里还有自己的附件时会重新编号，只报与前一页相同或者跳过的第一处。
"""

import itertools
from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.official import elements, format_clause, value_of
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    annexes = elements(part).annexes
    if len(annexes) < 2 or _is_told_as_missing(part):
        return
    for index, annex in enumerate(annexes, start=1):
        number = value_of(annex.number)
        if number == 1 and index > 2:
            return
        if number != index:
            yield mark_all(annex.heading, f"此处应为“附件{index}”，请核对附件的顺序号")
            return


def _is_told_as_missing(part: Part) -> bool:
    """Whether a number is left out because a whole attachment is: that has a rule of its own."""
    found = elements(part)
    numbers = [value_of(annex.number) for annex in found.annexes]
    return len(found.attachments) > len(numbers) and all(
        0 < one < other for one, other in itertools.pairwise(numbers)
    )


RULE = DocumentRule(
    code="LA068",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(format_clause("第7.3.7条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
