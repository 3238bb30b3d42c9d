"""同一段落重复

## 检查什么

三十字以上的同一段落接连出现两次。

## 为什么

多由重复粘贴造成，属于明显的文字错误。

## 示例

```错
各乡镇要切实加强组织领导，压实工作责任，确保防汛救灾各项措施落实到位。
⟦各乡镇要切实加强组织领导，压实工作责任，确保防汛救灾各项措施落实到位。⟧
```

```对
各乡镇要切实加强组织领导，压实工作责任，确保防汛救灾各项措施落实到位。
各街道要切实加强组织领导，压实工作责任，确保防汛救灾各项措施落实到位。
```

```对
桃花开，桃花落。
桃花开，桃花落。
```

## 例外

短句、诗歌的复沓和表格不算。
"""

from collections.abc import Iterator
from itertools import pairwise

from shenfa.rules.marking import mark
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Context, Located, Part, Severity

SHORTEST = 30


def check(part: Part, _context: Context) -> Iterator[Located]:
    for before, line in pairwise(part.lines):
        text = line.text.strip()
        if len(text) >= SHORTEST and text == before.text.strip():
            start = line.text.index(text)
            span = (start, start + len(text))
            yield mark(line, span, "与上一段完全相同，请删除重复的一段", "")


RULE = DocumentRule(
    code="RE024",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
)
