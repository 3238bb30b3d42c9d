"""引号里套双引号

## 检查什么

双引号“ ”里面又用双引号。

## 为什么

国家标准规定引号里还要用引号时，外层用双引号，里层用单引号。

## 示例

错：他强调：“我们要做到⟦“四不两直”⟧，抓好落实。” → 他强调：“我们要做到‘四不两直’，抓好落实。”
错：“我们要做到⟦“四不两直”⟧” → “我们要做到‘四不两直’”
对：他强调：“我们要做到‘四不两直’。”
对：落实“三审三校”“先审后发”制度
对：他说：“走吧。”我问：“去哪儿？”

## 例外

引号不成对的见 PU014。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

OUTER = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)+”")
INNER = re.compile(r"“([^“”]*)”")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for outer in OUTER.finditer(text):
        for match in INNER.finditer(text, outer.start() + 1, outer.end() - 1):
            yield Hit(*match.span(), "引号里层应使用单引号‘ ’", f"‘{match[1]}’")


RULE = TextRule(
    code="PU018",
    severity=Severity.ERROR,
    # Now and then it is the outer pair that lost a mark.
    certainty=Certainty.SUSPECTED,
    basis=(clause("第4.8.3.4条"),),
    check=check,
    triggers=("“",),
)
