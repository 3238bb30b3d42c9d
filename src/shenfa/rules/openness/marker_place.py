"""“此件公开发布”的位置不对

## 检查什么

“此件公开发布”写在标题、正文、附件或者版记里，没有写在成文日期下一行的附注处。只写在附件中间的，可能只是附件里的样式或者引文，不能算公文本身已经标注。

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
虚谷土家族苗族自治县人民政府办公室关于规范公文公开标注的通知
各乡镇人民政府：
请认真执行。
附件：公文公开标注样式
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
附件
公文公开标注样式
（⟦此件公开发布⟧）
注：标注在成文日期下一行。
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

from shenfa.rules.marking import in_line, mark_all
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.official import Elements, elements, format_clause, is_behind
from shenfa.rules.official.markers import markers
from shenfa.rules.official.wordings import Wording
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Hit, Line, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    exact = [marker.words for marker in markers(part) if marker.wording is Wording.EXACT]
    if found.date is None or not exact or any(_is_note(words, found) for words in exact):
        return
    behind = [words for words in exact if not _is_inside_annex(words, found)]
    words = (behind or exact)[0]
    if not behind:
        yield _only_inside_annex(words)
    elif found.annexes and is_behind(words, found.annexes[0].heading) and not found.colophon:
        message = "“此件公开发布”写在附件末尾，请核对是否标注公文本身，并移到成文日期下一行"
        yield in_line(words, Hit(0, len(words.text), message, severity=Severity.WARNING))
    else:
        yield mark_all(words, "“此件公开发布”应当写在成文日期下一行的附注处")


def _only_inside_annex(words: Line) -> Located:
    # It may be a specimen; whether the document itself is marked, only a person can say.
    message = "“此件公开发布”只写在附件里，不能算公文已经标注，不得上网，请在成文日期下一行标注"
    hit = Hit(0, len(words.text), message, None, Severity.BLOCKER, Certainty.SUSPECTED)
    return in_line(words, hit)


def _is_inside_annex(words: Line, found: Elements) -> bool:
    """Whether text of the attachments goes on behind the words."""
    lines = [line for annex in found.annexes for line in (annex.heading, *annex.lines)]
    return (
        bool(lines) and is_behind(words, lines[0]) and any(is_behind(line, words) for line in lines)
    )


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
    basis=(format_clause("第7.3.6条"), REVIEW_POINTS),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
