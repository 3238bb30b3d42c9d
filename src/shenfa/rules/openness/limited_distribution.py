"""公文限定了发送范围

## 检查什么

标注为“此件发至县处级”“传达到……”“内部发”等。

## 为什么

限定发送、传达范围的公文只能在范围内使用，不得上网。县政府办公室规定，未明确标注为“此件公开发布”的公文不上网。

## 示例

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（⟦此件发至县处级⟧）
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（⟦传达到村党组织书记⟧）
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（⟦内部发⟧）
```

```对 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件公开发布）
```

```对 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
会议精神要传达到每一名党员。
资金要发至每一户。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件公开发布）
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.official.wordings import Wording
from shenfa.rules.openness import agreed_marker
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    marker = agreed_marker(part, Wording.LIMITED)
    if marker:
        yield mark_all(marker.words, "此件限定了发送或者传达范围，不得上网")


RULE = DocumentRule(
    code="OP004",
    severity=Severity.BLOCKER,
    basis=(REVIEW_POINTS,),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
