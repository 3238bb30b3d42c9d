"""发文字号漏了“号”字

## 检查什么

发文字号的发文顺序号后面没有“号”字。

## 为什么

公文格式国家标准规定，发文顺序号在阿拉伯数字后加“号”字。

## 示例

错：虚谷府办发〔2026〕⟦5⟧ → 虚谷府办发〔2026〕5号
错：《关于做好防汛工作的通知》（虚谷府发〔2026〕⟦12⟧）已经印发。 → 《关于做好防汛工作的通知》（虚谷府发〔2026〕12号）已经印发。
对：虚谷府办发〔2026〕5号
对：虚谷府办发〔2026〕5、6、7号文件
对：渝民终〔2026〕0242民初12号

## 例外

行末的序号可能是被换行拆开的，除整行只有发文字号的以外不报。
"""

import re
from collections.abc import Iterator

from shenfa.rules.official.number_form import BASIS, YEAR, compiled
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = compiled(
    rf"〔{YEAR}〕\s?第?(?P<number>[1-9]\d{{0,3}})(?!\s*[\d号、，,.．和及与至\-—–~～/]|[\u4e00-\u9fff]{{1,2}}[初终再执])"
)
WHOLE_LINE = re.compile(rf"\s*[\u4e00-\u9fff]{{2,20}}〔{YEAR}〕\s?第?\d{{1,4}}\s*")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        ends_line = not text[match.end() :].strip()
        if not ends_line or WHOLE_LINE.fullmatch(text):
            yield Hit(*match.span("number"), "发文字号的序号后应当加“号”字", f"{match['number']}号")


RULE = TextRule(
    code="LA007",
    severity=Severity.ERROR,
    basis=BASIS,
    check=check,
    triggers=tuple(f"{digit}〕" for digit in "0123456789"),
)
