"""下行文标注了签发人

## 检查什么

通知、意见、批复等下行文的版头标注了签发人。

## 为什么

只有上行文标注签发人。下行文出现签发人，多是套用了请示的版头，也会把签批信息公开出去。

## 示例

```错 kind=official
虚谷水发〔2026〕9号　　⟦签发人：彭远山⟧
虚谷土家族苗族自治县水利局关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
```

```对 kind=official
虚谷水文〔2026〕9号　　签发人：彭远山
虚谷土家族苗族自治县水利局关于修复水库的请示
县人民政府：
妥否，请批示。
```

```对 kind=official
虚谷水发〔2026〕9号
虚谷土家族苗族自治县水利局关于规范签发人标注的通知
各乡镇人民政府：
上行文应当标注签发人：姓名用楷体字。
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.official import elements, format_clause, handling_article
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    if found.signer and found.direction == "下行":
        yield mark_all(found.signer, f"{found.type}是下行文，不标注签发人")


RULE = DocumentRule(
    code="LA087",
    severity=Severity.WARNING,
    basis=(handling_article("第九条第六项"), format_clause("第7.2.6条")),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
    review="各文种的行文方向待核",
)
