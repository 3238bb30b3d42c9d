"""横排文字误用直角引号

## 检查什么

横排文字里用“「」”“『』”括起的汉字。

## 为什么

国家标准规定横排文字的引号是“ ”和‘ ’，直角引号只用于竖排。

## 示例

错：严格落实⟦「三审三校」⟧制度。 → 严格落实“三审三校”制度。
错：做到⟦『四不两直』⟧。 → 做到“四不两直”。
对：严格落实“三审三校”制度。
对：按下「Enter」即可。

## 例外

新媒体用作版式装饰的不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import EVERY_KIND, ContentKind, Context, Hit, Severity

HAN = re.compile(r"[\u3400-\u9fff]")
PATTERN = re.compile(r"「([^「」\n]{1,200})」|『([^『』\n]{1,200})』")
INNER = str.maketrans("『』「」“”", "‘’‘’‘’")


def check(text: str, _context: Context) -> Iterator[Hit]:
    end = 0
    for match in PATTERN.finditer(text):
        inside = match[1] or match[2]
        if match.start() >= end and HAN.search(inside):
            end = match.end()
            yield Hit(*match.span(), "横排文字应使用引号“ ”", f"“{inside.translate(INNER)}”")


RULE = TextRule(
    code="PU022",
    severity=Severity.WARNING,
    basis=(clause("第4.8条"),),
    kinds=EVERY_KIND - {ContentKind.POST},
    check=check,
    triggers=("「", "『"),
)
