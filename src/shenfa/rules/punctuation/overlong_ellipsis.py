"""省略号过长

## 检查什么

句中三个以上“…”相连的省略号，即九个点、十五个点等。

## 为什么

国家标准规定省略号为六个小圆点；表示省略整段文字时可以用十二个小圆点。

## 示例

错：材料包括身份证、户口簿⟦………⟧ → 材料包括身份证、户口簿……
错：一路走来⟦…………………⟧感慨良多。 → 一路走来……感慨良多。
对：材料包括身份证、户口簿……
对：…………
对：第一章 总则…………………………1
对：第一章 总则…………………………（1）

## 例外

目录中的引线不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(r"…{3,}(?!…|[ \u3000]*[（(]?[0-9IVX—-])")
HAN_BEFORE = re.compile(r"[\u3400-\u9fff”’》），、]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        length = len(match[0])
        if length != 4 and length < 12 and HAN_BEFORE.match(text[: match.start()][-1:]):
            yield Hit(*match.span(), "省略号过长，应为六个点“……”", "……")


RULE = TextRule(
    code="PU034",
    severity=Severity.ERROR,
    basis=(clause("附录A.9"),),
    check=check,
    triggers=("………",),
)
