"""带括号的序号后误加点号

## 检查什么

行首带括号的序号后面的顿号、逗号、句点，如“（一）、”“(1).”。

## 为什么

国家标准规定带括号的序号后面不加点号。

## 示例

错：（一）⟦、⟧压实责任。 → （一）压实责任。
错：（3）⟦.⟧开展巡查。 → （3）开展巡查。
错：（二）⟦、⟧2026年目标 → （二）2026年目标
对：（一）压实责任。
对：（一）、（二）项所列情形由主管部门处理。
对：依据第（一）、第（三）项办理。

## 例外

行中列举条款项的顿号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"[ \t\u3000]*[（(][ \u3000]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[ \u3000]?[）)]"
    r"(?P<mark>[、，,.．。][ \u3000]?)(?=[\u3400-\u9fff“‘《]|[A-Za-z]{2}|(?:19|20)[0-9]{2}年)(?!第)"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    if match := PATTERN.match(text):
        yield Hit(*match.span("mark"), "带括号的序号后不应再加点号", "")


RULE = TextRule(
    code="PU024",
    severity=Severity.ERROR,
    basis=(clause("附录B.3.4"),),
    check=check,
    triggers=tuple(back + mark for back in "）)" for mark in "、，,.．。"),
)
