"""纯小数缺少小数点前的0

## 检查什么

小数点前没有“0”的小数，如“.5公里”。

## 为什么

纯小数必须写出小数点前用以定位的“0”，否则小数点容易被忽略，数值相差十倍。

## 示例

错：距村委会⟦.5⟧公里。 → 距村委会0.5公里。
错：同比提高⟦.8⟧个百分点。 → 同比提高0.8个百分点。
对：距村委会0.5公里。
对：全长12.5公里。
对：第3.5节的规定适用于本项目。
对：附件.5份材料齐全。

## 例外

后面没有计量单位或者百分号的不查，以免误判编号和文件名。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import links, touches

PATTERN = re.compile(
    r"\.(?<=[\u4e00-\u9fff“（(，、：]\.)\d{1,4}"
    r"(?=公里|千米|厘米|毫米|平方|立方|公顷|公斤|千克|小时|个百分点|[米吨亩升克倍元万亿%％‰]|k[gm]|km)"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not touches(links(text), *match.span()):
            yield Hit(*match.span(), "小数点前应补写“0”", f"0{match[0]}")


RULE = TextRule(
    code="NU008",
    severity=Severity.ERROR,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=tuple(f".{digit}" for digit in range(10)),
)
