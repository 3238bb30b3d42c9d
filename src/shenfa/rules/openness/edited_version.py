"""公文标注为删减后公开

## 检查什么

标注为“此件有删减”“此件删减后公开”等。

## 为什么

删减后公开的公文，上网的必须是删减后的公开版本，不能误传原件。

## 示例

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（⟦此件有删减⟧）
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件公开发布）
（⟦此件删减后公开⟧）
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
涉及个人隐私的信息应当删减后公开。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件公开发布）
```

## 例外

没有同时标注“此件公开发布”的，另按没有标注处理。
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.official.markers import markers
from shenfa.rules.official.wordings import Wording
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    for marker in markers(part):
        if marker.wording is Wording.EDITED:
            yield mark_all(marker.words, "此件标注为删减后公开，请确认上传的是删减后的公开版本")
            return


RULE = DocumentRule(
    code="OP006",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
    review="“删减”一类标注的规范写法待核",
)
