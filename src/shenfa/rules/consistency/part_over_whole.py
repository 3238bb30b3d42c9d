"""其中的一部分大于总数

## 检查什么

“共有12人，其中党员15人”一类，同一单位的部分大于紧靠在前面的总数。

## 为什么

部分不会大于整体，必有一个数写错。

## 示例

错：全镇⟦共有干部12人，其中党员15人⟧。
错：⟦总投资300万元，其中县级资金350万元⟧。
对：全镇共有干部15人，其中党员12人。
对：总投资1.2亿元，其中县级资金350万元。
对：共排查12户，其中涉及群众35人。
对：今年共有12人，其中累计帮扶35人次。
对：共办理12件，其中涉及金额35万元。

## 例外

单位不同的不查；“其中”后面写有累计、每年、比较的不查。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,9}(?:\.\d{1,4})?"
UNIT = r"[万亿]{0,2}(?:元|人次|人|吨|亩|公里|平方米|户|个|名|件|项|处|所|家|台|套|辆|条|座|栋)"
PARTS = re.compile(
    rf"(?:共有?|总[\u4e00-\u9fff]{{1,3}}|合计)[\u4e00-\u9fff]{{0,8}}?(?P<whole>{NUMBER})(?P<unit>{UNIT})"
    rf"[，,（(]其中[：:]?[\u4e00-\u9fff]{{0,8}}?(?P<part>{NUMBER})(?P<other>{UNIT})(?![次/])"
)
OTHER = re.compile(r"累计|每|年|比|增|减|去|上|涉|带|覆盖|惠|超|约|余|多")
SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PARTS.finditer(text):
        whole, unit = _value(match["whole"], match["unit"])
        part, other = _value(match["part"], match["other"])
        between = text[match.end("unit") : match.start("part")]
        if unit == other and part > whole and not OTHER.search(between):
            yield Hit(*match.span(), "其中的一部分大于总数，请核对")


def _value(number: str, unit: str) -> tuple[Decimal, str]:
    bare = unit.lstrip("万亿")
    scale = SCALES.get(unit.removesuffix(bare), 1)
    return Decimal(number.replace(",", "")) * scale, "人" if bare == "名" else bare


RULE = TextRule(
    code="CO010",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("其中",),
)
