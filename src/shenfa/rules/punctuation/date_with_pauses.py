"""年月日之间误用顿号

## 检查什么

用顿号隔开的年月日简写，如“2026、5、8”。

## 为什么

国家标准规定年月日的简写用短横线连接。

## 示例

错：印发日期：⟦2026、5、8⟧ → 印发日期：2026-05-08
错：收件时间⟦2026、12、15⟧ → 收件时间2026-12-15
对：印发日期：2026-05-08
对：2024、2025、2026年连续三年增长。
对：编号2026、13、8的材料

## 例外

不成日期的并列数字不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"(?<![0-9、])((?:19|20)[0-9]{2})、(0?[1-9]|1[0-2])、([12][0-9]|3[01]|0?[1-9])(?![0-9、])"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        year, month, day = match.groups()
        fix = f"{year}-{month:0>2}-{day:0>2}"
        yield Hit(*match.span(), "年月日之间不用顿号，简写应使用短横", fix)


RULE = TextRule(
    code="PU041",
    severity=Severity.ERROR,
    basis=(clause("附录A.4、第4.13.3.1条"),),
    check=check,
    triggers=tuple(f"{decade}{digit}、" for decade in "0123456789" for digit in range(10)),
)
