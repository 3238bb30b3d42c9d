"""文件里有隐藏文字

## 检查什么

隐藏的段落、行、列、工作表，以及白色、极小等看不见的文字。
表格里的隐藏内容每张表只报第一处；网页里的隐藏内容每页只报第一处，且只作提示。

## 为什么

隐藏只是不显示，文件公开后谁都能取消隐藏，常因此泄露身份证号等信息。

## 示例

```错 passage=hidden
⟦内部测算口径⟧
```

```对
公开测算口径
```

```对 passage=header
虚谷县人民政府公报
```

## 例外

网页的菜单、弹窗平时就是隐藏的，所以只作提示。
"""

from collections import Counter
from collections.abc import Iterator

from shenfa.rules.notice import SAME_AS_ORIGINAL
from shenfa.rules.residue import WEB, passages_within
from shenfa.rules.rule import DocumentRule
from shenfa.text import Context, Hit, Located, Part, Passage, PassageKind, Severity

MESSAGE = "有隐藏文字，请取消隐藏后核对，不需要的请删除"


def check(part: Part, _context: Context) -> Iterator[Located]:
    hidden = [
        (index, passage)
        for index, passage in passages_within(part)
        if passage.kind is PassageKind.HIDDEN and passage.text.strip()
    ]
    amount = Counter(_group(index, passage) for index, passage in hidden)
    told = set()
    for index, passage in hidden:
        group = _group(index, passage)
        if group not in told:
            told.add(group)
            rest = amount[group] - 1
            message = f"有隐藏内容，另有{rest}处，请取消隐藏后核对" if rest else MESSAGE
            severity = Severity.HINT if passage.origin == WEB else None
            yield Located(index, Hit(0, len(passage.text), message, severity=severity))


def _group(index: int, passage: Passage) -> tuple[str, str, int]:
    # A hidden sheet of a thousand cells is one thing to mend; a hidden run stands for itself.
    if passage.origin == WEB:
        return passage.enclosure, WEB, 0
    if passage.cell is None:
        return passage.enclosure, passage.origin, -index
    return passage.enclosure, passage.origin, passage.cell.table


RULE = DocumentRule(
    code="RE023",
    severity=Severity.WARNING,
    basis=(SAME_AS_ORIGINAL,),
    check=check,
)
