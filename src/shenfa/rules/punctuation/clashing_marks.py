"""两个不同的点号连用

## 检查什么

逗号、句号、顿号、分号、冒号彼此相连，或者与问号、叹号相连，如“，。”“、，”“？。”。

## 为什么

一处停顿只用一个点号，相连多是删改后留下的痕迹。

## 示例

错：各部门要抓好落实⟦，。⟧ → 各部门要抓好落实。
错：医保⟦、，⟧社保等业务 → 医保，社保等业务
错：问题整改了吗⟦？。⟧ → 问题整改了吗？
对：“走了吗？”，他问道。
对：真的吗？！太好了！！
对：常见点号有“，。；：”等。

## 例外

引号内专门列举标点的不在此列。
"""

import re
from collections.abc import Iterator
from itertools import permutations

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity
from shenfa.text.regions import quotations

STRENGTH = "？！。；：，、"
PAIRS = tuple(
    first + second for first, second in permutations(STRENGTH, 2) if {first, second} != {"？", "！"}
)
PATTERN = re.compile(f"[{STRENGTH}]{{2,}}")
LISTED = re.compile(r"[“‘「『][^\u3400-\u9fffA-Za-z0-9]+[”’」』]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        marks = set(match[0])
        if len(marks) < 2 or marks == {"？", "！"} or _is_listed(text, *match.span()):
            continue
        strongest = min(match[0], key=STRENGTH.index)
        yield Hit(*match.span(), f"两个点号不应连用，请保留一个“{strongest}”", strongest)


def _is_listed(text: str, start: int, end: int) -> bool:
    return any(
        first < start and end < last and LISTED.fullmatch(text, first, last)
        for first, last in quotations(text)
    )


RULE = TextRule(
    code="PU013",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(clause("第4章"),),
    check=check,
    triggers=PAIRS,
)
