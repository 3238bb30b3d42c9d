"""批注没有删除

## 检查什么

Word、Excel、PDF 等文件里的批注；网页源代码里的注释只作提示。

## 为什么

批注多是内部修改意见，随文件公开会泄露讨论过程，拟发布的电子件也与审签的正式件不一致。

## 示例

```错 passage=comment
⟦这个数字请财政局再核一下⟧
```

```对
这个数字请财政局再核一下
```

```对 passage=note
数据来源：县统计局
```

## 例外

脚注和尾注是正文的一部分，不算。
"""

from collections.abc import Iterator

from shenfa.rules.notice import SAME_AS_ORIGINAL
from shenfa.rules.residue import WEB, passages_within
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, PassageKind, Severity

COMMENT = "批注没有删除，请处理后删除全部批注"
SOURCE_COMMENT = "网页源代码里有注释，请确认可以公开"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for index, passage in passages_within(part):
        if passage.kind is not PassageKind.COMMENT or not passage.text.strip():
            continue
        if passage.origin == WEB:
            hint = Hit(
                0,
                len(passage.text),
                SOURCE_COMMENT,
                severity=Severity.HINT,
                certainty=Certainty.SUSPECTED,
            )
            yield Located(index, hint)
        else:
            yield Located(index, Hit(0, len(passage.text), COMMENT))


RULE = DocumentRule(
    code="RE022",
    severity=Severity.ERROR,
    basis=(SAME_AS_ORIGINAL,),
    check=check,
)
