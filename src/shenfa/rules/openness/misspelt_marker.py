"""公开标注有错字

## 检查什么

标注与“此件公开发布”只差一个字：错字、漏字、多字、颠倒。

## 为什么

县政府办公室规定，未明确标注为“此件公开发布”的公文不上网。标注有错字的，须由人核对后改正，不能直接放行。

## 示例

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（⟦此件公开发部⟧）
```
→
```
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件公开发布）
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
⟦此件公幵发布⟧
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（⟦此件公开布发⟧）
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（⟦此件 公开发⟧）
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
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
( 此件 公开发布 )
```

```对 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
文件公开发布
各单位要及时发布信息。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件公开发布）
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.official.wordings import Wording
from shenfa.rules.openness import repaired, unaccepted_marker
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    marker = unaccepted_marker(part, Wording.MISSPELT)
    if marker:
        message = "公开标注疑有错字，请核对后改为“此件公开发布”"
        yield mark_all(marker.words, message, repaired(marker))


RULE = DocumentRule(
    code="OP007",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
