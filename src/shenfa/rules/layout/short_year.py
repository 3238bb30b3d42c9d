"""发文字号的年份没有标全称

## 检查什么

发文字号的年份只写了两位数。

## 为什么

公文格式国家标准规定，发文字号的年份应标全称。

## 示例

错：虚谷府办发⟦〔26〕⟧5号 → 虚谷府办发〔2026〕5号
错：见虚谷府发⟦[98]⟧5号文件 → 见虚谷府发〔1998〕5号文件
对：虚谷府办发〔2026〕5号
对：参考文献〔26〕5号作者
对：全村发（26）户补贴
"""

import re
from collections.abc import Iterator

from shenfa.rules.official.number_form import (
    BASIS,
    CLOSING,
    CODE_END,
    OPENING,
    OTHER_PAPER,
    full_year,
)
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    rf"(?:(?<=[\u4e00-\u9fff][{CODE_END}])[{OPENING}]|(?<=[\u4e00-\u9fff]{{2}})(?<!字)(?<!文献)〔)"
    rf"(?P<year>\d{{2}})[{CLOSING}]"
    rf"(?=第?\d{{1,5}}号{OTHER_PAPER})"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "发文字号的年份应当写全四位数", f"〔{full_year(match['year'])}〕")


RULE = TextRule(
    code="LA003",
    severity=Severity.ERROR,
    basis=BASIS,
    check=check,
    triggers=("〔", *(f"{end}{bracket}" for end in CODE_END for bracket in "[(（【［")),
)
