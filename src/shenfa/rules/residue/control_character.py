"""正文中有控制字符

## 检查什么

除制表、换行、换页以外的控制字符。

## 为什么

控制字符看不见，会使网页、数据接口和检索出错，多由旧系统导出或复制带入。

## 示例

错：第一条⟦\u0007⟧第二条 → 第一条第二条
错：姓名⟦\u000b⟧张三 → 姓名张三
对：姓名\u0009张三
对：第一页与第二页
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+")


def check(text: str, _context: Context) -> Iterator[Hit]:
    if text.isprintable():
        return
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "此处有看不见的控制字符，请删除", "")


RULE = TextRule(
    code="RE011",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
)
