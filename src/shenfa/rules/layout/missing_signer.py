"""上行文没有签发人

## 检查什么

有版头（××文件）的请示、报告没有标注签发人。

## 为什么

上行文应当标注签发人姓名。

## 示例

```错 kind=official
虚谷土家族苗族自治县水利局文件
虚谷水文〔2026〕9号
虚谷土家族苗族自治县水利局关于修复水库的请示
县人民政府：
妥否，请批示。
```

```对 kind=official
虚谷土家族苗族自治县水利局文件
虚谷水文〔2026〕9号　　签发人：彭远山
虚谷土家族苗族自治县水利局关于修复水库的请示
县人民政府：
妥否，请批示。
```

```对 kind=official
虚谷土家族苗族自治县水利局文件
虚谷水文〔2026〕9号
虚谷土家族苗族自治县水利局关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
```

## 例外

没有版头的网页文本不查。
"""

from collections.abc import Iterator

from shenfa.rules.official import elements, format_clause, handling_article, tight
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity, absent


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    has_masthead = any(tight(line.text).endswith("文件") for line in found.masthead)
    if (
        has_masthead
        and found.direction == "上行"
        and found.signer is None
        and not any("签发人" in tight(passage.text[:200]) for _, passage in part.passages)
    ):
        yield absent(f"{found.type}是上行文，请在发文字号一行标注签发人")


RULE = DocumentRule(
    code="LA086",
    severity=Severity.WARNING,
    basis=(handling_article("第九条第六项"), format_clause("第7.2.6条")),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
