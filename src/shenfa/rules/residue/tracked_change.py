"""修订痕迹没有处理

## 检查什么

文件里没有接受或拒绝的修订：已删除的文字和插入的文字。

## 为什么

修订痕迹随文件公开，任何人都能看到删改过程，拟发布的电子件也与审签的正式件不一致。

## 示例

```错 passage=deleted
⟦原拟安排资金500万元⟧
```

```对
原拟安排资金500万元。
```

```对 passage=comment
请核对金额
```

## 例外

网页里带删除线、插入线的文字读者看得见，只作提示。
"""

from collections.abc import Iterator

from shenfa.rules.notice import SAME_AS_ORIGINAL
from shenfa.rules.residue import WEB, passages_within
from shenfa.rules.rule import DocumentRule
from shenfa.text import Context, Hit, Located, Part, PassageKind, Severity

DELETED = "留有删除的修订，请接受或拒绝全部修订后再发布"
INSERTED = "留有插入的修订，请接受或拒绝全部修订后再发布"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for index, passage in passages_within(part):
        severity = Severity.HINT if passage.origin == WEB else None
        if passage.kind is PassageKind.DELETED:
            yield Located(index, Hit(0, len(passage.text), DELETED, severity=severity))
        for start, end in passage.inserted:
            yield Located(index, Hit(start, end, INSERTED, severity=severity))


RULE = DocumentRule(
    code="RE021",
    severity=Severity.ERROR,
    basis=(SAME_AS_ORIGINAL,),
    check=check,
)
