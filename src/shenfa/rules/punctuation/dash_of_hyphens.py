"""用短横拼成破折号

## 检查什么

汉字之间用“--”“－－”“──”“――”等拼成的破折号，以及过长的破折号“———”。

## 为什么

国家标准规定破折号的形式是“——”，占两个字的位置。

## 示例

错：守正创新⟦--⟧虚谷县改革纪实 → 守正创新——虚谷县改革纪实
错：⟦--⟧压实审核责任。 → ——压实审核责任。
错：守正创新⟦———⟧虚谷县改革纪实 → 守正创新——虚谷县改革纪实
错：守正创新⟦──⟧虚谷县改革纪实 → 守正创新——虚谷县改革纪实
对：守正创新——虚谷县改革纪实
对：运行shenfa check --json命令
对：------------------------
对：数据缺失的填“--”。

## 例外

整行的分隔线、命令行参数和表中的空缺符号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(r"[—─―–ー－-]{2,}")
BEFORE = re.compile(r"[\u3400-\u9fff”’》），。；：、！？]")
AFTER = re.compile(r"[\u3400-\u9fff“‘《]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        start, end = match.span()
        before = text[:start].strip()[-1:]
        if (
            match[0] != "——"
            and end - start <= 6
            and (not before or BEFORE.match(before))
            and AFTER.match(text, end)
        ):
            yield Hit(start, end, "破折号应为占两个字位的“——”", "——")


RULE = TextRule(
    code="PU036",
    severity=Severity.ERROR,
    basis=(clause("第4.10.2条"),),
    check=check,
    triggers=("--", "－－", "──", "――", "––", "ーー", "———", "—-", "-—"),
)
