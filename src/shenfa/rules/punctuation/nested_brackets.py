"""圆括号里套圆括号

## 检查什么

圆括号“（）”里面又用圆括号。

## 为什么

国家标准规定同一形式的括号应尽量避免套用，必须套用时宜采用不同的括号形式。

## 示例

错：各单位填报审核表（见附件⟦（二）⟧）。 → 各单位填报审核表（见附件〔二〕）。
错：责任单位（各乡镇⟦（街道）⟧、县级部门） → 责任单位（各乡镇〔街道〕、县级部门）
对：各单位填报审核表（见附件〔二〕）。
对：依据第十条（不含第（三）项）办理。
对：具体条款（《刑法修正案（三）》第五条）另附。
对：原审判决（（2025）虚民初字第5号）已经生效。
对：供货单位（虚谷（竹沟）建材有限公司）
对：各乡镇（街道）、县级部门（单位）

## 例外

条文中“第（三）项”的序号、单独起序号作用的括号、案号、单位名称和书名号里的括号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, stays_round
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

OUTER = re.compile(r"（[^（）\n]{0,200}(?:（[^（）\n]{0,100}）[^（）\n]{0,200}){1,8}）")
INNER = re.compile(r"（([^（）]*)）")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for outer in OUTER.finditer(text):
        for match in INNER.finditer(text, outer.start() + 1, outer.end() - 1):
            if not stays_round(text, *match.span()):
                yield Hit(*match.span(), "圆括号里层应改用六角括号“〔〕”", f"〔{match[1]}〕")


RULE = TextRule(
    code="PU019",
    severity=Severity.WARNING,
    basis=(clause("第4.9.3.6条"),),
    check=check,
    triggers=("（",),
)
