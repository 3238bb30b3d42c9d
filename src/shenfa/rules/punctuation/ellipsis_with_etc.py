"""省略号与“等”连用

## 检查什么

列举之后既用省略号又用“等”。

## 为什么

国家标准规定省略号不与“等”“等等”之类词语连用，二者用一个即可。

## 示例

错：供应水、电、气⟦……等⟧。 → 供应水、电、气等。
错：包括水、电、气⟦等等……⟧ → 包括水、电、气等等。
错：供应水、电、气⟦……等等⟧，十分便利。 → 供应水、电、气等等，十分便利。
对：供应水、电、气等。
对：“再见……”等话语令人动容。
对：他说先歇一歇、缓一缓……等我回来再说。

## 例外

“等待”“等我”等动词“等”不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"…{1,4}(?P<after>等等|等)(?![级待候我你他她它到着一会风雨人下不])|(?P<before>等等|等)…{1,4}"
)
CLAUSE = re.compile(r"、[^。！？；：]{1,30}$")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        start, end = match.span()
        if CLAUSE.search(text, max(0, start - 40), start):
            fix = match["after"] or match["before"]
            if match["before"] and not text[end:].strip():
                fix += "。"
            yield Hit(start, end, "省略号与“等”不应连用，请保留其一", fix)


RULE = TextRule(
    code="PU035",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(clause("附录A.9"),),
    check=check,
    triggers=("…等", "等…"),
)
