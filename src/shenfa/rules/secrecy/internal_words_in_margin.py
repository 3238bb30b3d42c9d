"""页眉页脚、文档属性或文件名中的内部标识

## 检查什么

页眉、页脚、文档属性、文件名、替代文字和域代码中出现的内部使用标识，不要求单独成行。

## 为什么

页眉页脚和文档属性里的内部标识会随文件一并公开，制作人往往看不到。
命中后只报位置，不摘录原文。

## 示例

```错 passage=header
县应急局⟦内部资料⟧　第3页
```

```错 passage=file_name
⟦内部文件⟧-防汛工作方案.docx
```

```错 passage=property
关键词：⟦领导参阅件⟧
```

```对 passage=header
虚谷县人民政府公报　2026年第3期
```

```对 passage=file_name
关于加强内部文件管理工作的通知.docx
```

```对
县档案馆收藏内部资料三百余册。
```

## 例外

文件名里“内部文件管理”一类继续成词的说法不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.internal_words import WORDS_IN_MARGIN
from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import INTERNAL, INTERNAL_FOUND, MARGIN
from shenfa.text import Certainty, Context, Hit, Severity, squeeze

CONTINUED = "(?![的之和与及管审流清收保目陈汇使用]|流转|制度|编印)"
PATTERN = re.compile(f"(?:{'|'.join(map(re.escape, WORDS_IN_MARGIN))}){CONTINUED}")
LONGEST_LINE = 80


def check(text: str, _context: Context) -> Iterator[Hit]:
    if len(text) > LONGEST_LINE:
        return
    tight = squeeze(text)
    for match in PATTERN.finditer(tight.text):
        yield Hit(*tight.span(*match.span()), INTERNAL_FOUND)


RULE = TextRule(
    code="SE009",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=INTERNAL,
    check=check,
    reads=MARGIN,
)
