"""页眉页脚、水印、批注或图片中的密级标志

## 检查什么

页眉、页脚、文本框（水印）、脚注、批注、修订、隐藏文字、文档属性、替代文字、图片识别文字中，
单独成行或者用空格与其他文字隔开的密级字样。

## 为什么

密级常标在页眉、水印或扫描件上，转成网页时看不见，文件却会原样带出。
命中后只报位置，不摘录原文。

## 示例

```错 passage=header
⟦机密⟧
```

```错 passage=picture
虚谷县人民政府文件
⟦秘 密★１年⟧
```

```错 passage=text_box
【⟦绝密⟧】
```

```错 passage=header
⟦秘密⟧　虚谷县人民政府办公室
```

```对 passage=header
虚谷县保守国家秘密宣传手册
```

```对 passage=comment
这一段是否涉及国家秘密，请保密审查员看一下
```

```对
机密
```

## 例外

正文由“文首单独成行的密级标志”和“正文中单独成行的密级字样”检查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import LONGEST_MARK, MARK_FOUND, MARK_SUSPECTED, STATE_SECRET, bare_mark
from shenfa.text import ANYWHERE, Certainty, Context, Hit, PassageKind, Severity

WORD = re.compile(r"\S+")


def check(text: str, _context: Context) -> Iterator[Hit]:
    if span := bare_mark(text):
        yield Hit(*span, MARK_FOUND)
    elif len(text) <= LONGEST_MARK and text.count("密") == 1:
        # Beside other words of a header the mark still stands apart: 秘密　虚谷县人民政府.
        for word in WORD.finditer(text):
            if span := bare_mark(word[0]):
                start = word.start()
                yield Hit(
                    start + span[0], start + span[1], MARK_SUSPECTED, certainty=Certainty.SUSPECTED
                )


RULE = TextRule(
    code="SE003",
    severity=Severity.BLOCKER,
    basis=STATE_SECRET,
    check=check,
    triggers=("密",),
    reads=ANYWHERE - {PassageKind.BODY, PassageKind.FILE_NAME},
)
