"""汉字年份中的“〇”误用圆圈、字母或者数字

## 检查什么

汉字年份中用圆圈“○”、字母“O”、数字“0”代替的“〇”。

## 为什么

“〇”是汉字，与圆圈、字母和数字都不是同一个字符，误用后无法正确检索和朗读。

## 示例

错：⟦二○二六年⟧五月八日 → 二〇二六年五月八日
错：⟦二O二六年⟧五月八日 → 二〇二六年五月八日
错：⟦二0二六年⟧五月八日 → 二〇二六年五月八日
对：二〇二六年五月八日
对：○○镇人民政府：
对：2020年五星村获表彰。

## 例外

年份以外的编号不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

FALSE_ZEROS = "○◯OoОо0０Ｏ"
PATTERN = re.compile(
    rf"(?<![\d〇零一二三四五六七八九十])[一二][〇零一二三四五六七八九{FALSE_ZEROS}]{{3}}年"
)
TO_ZERO = str.maketrans(dict.fromkeys(FALSE_ZEROS, "〇"))


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        fix = match[0].translate(TO_ZERO)
        if fix != match[0]:
            yield Hit(*match.span(), "汉字年份中的零应使用汉字“〇”", fix.replace("零", "〇"))


RULE = TextRule(
    code="NU005",
    severity=Severity.WARNING,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=tuple(f"{left}{zero}" for left in "〇一二三四五六七八九" for zero in FALSE_ZEROS),
)
