"""标题仍标明是过程稿

## 检查什么

公文标题或文首行里的征求意见稿、送审稿、讨论稿、草案、修改稿等字样。

## 为什么

过程稿可以不予公开，正式发布的应是定稿。公开征求意见的稿件属正常情况，确认后保留即可。

## 示例

```错 kind=official
虚谷县防汛应急预案⟦（送审稿）⟧
```

```错 kind=official
虚谷县人民政府办公室
关于加强审核工作的通知⟦（第三稿）⟧
```

```错 kind=official
⟦（征求意见稿）⟧
虚谷县城市管理办法
```

```对 kind=official
关于公开征求《虚谷县城市管理办法（征求意见稿）》意见的公告
```

```对 kind=official
关于对《预案（送审稿）》开展评估的通知
会议讨论了工作方案（草案）。
```

## 例外

书名号里的稿件名称不算；只看文首十行里不带句号的行。
"""

import re
from collections.abc import Iterator
from itertools import islice

from shenfa.rules.marking import mark
from shenfa.rules.notice import disclosure_regulations
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity
from shenfa.text.regions import encloses, titles

TOP_LINES = 10
LONGEST_TITLE = 80
DRAFT = (
    "征求意见稿|送审稿|讨论稿|审议稿|修订稿|修改稿|草案|初稿|草稿|报审稿|代拟稿|汇报稿|会签稿|校对稿"
    "|定稿|终稿|最终稿|审定稿|第[一二三四五六七八九十\\d]{1,2}[稿版次]稿?|[一二三四五六七八九]稿"
)
PATTERN = re.compile(
    rf"[（(【\[〔]\s?(?:{DRAFT})(?:\s?\d{{0,8}})?\s?[）)】\]〕]|(?<=[\u4e00-\u9fff])(?:{DRAFT})(?=\s*$)"
)


def check(part: Part, _context: Context) -> Iterator[Located]:
    for line in islice(part.lines, TOP_LINES):
        if len(line.text) > LONGEST_TITLE or "。" in line.text:
            continue
        for match in PATTERN.finditer(line.text):
            if not encloses(titles(line.text), match.start()):
                message = "标题标明是过程稿，请换成定稿；公开征求意见的请确认后保留"
                yield mark(line, match.span(), message)


RULE = DocumentRule(
    code="RE019",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(disclosure_regulations("第十六条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
