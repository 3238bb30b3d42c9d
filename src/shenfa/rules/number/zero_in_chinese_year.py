"""汉字年份中的“〇”写成“零”

## 检查什么

用汉字书写的四位年份中的“零”，如“二零二六年”。

## 为什么

数字用于编号时，“0”的汉字形式为“〇”；用于计量时才写作“零”。年份属于编号。

## 示例

错：⟦二零二六年⟧五月八日 → 二〇二六年五月八日
错：自⟦二零零九年⟧起施行。 → 自二〇〇九年起施行。
对：二〇二六年五月八日
对：全镇共有三千零五户。
对：贷款期限为一年零六个月。

## 例外

书名号内的年份按原题名，不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import titles, touches

PATTERN = re.compile(r"(?<![〇零一二三四五六七八九十百千万])[一二][〇零一二三四五六七八九]{3}年")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if "零" in match[0] and not touches(titles(text), *match.span()):
            yield Hit(*match.span(), "汉字年份中的“零”应写为“〇”", match[0].replace("零", "〇"))


RULE = TextRule(
    code="NU004",
    severity=Severity.ERROR,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=("零",),
)
