"""并列的书名号之间用了顿号

## 检查什么

并列的带书名号成分之间的顿号，如“《甲办法》、《乙办法》”。

## 为什么

国家标准规定标有书名号的并列成分之间通常不用顿号。

## 示例

错：学习《信息公开条例》⟦、⟧《保守国家秘密法》。 → 学习《信息公开条例》《保守国家秘密法》。
对：学习《信息公开条例》《保守国家秘密法》。
对：学习《信息公开条例》、《互联网信息服务管理办法》（国务院令第292号）等。
对：根据《信息公开条例》（国务院令第711号）、《互联网信息服务管理办法》等规定
对：根据上级要求、《信息公开条例》、《保守国家秘密法》

## 例外

书名号之间插有文号等其他成分，或者并列成分中有不带书名号的，顿号可以保留。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

RUN = re.compile(r"《[^《》\n]{1,60}》(?:、?《[^《》\n]{1,60}》)*")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for run in RUN.finditer(text):
        start, end = run.span()
        if text[start - 1 : start] == "、" or text[end : end + 1] in ("、", "（"):
            continue
        for match in re.finditer("》(、)《", run[0]):
            place = start + match.start(1)
            yield Hit(place, place + 1, "并列的书名号之间通常不用顿号，建议删去", "")


RULE = TextRule(
    code="PU029",
    severity=Severity.HINT,
    basis=(clause("第4.5.3.5条"),),
    check=check,
    triggers=("》、《",),
)
