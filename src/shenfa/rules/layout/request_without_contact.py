"""请示没有联系人和电话

## 检查什么

请示的附注中没有联系人姓名和联系电话。

## 为什么

请示应当在附注处注明联系人的姓名和电话，便于上级机关了解情况。

## 示例

```错 kind=official
虚谷土家族苗族自治县竹沟镇人民政府关于修复竹沟大桥的请示
县人民政府：
妥否，请批示。
虚谷土家族苗族自治县竹沟镇人民政府
2026年4月30日
（此件公开发布）
```

```对 kind=official
虚谷土家族苗族自治县竹沟镇人民政府关于修复竹沟大桥的请示
县人民政府：
妥否，请批示。
虚谷土家族苗族自治县竹沟镇人民政府
2026年4月30日
（联系人：田小河，联系电话：023-75550000）
```

```对 kind=official
虚谷土家族苗族自治县竹沟镇人民政府关于修复竹沟大桥的报告
县人民政府：
特此报告。
虚谷土家族苗族自治县竹沟镇人民政府
2026年4月30日
```
"""

import re
from collections.abc import Iterator

from shenfa.rules.official import elements, format_clause
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity, absent

PHONE = re.compile(r"\d{7}|\d{3,4}[-—－\s]\d{4}|\d{3}\*{2,}")
NAMED = re.compile(r"联\s*系\s*人|联系电话|电\s*话")


def check(part: Part, _context: Context) -> Iterator[Located]:
    if elements(part).type != "请示":
        return
    text = "\n".join(line.text for line in part.lines)
    if not (NAMED.search(text) and PHONE.search(text)):
        yield absent("请示应当在附注中写明联系人姓名和电话")


RULE = DocumentRule(
    code="LA084",
    severity=Severity.WARNING,
    basis=(format_clause("第7.3.6条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
