"""“此件公开发布”的位置不对

## 检查什么

“此件公开发布”写在标题、正文、附件或者版记里，没有写在成文日期下一行的附注处。

## 为什么

公文格式国家标准规定，附注居左空二字加圆括号，编排在成文日期下一行。放错位置，转换和检索时容易漏掉。

## 示例

```错 kind=official
（⟦此件公开发布⟧）
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
附件
名单
（⟦此件公开发布⟧）
```

```错 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
抄送：县委办公室。
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
抄送：县委办公室。
```

```对 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（联系人：田小河）
此件公开发布
```

```对 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日（此件公开发布）
```
"""

from collections.abc import Iterator

from shenfa.rules.official import (
    Elements,
    elements,
    format_clause,
    is_behind,
    mark_all,
    mark_severely,
)
from shenfa.rules.official.markers import markers
from shenfa.rules.official.wordings import Wording
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Line, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    exact = [marker.words for marker in markers(part) if marker.wording is Wording.EXACT]
    if found.date is None or not exact or any(_is_note(words, found) for words in exact):
        return
    if found.annexes and is_behind(exact[0], found.annexes[0].heading) and not found.colophon:
        message = "“此件公开发布”写在附件里，请核对是否属于附件的样式，并在成文日期下一行标注"
        yield mark_severely(exact[0], message, Severity.WARNING)
    else:
        yield mark_all(exact[0], "“此件公开发布”应当写在成文日期下一行的附注处")


def _is_note(words: Line, found: Elements) -> bool:
    """Whether the words stand between the date and what follows the notes."""
    behind = [*found.colophon[:1], *(annex.heading for annex in found.annexes[:1])]
    return (
        found.date is not None
        and is_behind(words, found.date)
        and not any(is_behind(words, line) for line in behind)
    )


RULE = DocumentRule(
    code="OP010",
    severity=Severity.HINT,
    basis=(format_clause("第7.3.6条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
