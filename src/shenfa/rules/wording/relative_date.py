"""公文里使用相对日期

## 检查什么

公文正文里的“今年”“去年”“近日”“日前”“昨天”“本月”等相对日期，每个词只提示第一处。

## 为什么

公文要长期保存、反复查阅，相对日期离开成文时间就不清楚，建议写明年、月、日。“今年以来”在总结、
讲话里很常见，是否修改由起草人决定。

## 示例

```错 kind=official
⟦日前⟧，县政府召开专题会议。
⟦今年⟧要完成任务，今年底验收。
```

```对 kind=official
2026年5月8日，县政府召开专题会议。
```

```对 kind=news
近日，县政府召开专题会议。
```

```对 kind=official
“今年过节不收礼”的提法
```
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import DocumentRule
from shenfa.text import (
    Basis,
    Certainty,
    ContentKind,
    Context,
    Hit,
    Level,
    Located,
    Part,
    Severity,
)
from shenfa.text.regions import encloses, quotations, titles

WORD = re.compile(
    r"今年|明年|去年|前年|近日|日前(?!后)|昨日|昨天|今天|明天|前天|上个?月(?!\d)|本月|下个?月|上周|本周|下周"
)
BEFORE = re.compile(r"[\d\u4e00-\u9fff]*(?:\d|[一二三四五六七八九十])$|工作$|个$")


def check(part: Part, _context: Context) -> Iterator[Located]:
    seen: set[str] = set()
    for line in part.lines:
        for match in WORD.finditer(line.text):
            word, start = match[0], match.start()
            if (
                word in seen
                or BEFORE.search(line.text[max(0, start - 4) : start])
                or encloses(quotations(line.text), start)
                or encloses(titles(line.text), start)
            ):
                continue
            seen.add(word)
            at = line.start + start
            yield Located(
                line.passage, Hit(at, at + len(word), f"“{word}”是相对日期，公文建议写明年、月、日")
            )


RULE = DocumentRule(
    code="WO008",
    severity=Severity.HINT,
    certainty=Certainty.SUSPECTED,
    basis=(Basis("公文用语惯例", level=Level.PRACTICE),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
