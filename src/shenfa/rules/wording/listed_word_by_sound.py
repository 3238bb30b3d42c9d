"""与本县敏感词表中的词语同音

## 检查什么

与本县敏感词表所列四个字以上的词语逐字同音（不计声调）、用字不同的字串。

## 为什么

用同音字代替是回避检查的常见写法。同音也可能是巧合，因此只作参考，由审核人判断。

## 示例

示例以“云塘甲乙”作词表中的词，以“云塘”作三个字以下的词。

```错 word=云塘甲乙
会议讨论了⟦匀唐贾以⟧有关情况。
```

```错 word=云塘甲乙
⟦云 堂 甲 乙⟧
```

```对 word=云塘甲乙
会议讨论了云塘甲乙有关情况。
```

```对 word=云塘
匀唐
```

```对 word=云塘甲乙
匀唐，贾以
```

## 例外

只认最常用的三千七百多个字，每字只取一个读音；生僻字、繁体字和多音字的另一读音不认。
"""

from collections.abc import Iterator

from shenfa.rules.listed.pinyin import sound_alikes
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import ANYWHERE, Certainty, Context, Hit, Severity

MESSAGE = "此处与本县词表“{}”类的词语同音不同字，请核实用字"


def check(text: str, context: Context) -> Iterator[Hit]:
    if context.county.words:
        for found in sound_alikes(text, context):
            yield Hit(found.start, found.end, MESSAGE.format(found.word.category))


RULE = TextRule(
    code="WO902",
    severity=Severity.HINT,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    reads=ANYWHERE,
)
