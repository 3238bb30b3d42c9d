"""文件名带有过程稿字样

## 检查什么

文件名里的第3稿、修改稿、终稿、最终版、副本、新建文档、（1）等字样。

## 为什么

附件名会原样显示给公众，过程稿字样使人怀疑不是定稿。

## 示例

```错 passage=file_name
关于加强审核工作的通知⟦（第3稿）⟧.docx
```

```错 passage=file_name
工作方案⟦最终版⟧2.docx
```

```错 passage=file_name
⟦新建 Microsoft Word 文档⟧.docx
```

```错 passage=file_name
名单⟦ - 副本⟧.xlsx
```

```对 passage=file_name
关于加强审核工作的通知.docx
```

```对 passage=file_name
防汛抗旱手册（第3版）.pdf
```

## 例外

“第3版”多指正式出版的版次，不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, PassageKind, Severity

WORDS = (
    "第[一二三四五六七八九十\\d]{1,2}稿|[一二三四五六七八九]稿|修改稿|修订稿|讨论稿|送审稿|初稿|草稿|终稿"
    "|最终稿|定稿|最终版|终版|修改版|最新版|打印版|改\\d"
)
PATTERN = re.compile(
    rf"[（(\[【]\s?(?:{WORDS})\s?[）)\]】]|(?:{WORDS})"
    r"|\s?[\-—]\s?副本(?:\s?[（(]\d{1,2}[）)])?|新建\s?(?:Microsoft\s)?\w{0,12}\s?(?:文档|工作表|演示文稿)"
    r"|\s?[（(]\d{1,2}[）)](?=\.\w{1,5}$)",
    re.IGNORECASE,
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "文件名带有过程稿字样，建议改成正式名称")


RULE = TextRule(
    code="RE020",
    severity=Severity.HINT,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    reads=frozenset({PassageKind.FILE_NAME}),
)
