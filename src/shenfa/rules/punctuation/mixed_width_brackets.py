"""一对括号一半全角一半半角

## 检查什么

前括号和后括号宽度不同的一对括号，如“（…)”“(…）”。

## 为什么

国家标准规定括号的主要形式是“（）”，前后应一致。

## 示例

错：网站主管单位（县府办⟦)⟧负责巡查。 → 网站主管单位（县府办）负责巡查。
错：各乡镇⟦(⟧街道）要落实责任。 → 各乡镇（街道）要落实责任。
错：责任单位（各乡镇⟦（街道)⟧）要落实责任。 → 责任单位（各乡镇〔街道〕）要落实责任。
对：各乡镇（街道）要落实责任。
对：办理方式（1) 现场办理；2) 网上办理）由申请人选择。
对：区间（0，5]内的数值有效。

## 例外

“1)”“a)”这样只有后括号的序号不按成对括号处理。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, stays_round
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

BRACKET = re.compile(r"[()（）]")
ITEM_NUMBER = re.compile(r"(?:^|[\s，；：。、（(])[0-9A-Za-z]{1,2}$")


def check(text: str, _context: Context) -> Iterator[Hit]:
    if ("(" not in text and ")" not in text) or ("（" not in text and "）" not in text):
        return
    opened: list[tuple[int, str]] = []
    for match in BRACKET.finditer(text):
        place, mark = match.span(), match[0]
        if mark in "(（":
            opened.append((place[0], mark))
        elif mark == ")" and ITEM_NUMBER.search(text, max(0, place[0] - 3), place[0]):
            if opened and opened[-1][1] == "(":
                opened.pop()
        elif opened:
            start, first = opened.pop()
            end = place[1]
            if (first == "(") == (mark == ")"):
                continue
            if opened and not stays_round(text, start, end):
                fix = f"〔{text[start + 1 : end - 1].strip()}〕"
                yield Hit(start, end, "前后括号应一致，圆括号里层应使用六角括号“〔〕”", fix)
            elif first == "(":
                yield Hit(start, start + 1, "前括号应与后括号一致，使用全角“（”", "（")
            else:
                yield Hit(*place, "后括号应与前括号一致，使用全角“）”", "）")


RULE = TextRule(
    code="PU008",
    severity=Severity.ERROR,
    basis=(clause("第4.9条"),),
    check=check,
    triggers=("(", ")"),
)
