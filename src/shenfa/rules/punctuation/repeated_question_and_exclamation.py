"""问号、叹号叠用过多

## 检查什么

三个以上问号、叹号相连；公文中两个以上同样的问号、叹号相连。

## 为什么

国家标准规定问号、叹号最多叠用三个；公文用语庄重，一个即可。

## 示例

错：你放心吗⟦？？？？⟧ → 你放心吗？？？
错：太美了⟦！！！！！！⟧ → 太美了！！！
```错 kind=official
务必落实到位⟦！！⟧
```
→
```
务必落实到位！
```
对：太美了！！！
对：真的吗？！
```对 kind=official
务必落实到位！
```

## 例外

疑问兼感叹的“？！”不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, most_together
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(r"[？！]{2,}")


def check(text: str, context: Context) -> Iterator[Hit]:
    most = most_together(context)
    for match in PATTERN.finditer(text):
        marks = match[0]
        if marks in ("？！", "！？") or len(marks) <= most:
            continue
        if most == 1:
            fix = "".join(mark for mark in "？！" if mark in marks)
            message = "公文中问号、叹号不宜叠用，请保留一个"
            severity = Severity.WARNING
        else:
            fix = marks[:3]
            message = "问号、叹号最多叠用三个"
            severity = Severity.ERROR
        yield Hit(*match.span(), message, fix, severity)


RULE = TextRule(
    code="PU050",
    severity=Severity.ERROR,
    basis=(clause("第4.2条、第4.3条"),),
    check=check,
    triggers=("？？", "！！", "？！", "！？"),
)
