"""标点前多余空格

## 检查什么

汉字、数字与其后的点号、后引号、后书名号、后括号之间的空格。

## 为什么

标点紧跟在相应文字之后，中间不留空格，否则换行时标点会落到行首。

## 示例

错：县政府⟦ ⟧，各乡镇⟦　⟧。 → 县政府，各乡镇。
错：各乡镇（含各街道办事处⟦ ⟧）要落实责任。 → 各乡镇（含各街道办事处）要落实责任。
错：印发《管理办法⟦ ⟧》。 → 印发《管理办法》。
对：县政府，各乡镇。
对：《　　》
对：负责人（签字 ）：
对：（单位 盖章）
对：电  话  ：
对：　　，
对：（ 　　 ）

## 例外

表单中冒号前对齐用的空格、括号内供填写的空格不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

BLANKS = " \u3000\t\xa0"
PATTERN = re.compile(
    rf"[{BLANKS}]+(?:(?=[，。；、！？”])|(?=》)(?<=[\u3400-\u9fff）][{BLANKS}])|(?=）)(?<=[\u3400-\u9fff0-9A-Za-z][{BLANKS}]))"
)
BEFORE = re.compile(r"[\u3400-\u9fff0-9A-Za-z%％”’》）】〕℃…]")
FORM = re.compile(r"（[^（）]{0,4}$")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        start, end = match.span()
        if not BEFORE.match(text[:start][-1:]):
            continue
        if text[end] == "）" and FORM.search(text, max(0, start - 8), start):
            continue
        yield Hit(start, end, f"“{text[end]}”前不应有空格，请删去", "")


RULE = TextRule(
    code="PU052",
    severity=Severity.ERROR,
    basis=(clause("第5章"),),
    check=check,
    triggers=tuple(blank + mark for blank in BLANKS for mark in "，。；、！？”）》"),
)
