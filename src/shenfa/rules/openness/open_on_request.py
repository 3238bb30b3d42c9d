"""公文标注为依申请公开

## 检查什么

标注为“此件依申请公开”“公开属性：依申请公开”等。

## 为什么

依申请公开的公文只提供给申请人，不在网站和新媒体上发布。县政府办公室规定，未明确标注为“此件公开发布”的公文不上网。

## 示例

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（⟦此件依申请公开⟧）
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
⟦公开属性：依申请公开⟧
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
本通知所称依申请公开，是指公民、法人向行政机关申请获取信息。
一、依申请公开
各单位要及时办理。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件公开发布）
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.notice import REVIEW_POINTS, disclosure_regulations
from shenfa.rules.official.wordings import Wording
from shenfa.rules.openness import agreed_marker
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    marker = agreed_marker(part, Wording.ON_REQUEST)
    if marker:
        yield mark_all(marker.words, "此件标注为依申请公开，不得上网")


RULE = DocumentRule(
    code="OP002",
    severity=Severity.BLOCKER,
    basis=(REVIEW_POINTS, disclosure_regulations()),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
