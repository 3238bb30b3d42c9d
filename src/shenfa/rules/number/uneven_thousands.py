"""千分撇位置不对

## 检查什么

用半角逗号分节，但不是三位一节的数，如“12,34,000元”“1,2345元”。

## 为什么

千分撇从小数点起向左每三位一节。位置不对多半是漏写或者多写了数字。

## 示例

错：下达资金⟦12,34,000⟧元。
错：参保人数⟦1,2345⟧人。
对：下达资金1,234,000元。
对：参保人数12,345人。
对：坐标为106,29。
对：第1,2组共30人。

## 例外

后面没有“元、人、户、吨、亩”等单位的不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?<![\d.,A-Za-z（(第])\d{1,9}(?:,\d{1,9}){1,6}(?:\.\d{1,4})?(?=[万亿]?(?:平方|公里|[元人户吨亩件册株]))"
)
EVEN = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        groups = match[0].partition(".")[0].split(",")
        # Short groups only are more likely a list: 1,2组.
        if not EVEN.fullmatch(match[0]) and max(map(len, groups[1:])) >= 3:
            yield Hit(*match.span(), "千分撇应三位一节，请核对数字是否漏写或者多写")


RULE = TextRule(
    code="NU010",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=tuple(f",{digit}" for digit in range(10)),
)
