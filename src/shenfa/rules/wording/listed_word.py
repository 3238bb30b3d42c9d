"""本县敏感词表中的词语

## 检查什么

本县敏感词表所列、在文稿日期有效的词语。全角半角、大小写不同，字间夹有空格、零宽字符、圆点等
符号的，同样能找出；隔着句读标点的不算。处于词表允许的更长词语之中的不报。

## 为什么

通知要求重点审查敏感词汇。词表由本县保密和宣传管理人员逐条登记类别、级别、来源和有效期，
轻重以词表所定为准。

## 示例

示例以“云塘甲乙”等作词表中的词，以“新云塘甲乙会”作允许的更长词语。

```错 word=云塘甲乙
会议讨论了⟦云塘甲乙⟧有关情况。
```

```错 word=云塘甲乙
会议讨论了⟦云 塘·甲乙⟧有关情况。
```

```错 word=ABC
使用⟦ＡＢｃ⟧软件
```

```对 word=云塘甲乙 allowed=新云塘甲乙会
新云塘甲乙会今天成立。
```

```对 word=云塘甲乙
今天到云塘，甲乙两组分头走访。
```

```对 word=248
设备编号A1002481003
```

## 例外

没有词表时不检查。系统不自带敏感词表。
"""

from collections.abc import Iterator

from shenfa.rules.listed.lexicon import Occurrence, occurrences
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import ANYWHERE, Certainty, Context, Hit, Severity

ASKED = {
    Severity.BLOCKER: "请停止发布，核实后删改",
    Severity.ERROR: "请改正",
    Severity.WARNING: "请核实是否妥当",
    Severity.HINT: "请留意用法",
}


def check(text: str, context: Context) -> Iterator[Hit]:
    if context.county.words:
        for found in occurrences(text, context):
            yield Hit(
                found.start,
                found.end,
                _message(found),
                found.word.instead or None,
                severity=found.word.severity,
                certainty=Certainty.SUSPECTED if found.is_spread else Certainty.CERTAIN,
            )


def _message(found: Occurrence) -> str:
    word = found.word
    asked = f"请改为“{word.instead}”" if word.instead else ASKED[word.severity]
    spread = "，字间夹有其他符号" if found.is_spread else ""
    return f"此处有本县词表“{word.category}”类的词语{spread}，{asked}（来源：{word.source}）"


RULE = TextRule(
    code="WO901",
    severity=Severity.WARNING,
    basis=(REVIEW_POINTS,),
    check=check,
    reads=ANYWHERE,
)
