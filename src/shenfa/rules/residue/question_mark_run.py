"""一串问号疑为丢失的文字

## 检查什么

夹在汉字之间的四个以上连续半角问号，以及整格、整行都是问号的情况。

## 为什么

汉字存入不支持中文的数据库时会变成问号，原文已经丢失。

## 示例

错：关于⟦????⟧工作的通知
错：⟦??????⟧
错：负责人⟦??????⟧县民政局
对：这样做行吗???
对：网址 http://a.example.cn/list????id=1 已失效
对：到底怎么回事？？？？

## 例外

句末的连续问号是标点重复，由标点类规则检查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?<=[\u4e00-\u9fff《（“，、：])\?{4,}(?=[\u4e00-\u9fff》）”，、。])|^\s*\?{4,}\s*$"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "此处文字可能已丢失，请对照原稿补上")


RULE = TextRule(
    code="RE010",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("????",),
)
