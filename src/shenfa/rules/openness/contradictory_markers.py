"""公开标注互相矛盾

## 检查什么

同一件公文既标注公开发布，又标注依申请公开、不予公开或者限定范围。

## 为什么

县政府办公室规定，未明确标注为“此件公开发布”的公文不上网。标注互相矛盾就是没有明确标注，须查明以哪一个为准。

## 示例

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件公开发布）
（⟦此件依申请公开⟧）
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件发至县团级，⟦公开发布⟧）
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
公开属性：不予公开
（⟦此件公开发布⟧）
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
公开属性：主动公开
（此件公开发布）
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.official import tight
from shenfa.rules.official.markers import markers
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = markers(part)
    for marker in found:
        if marker.wording.outcome != found[0].wording.outcome:
            first = tight(found[0].words.text)
            yield mark_all(
                marker.words, f"公开标注与前面的“{first}”矛盾，不得上网，请查明以哪一个为准"
            )
            return


RULE = DocumentRule(
    code="OP008",
    severity=Severity.BLOCKER,
    basis=(REVIEW_POINTS,),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
