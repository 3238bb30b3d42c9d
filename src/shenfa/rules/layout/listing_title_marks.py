"""附件名称加了书名号

## 检查什么

附件说明中整个附件名称用书名号括起。

## 为什么

附件说明直接写附件名称，不需要书名号。

## 示例

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：⟦《责任人名单》⟧
虚谷土家族苗族自治县水利局
2026年5月8日
```
→
```
各乡镇人民政府：
请认真做好防汛工作。
附件：责任人名单
虚谷土家族苗族自治县水利局
2026年5月8日
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：责任人名单
虚谷土家族苗族自治县水利局
2026年5月8日
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：《虚谷自治县城市管理办法》起草说明
虚谷土家族苗族自治县水利局
2026年5月8日
```
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements, format_clause
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity

WHOLE = re.compile(r"《(?P<name>[^《》]+)》(?=[。；;，,]?$)")


def check(part: Part, _context: Context) -> Iterator[Located]:
    for item in elements(part).attachments:
        match = WHOLE.match(item.names[0].text) if len(item.names) == 1 else None
        if match:
            yield mark(item.names[0], match.span(), "附件名称不需要书名号", match["name"])


RULE = DocumentRule(
    code="LA062",
    severity=Severity.HINT,
    basis=(format_clause("第7.3.4条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
