"""紧急程度用语不对

## 检查什么

版头的紧急程度写成“急件”“紧急”等。

## 为什么

紧急公文标注“特急”或者“加急”，电报标注“特提”“特急”“加急”“平急”。

## 示例

```错 kind=official
⟦紧急⟧
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
```

```对 kind=official
特　急
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
```

```对 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好紧急避险工作的紧急通知
各乡镇人民政府：
情况紧急，请立即落实。
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements, format_clause
from shenfa.rules.official.lines import URGENCY, tight
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity

ALLOWED = frozenset({"特急", "加急", "特提", "平急"})


def check(part: Part, _context: Context) -> Iterator[Located]:
    urgency = elements(part).urgency
    match = URGENCY.fullmatch(urgency.text) if urgency else None
    if urgency and match and tight(match["value"]) not in ALLOWED:
        yield mark(urgency, match.span("value"), "紧急程度应当标注“特急”或者“加急”")


RULE = DocumentRule(
    code="LA083",
    severity=Severity.WARNING,
    basis=(format_clause("第7.2.3条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
    review="电报的四种紧急程度待核",
)
