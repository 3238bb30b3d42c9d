"""汉字序号后误用圆点

## 检查什么

行首汉字数字序号后面的圆点，如“一.”“二．”。

## 为什么

国家标准规定不带括号的汉字数字作序号时，后面用顿号。

## 示例

错：⟦一.⟧总体要求 → 一、总体要求
错：　　⟦十二．⟧保障措施 → 　　十二、保障措施
错：⟦一.⟧2026年工作回顾 → 一、2026年工作回顾
对：一、总体要求
对：1.加强巡查
对：三.八妇女节活动

## 例外

行中的序号不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"[ \t\u3000]*(?P<mark>(?P<number>[一二三四五六七八九十]{1,3})[.．][ \u3000]?)"
    r"(?=[\u3400-\u9fff“‘《（]|[A-Za-z]{2}|(?:19|20)[0-9]{2}年)(?![一二三四五六七八九十])"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    if match := PATTERN.match(text):
        fix = f"{match['number']}、"
        yield Hit(*match.span("mark"), f"汉字序号后应使用顿号，如“{fix}”", fix)


RULE = TextRule(
    code="PU025",
    severity=Severity.ERROR,
    basis=(clause("附录B.3.2"),),
    check=check,
    triggers=tuple(number + dot for number in "一二三四五六七八九十" for dot in ".．"),
)
