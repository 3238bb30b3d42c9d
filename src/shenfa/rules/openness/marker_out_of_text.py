"""“此件公开发布”不在正文里

## 检查什么

“此件公开发布”只出现在图片、文件名、文件属性、批注、隐藏文字、已删除的修订、页眉、页脚里。

## 为什么

县政府办公室规定，未明确标注为“此件公开发布”的公文不上网。这些地方的文字发布后读者看不到，也不能检索，不算明确标注。

## 示例

```错 kind=official passage=picture
（⟦此件公开发布⟧）
```

```错 kind=official passage=file_name
关于做好防汛工作的通知（⟦此件公开发布⟧）.docx
```

```错 kind=official passage=comment
请加上⟦此件 公开发布⟧
```

```错 kind=official passage=hidden
（⟦此件公开发布⟧）
```

```错 kind=official passage=header
⟦此件公开发布⟧
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

```对 kind=official passage=picture
此件不公开
```

```对 kind=official passage=comment
请核对公开属性
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.official.marker_elsewhere import PLACES, accepted_elsewhere
from shenfa.rules.official.markers import markers
from shenfa.rules.official.wordings import Wording
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    if any(marker.wording is not Wording.EDITED for marker in markers(part)):
        return
    found = accepted_elsewhere(part)
    if found:
        kind, words = found
        yield mark_all(
            words, f"“此件公开发布”只出现在{PLACES[kind]}，正文没有标注，不得上网，请在附注处标注"
        )


RULE = DocumentRule(
    code="OP009",
    severity=Severity.BLOCKER,
    basis=(REVIEW_POINTS,),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
