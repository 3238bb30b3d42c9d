"""公文按一般信息送审

## 检查什么

按新闻、一般信息、新媒体送审的文本，有单独成行的发文字号和成文日期，看来是公文。

## 为什么

公文必须标注“此件公开发布”才能上网。类别选错，就绕过了公开属性的检查。

## 示例

```错 kind=general
虚谷土家族苗族自治县水利局关于做好防汛工作的通知
⟦虚谷水发〔2026〕9号⟧
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县水利局
2026年5月8日
```

```对 kind=general
近日，县水利局印发《关于做好防汛工作的通知》（虚谷水发〔2026〕9号），部署防汛工作。
2026年5月8日
```

```对 kind=official
虚谷土家族苗族自治县水利局关于做好防汛工作的通知
虚谷水发〔2026〕9号
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县水利局
2026年5月8日
```

```对 kind=general
《防汛工作通知》政策解读
文号：虚谷水发〔2026〕9号
一、背景。为做好防汛工作，制定本通知。
```

## 例外

转载和预警转发不查；没有主送机关和成文日期的文本不报。
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.official import elements, is_number, tight
from shenfa.rules.rule import DocumentRule
from shenfa.text import EVERY_KIND, Certainty, ContentKind, Context, Located, Part, Severity

HEAD_LINES = 20


def check(part: Part, _context: Context) -> Iterator[Located]:
    if not any(is_number(tight(line.text)) for line in part.lines[:HEAD_LINES]):
        return
    found = elements(part)
    if found.number and found.type and found.date and found.recipients:
        yield mark_all(found.number, "此稿看来是公文，请按公文送审，并标注“此件公开发布”")


RULE = DocumentRule(
    code="OP012",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    kinds=EVERY_KIND - {ContentKind.OFFICIAL, ContentKind.REPOST, ContentKind.WARNING_RELAY},
    check=check,
)
