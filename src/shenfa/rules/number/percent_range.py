"""百分数范围省略前一个百分号

## 检查什么

只在后一个数值写百分号的百分数范围，如“5-10%”“5～10%”。

## 为什么

省略附加符号会造成歧义的，不应省略。百分数范围应写全两个百分号。

## 示例

错：按合同额的⟦5-10%⟧给予奖励。 → 按合同额的5%～10%给予奖励。
错：增速保持在⟦6.5～7%⟧。 → 增速保持在6.5%～7%。
错：降幅为⟦3至5％⟧。 → 降幅为3％至5％。
错：约占⟦5到10%⟧。 → 约占5%到10%。
对：按合同额的5%～10%给予奖励。
对：公差为10-5%。
对：占比由2025年至今提高10%。
对：编号2023-5%的样品合格。
对：同比为-5%，环比为10%。

## 例外

前一个数值大于后一个的可能是算式，不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"(?<![\dA-Za-z.．,，:：/年月—～~-])(?<!第)(?P<low>\d{1,3}(?:\.\d{1,4})?)\s?"
    r"(?P<dash>--|——|[-‐‑–—－～〜~至到])\s?(?P<high>\d{1,3}(?:\.\d{1,4})?)(?P<sign>[%％‰])"
)

# Cheap to look for: most percentages stand in no range.
END = re.compile(r"[-‐‑–—－～〜~至到]\s?\d[\d.]{0,7}[%％‰]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    if not END.search(text):
        return
    for match in PATTERN.finditer(text):
        if float(match["low"]) < float(match["high"]):
            dash = match["dash"] if match["dash"] in "至到—" else "～"
            fix = f"{match['low']}{match['sign']}{dash}{match['high']}{match['sign']}"
            yield Hit(*match.span(), "百分数范围的两个数值都应写百分号", fix)


RULE = TextRule(
    code="NU006",
    severity=Severity.ERROR,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=("%", "％", "‰"),
)
