"""千分撇误用全角逗号

## 检查什么

多位数中用全角逗号分节的，如“1，234，000元”。

## 为什么

多位数用千分撇分节时，使用半角逗号。全角逗号会把一个数读成几个数。

## 示例

错：下达资金⟦1，234，000⟧元。 → 下达资金1,234,000元。
错：支出⟦12，345.60⟧元。 → 支出12,345.60元。
错：下达资金⟦1，234,000⟧元。 → 下达资金1,234,000元。
对：下达资金1,234,000元。
对：设100，200，300元三档。
对：排名第1，200人参加。
对：2025年为12，2026年为345。

## 例外

只有一个分节且不带两位小数的，分不清是不是两个数，不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?<![\d.，,])(?:[1-9]\d{0,2}(?:[，,]\d{3}){2,}(?:\.\d{1,2})?|[1-9]\d{0,2}，\d{3}\.\d{2}(?=[万亿]?元))"
    r"(?![\d，])"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        groups = re.split("[，,]", match[0])
        if "，" in match[0] and not all(
            len(group) == 3 and group.endswith("0") for group in groups
        ):
            yield Hit(*match.span(), "千分撇应使用半角逗号", match[0].replace("，", ","))


RULE = TextRule(
    code="NU009",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=tuple(f"，{digit}" for digit in range(10)),
)
