"""发文字号丢了半个括号

## 检查什么

发文字号的六角括号只剩一半或者全部丢失，年份和序号连在一起。

## 为什么

从其他系统复制时，六角括号常被当作特殊符号丢掉，“〔2019〕63号”变成“〔201963号”，读者无法辨认，也无法检索。

## 示例

错：虚谷府办发⟦〔201963号⟧ → 虚谷府办发〔2019〕63号
错：根据虚谷府发⟦〔202235⟧精神 → 根据虚谷府发〔2022〕35号精神
错：虚谷府办发⟦2026〕5号⟧ → 虚谷府办发〔2026〕5号
错：虚谷府办发⟦202615号⟧文件要求 → 虚谷府办发〔2026〕15号文件要求
对：虚谷府办发〔2026〕5号
对：全县共印发2026份宣传单
对：编号20260015号

## 例外

两个括号都丢失时，只认“府发”“办函”等常见机关代字。
"""

import re
from collections.abc import Iterator

from shenfa.rules.official.number_form import BASIS, YEAR, year_triggers
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

CLOSING_LOST = re.compile(
    rf"(?<=[\u4e00-\u9fff])〔(?P<year>{YEAR})(?P<number>[1-9]\d{{0,3}})(?![\d〕\])）])号?"
)
OPENING_LOST = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?P<year>{YEAR})〕\s?第?\s?(?P<number>\d{{1,5}})\s?号"
)
BOTH_LOST = re.compile(
    r"(?:(?<=[府办委政国党]发)|(?<=[府办委政国党]函))"
    rf"(?P<year>{YEAR})(?P<number>[1-9]\d{{0,2}})号"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for pattern in (CLOSING_LOST, OPENING_LOST, BOTH_LOST):
        for match in pattern.finditer(text):
            yield Hit(
                *match.span(),
                "发文字号的六角括号不全，请对照原文补上",
                f"〔{match['year']}〕{match['number'].lstrip('0')}号",
                certainty=Certainty.SUSPECTED if pattern is BOTH_LOST else None,
            )


RULE = TextRule(
    code="LA006",
    severity=Severity.ERROR,
    basis=BASIS,
    check=check,
    triggers=(
        *year_triggers("〔"),
        *(f"{year}〕" for year in range(1990, 2060)),
        *(f"{word}20" for word in ("府发", "办发", "委发", "政发", "国发", "党发", "府函", "办函")),
    ),
)
