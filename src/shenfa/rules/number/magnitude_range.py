"""数值范围省略前一个“万”或者“亿”

## 检查什么

用连接号表示的范围中，只在后一个数值写“万”“亿”的，如“3～5万元”。

## 为什么

“3～5万元”也可以理解为3元至5万元。省略会造成歧义的，前一个数值的“万”“亿”不应省略。

## 示例

错：每户补助⟦3～5万⟧元。 → 每户补助3万～5万元。
错：总投资⟦1.5-2亿⟧元。 → 总投资1.5亿～2亿元。
对：每户补助3万～5万元。
对：每户补助5000～10000元。
对：规划期2026—2030万亩林地不减少。
对：年产30～50吨。

## 例外

用“至”“到”连接的口语说法不查；前一个数值不小于后一个的不查，那多半确实是元至万元。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?<![\dA-Za-z.．,，:：/年月—～~-])(?<!第)(?P<low>\d{1,4}(?:\.\d{1,4})?)\s?"
    r"(?P<dash>--|——|[-‐‑–—－～〜~])\s?(?P<high>\d{1,4}(?:\.\d{1,4})?)(?P<unit>万亿|[万亿])"
)
YEAR = re.compile(r"(?:19|20)\d{2}")

# Cheap to look for: most amounts stand in no range.
END = re.compile(r"[-‐‑–—－～〜~]\s?\d[\d.]{0,8}[万亿]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    if not END.search(text):
        return
    for match in PATTERN.finditer(text):
        low, high, unit = match["low"], match["high"], match["unit"]
        if float(low) >= float(high) or YEAR.fullmatch(low):
            continue
        dash = "—" if match["dash"] == "—" else "～"
        yield Hit(
            *match.span(),
            f"范围的两个数值都应写“{unit}”，以免误解",
            f"{low}{unit}{dash}{high}{unit}",
        )


RULE = TextRule(
    code="NU007",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=tuple(f"{digit}{unit}" for digit in range(10) for unit in "万亿"),
)
