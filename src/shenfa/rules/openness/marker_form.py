"""“此件公开发布”的形式不规范

## 检查什么

“此件公开发布”没有放在全角圆括号里，或者字间有空格。

## 为什么

公文格式国家标准规定，附注加圆括号标注。形式不规范不影响公开，但建议改正，以便检索。

## 示例

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
⟦此件公开发布⟧
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
⟦(此 件 公 开 发 布)⟧
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
（联系人：田小河；此件公开发布）
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark, mark_all
from shenfa.rules.official import format_clause, tight
from shenfa.rules.official.markers import markers
from shenfa.rules.official.wordings import ACCEPTED, Wording
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity

MESSAGE = "“此件公开发布”应当放在全角圆括号里，字间不空格"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for marker in markers(part):
        if marker.wording is not Wording.EXACT or marker.has_proper_form:
            continue
        text = marker.line.text
        start = len(text) - len(text.lstrip())
        if tight(text).strip("()（）[]【】〔〕") == ACCEPTED:
            yield mark(marker.line, (start, len(text.rstrip())), MESSAGE, f"（{ACCEPTED}）")
        else:
            yield mark_all(marker.words, MESSAGE)


RULE = DocumentRule(
    code="OP011",
    severity=Severity.HINT,
    basis=(format_clause("第7.3.6条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
