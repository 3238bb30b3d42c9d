"""公文没有标注“此件公开发布”

## 检查什么

公文全文没有单独标出的“此件公开发布”，也没有其他公开属性标注。

## 为什么

县政府办公室规定，未明确标注为“此件公开发布”的公文不上网。标注也可能是在转换格式时丢失的，请对照原文核实；原文没有标注的，须按程序确定公开属性。

## 示例

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
未明确标注为“此件公开发布”的公文不上网。
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
（联系人：田小河，联系电话：023-75550000；此件公开发布）
```

```对 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
 此 件 公 开 发 布
```

```对 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件依申请公开）
```

## 例外

空格、半角括号、没有括号都算已标注；正文或者引号里提到这几个字不算；标注写成别的说法、有错字、只在图片或者文件名里的，由其他规则指出。压缩包里与公文放在一起、文件名以“附件”开头的附件不要求标注。
"""

from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.official import is_attachment
from shenfa.rules.official.marker_elsewhere import accepted_elsewhere
from shenfa.rules.official.markers import markers
from shenfa.rules.official.wordings import Wording
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity, absent


def check(part: Part, _context: Context) -> Iterator[Located]:
    # A document released with cuts still needs the accepted words.
    says = any(marker.wording is not Wording.EDITED for marker in markers(part))
    if not says and accepted_elsewhere(part) is None and not is_attachment(part):
        yield absent(
            "未标注“此件公开发布”，不得上网；如标注在转换格式时丢失，请对照原文补上，"
            "原文没有的请按程序确定公开属性"
        )


RULE = DocumentRule(
    code="OP001",
    severity=Severity.BLOCKER,
    basis=(REVIEW_POINTS,),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
