"""计量单位或者数位重复

## 检查什么

“100万元元”“5%%”“3亿万元”“￥500元”等重复或者不成立的单位。

## 为什么

单位、数位重复会使数额无法确认，多为修改后没有删净。

## 示例

错：下达资金100万⟦元元⟧。 → 下达资金100万元。
错：增长5⟦%%⟧。 → 增长5%。
错：投资3⟦亿万元⟧。
错：新修公路12⟦公里公里⟧。 → 新修公路12公里。
错：票价为⟦￥500元⟧。 → 票价为500元。
错：完成率为⟦百分之95%⟧。 → 完成率为95%。
对：下达资金100万元。
对：投资3亿元，其中万元以上项目20个。
对：2026年年底、5月月末、10日日终结算。
对：补贴500元元旦前发放。
对：亿万元宝属于民俗游戏。

## 例外

“年年”“月月”“日日”“人人”“户户”可能分属前后两个词，不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

DOUBLED = re.compile(
    r"(?<=[\d十百千万亿])(?:(?P<unit>公里|千米|平方米|立方米|公顷|千克|公斤|个百分点|万元|亿元)(?P=unit)"
    r"|(?P<yuan>元)元(?![旦件素首气年老勋宵月])|(?P<percent>[%％])[%％])"
)
MAGNITUDE = re.compile(r"(?<=\d)(?:亿万元|万万元|亿亿元)")
CURRENCY = re.compile(r"[￥¥]\s?(\d[\d,.]{0,14}[万亿]{0,2}元)")
PERCENT = re.compile(r"百分之(\d{1,4}(?:\.\d{1,4})?[%％])")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in DOUBLED.finditer(text):
        kept = match["unit"] or match["yuan"] or match["percent"]
        yield Hit(*match.span(), "单位重复，请删去一个", kept)
    for match in MAGNITUDE.finditer(text):
        yield Hit(*match.span(), "数位重复，请核对是万元还是亿元", certainty=Certainty.SUSPECTED)
    for pattern, message in (
        (CURRENCY, "货币符号与“元”重复，请保留其一"),
        (PERCENT, "“百分之”与百分号重复，请保留其一"),
    ):
        for match in pattern.finditer(text):
            yield Hit(*match.span(), message, match[1])


RULE = TextRule(
    code="NU033",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        *(unit * 2 for unit in ("公里", "千米", "平方米", "立方米", "公顷", "千克", "公斤")),
        *(unit * 2 for unit in ("个百分点", "万元", "亿元", "元", "%")),
        *("％", "%％", "亿万元", "万万元", "亿亿元", "￥", "¥", "百分之"),
    ),
)
