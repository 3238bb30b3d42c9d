"""标点后多余空格

## 检查什么

句中逗号、句号、顿号、分号、前引号、前括号与其后文字之间的空格。

## 为什么

全角标点自带空白，其后不再留空格；多余的空格多由复制网页带入。

## 示例

错：县政府，⟦ ⟧各乡镇要抓落实。⟦ ⟧县级部门要督促。 → 县政府，各乡镇要抓落实。县级部门要督促。
错：准确性（⟦ ⟧包括引用错误、表述错误等） → 准确性（包括引用错误、表述错误等）
对：县政府，各乡镇要抓落实。
对：电话：     邮箱：
对：一、 总体要求
对：（ 签字 ）
对：附件：1. 信息审核表

## 例外

冒号、序号之后的空格，三个以上供填写或者排版用的空格不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

BLANKS = " \u3000\xa0"
PATTERN = re.compile(rf"[，。；、“《（](?P<blank>[{BLANKS}]{{1,2}})(?=[\u3400-\u9fff0-9“《（])")
NUMBERING = re.compile(r"(?:^|[\s。；：])[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）]?$")
FORM = re.compile(r"[^（）]{0,6}[ \u3000）]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        start, end = match.span("blank")
        mark = text[start - 1]
        if mark == "、" and NUMBERING.search(text, max(0, start - 6), start - 1):
            continue
        if mark == "（" and FORM.match(text, end):
            continue
        yield Hit(start, end, f"“{mark}”后不应有空格，请删去", "")


RULE = TextRule(
    code="PU053",
    severity=Severity.WARNING,
    basis=(clause("第5章"),),
    check=check,
    triggers=tuple(mark + blank for blank in BLANKS for mark in "，。；、“《（"),
)
