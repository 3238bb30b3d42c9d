"""分项列举的末项误用分号

## 检查什么

逐行列举、各项末尾用分号的，最后一项末尾仍用分号。

## 为什么

国家标准规定分项列举时各项之间用分号，最后一项末尾用句号。

## 示例

```错
申请人应当提交下列材料：
（一）申请书；
（二）身份证复印件⟦；⟧
受理机关应当当场核对。
```
→
```
申请人应当提交下列材料：
（一）申请书；
（二）身份证复印件。
受理机关应当当场核对。
```
```错
1.加强巡查；
2.加强整改⟦；⟧
二、工作要求
```
```对
（一）申请书；
（二）身份证复印件。
受理机关应当当场核对。
```
```对
（一）个人申请：
1.申请书；
2.身份证；
（二）单位申请。
```
```对
第一行没有序号；
第二行没有序号；
第三行也没有。
```

## 例外

没有序号的列举、下一项仍是同级或者上级分项的不提示；网页摘录到末项为止的也会提示。
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from shenfa.rules.marking import mark
from shenfa.rules.punctuation import clause
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Line, Located, Part, Severity

LEVELS = (
    re.compile(r"\s*[一二三四五六七八九十]{1,3}、"),
    re.compile(r"\s*[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\s*[0-9]{1,2}[.．、](?![0-9])"),
    re.compile(r"\s*[（(]?[0-9]{1,2}[)）]"),
    re.compile(r"\s*[①-⑳]"),
)
CHAPTER = 0


def check(part: Part, _context: Context) -> Iterator[Located]:
    before: int | None = None
    for line, following in zip_longest(part.lines, part.lines[1:]):
        text = line.text.rstrip()
        if not text.endswith("；"):
            before = None
            continue
        level = _level(line)
        if level and before == level and _ends_list(following):
            span = (len(text) - 1, len(text))
            yield mark(line, span, "末项末尾应使用句号“。”", "。")
        before = level


def _level(line: Line) -> int | None:
    return next((level for level, item in enumerate(LEVELS) if item.match(line.text)), None)


def _ends_list(following: Line | None) -> bool:
    return following is None or _level(following) in (None, CHAPTER)


RULE = DocumentRule(
    code="PU058",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(clause("第4.6条"),),
    kinds=frozenset({ContentKind.OFFICIAL, ContentKind.GENERAL}),
    check=check,
)
