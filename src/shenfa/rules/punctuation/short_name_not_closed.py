"""“以下简称”的引号、括号不完整

## 检查什么

“（以下简称‘…’）”“（即‘…’）”中缺少的后引号或者后括号。

## 为什么

国家标准规定引号、括号成对使用，缺一半就分不清简称到哪里为止。

## 示例

错：县人民政府办公室（以下简称“县府办⟦⟧）负责 → 县人民政府办公室（以下简称“县府办”）负责
错：县人民政府办公室（以下简称“县府办”⟦⟧，负责日常工作。 → 县人民政府办公室（以下简称“县府办”），负责日常工作。
错：实行三级审核（即“三审三校⟦⟧）制度 → 实行三级审核（即“三审三校”）制度
对：县人民政府办公室（以下简称“县府办”）负责
对：县人民政府办公室（以下简称县府办）负责
对：县人民政府办公室（以下简称“县府办”，地址见附件）负责

## 例外

其他不成对的引号、括号见 PU014、PU015。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

QUOTE = re.compile(r"（(?:(?:以下)?[简统]称[：:]?|即：?)“[^“”（）]{1,30}(?=）)")
BRACKET = re.compile(r"（(?:以下)?[简统]称[：:]?“[^“”（）]{1,30}”(?=[，。；][^（）]*(?:$|（))")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in QUOTE.finditer(text):
        yield Hit(match.end(), match.end(), "简称缺少后引号，请补全", "”")
    for match in BRACKET.finditer(text):
        yield Hit(match.end(), match.end(), "简称之后缺少后括号，请补全", "）")


RULE = TextRule(
    code="PU059",
    severity=Severity.ERROR,
    basis=(clause("第4.8条、第4.9条"),),
    check=check,
    triggers=("简称", "统称", "（即"),
)
