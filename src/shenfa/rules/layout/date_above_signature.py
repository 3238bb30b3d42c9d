"""成文日期写在署名上面

## 检查什么

成文日期在前，发文机关署名在后。

## 为什么

公文格式国家标准规定，成文日期在发文机关署名之下。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
⟦2026年5月8日⟧
虚谷土家族苗族自治县人民政府办公室
（此件公开发布）
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件公开发布）
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
虚谷土家族苗族自治县人民政府办公室　2026年5月9日印发
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.official import elements, format_clause
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    if found.date and found.below and not found.signature:
        yield mark_all(found.date, "成文日期应当写在发文机关署名的下方")


RULE = DocumentRule(
    code="LA054",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(format_clause("第7.3.5条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
