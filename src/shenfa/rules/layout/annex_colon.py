"""附件页的“附件”后面有冒号

## 检查什么

附件页上的“附件1”后面多了冒号。

## 为什么

公文格式国家标准规定，附件页左上角写“附件”及顺序号，不用冒号；“附件：”只用在正文之后的附件说明。

## 示例

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：1.责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
附件1⟦：⟧
责任人名单
附件2⟦:⟧
登记表
```
→
```
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

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：
1.责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.official import elements, format_clause
from shenfa.rules.official.lines import ANNEX
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    for annex in elements(part).annexes:
        if annex.colon:
            match = ANNEX.fullmatch(annex.heading.text)
            stands_alone = match is not None and not match["name"]
            yield mark_all(
                annex.colon, "附件页上的“附件”及顺序号后面不用冒号", "" if stands_alone else None
            )


RULE = DocumentRule(
    code="LA066",
    severity=Severity.ERROR,
    basis=(format_clause("第7.3.7条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
