"""公文标注为不予公开

## 检查什么

标注为“此件不予公开”“此件不公开”等。

## 为什么

不予公开的公文不得上网。县政府办公室规定，未明确标注为“此件公开发布”的公文不上网。

## 示例

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（⟦此件不予公开⟧）
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（⟦此件不公开⟧）
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
⟦公开方式：不予公开⟧
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
下列信息不予公开：
（一）国家秘密；
（二）个人隐私。
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
    marker = agreed_marker(part, Wording.REFUSED)
    if marker:
        yield mark_all(marker.words, "此件标注为不予公开，不得上网")


RULE = DocumentRule(
    code="OP003",
    severity=Severity.BLOCKER,
    basis=(REVIEW_POINTS, disclosure_regulations()),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
