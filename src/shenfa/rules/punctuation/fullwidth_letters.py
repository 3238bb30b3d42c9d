"""误用全角字母

## 检查什么

全角的拉丁字母，如“ＡＰＰ”。

## 为什么

拉丁字母通常使用半角形式。全角字母占位过宽，也无法检索。

## 示例

错：下载政务⟦ＡＰＰ⟧ → 下载政务APP
错：登录⟦ｗｗｗ⟧.example.gov.cn → 登录www.example.gov.cn
对：下载政务APP
对：Ⅲ级响应
对：㎡

## 例外

罗马数字和计量符号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.text import Basis, Context, Hit, Level, Severity

PATTERN = re.compile(r"[Ａ-Ｚａ-ｚ]+")
SHIFT = ord("Ａ") - ord("A")
LETTERS = tuple(chr(code + SHIFT) for code in (*range(65, 91), *range(97, 123)))


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        fix = "".join(chr(ord(letter) - SHIFT) for letter in match[0])
        yield Hit(*match.span(), "建议使用半角字母", fix)


RULE = TextRule(
    code="PU055",
    severity=Severity.WARNING,
    basis=(Basis("数字和字母的排版惯例", level=Level.PRACTICE),),
    check=check,
    triggers=LETTERS,
)
