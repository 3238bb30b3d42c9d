"""增长率与前后两个数不符

## 检查什么

“由200万元增加到300万元，增长30%”一类，前后两个数都写明、增减幅度却对不上的；
两个百分数之差与所写的百分点对不上的。

## 为什么

增幅由前后两个数算出来，对不上必有一个数写错，还可能把百分点写成了百分之几。

## 示例

错：产值由200万元增加到300万元，⟦增长30%⟧。
错：参保率从92%提高到97%，⟦提高3个百分点⟧。
对：产值由200万元增加到300万元，增长50%。
对：产值由1.2亿元增加到1.5亿元，增长25%。
对：产值由9000万元增加到1.2亿元，增长33.3%。
对：参保率从92%提高到97%，提高5个百分点。
对：产值由200万元增加到300万元，年均增长10.7%。
对：产值由200万元增加到300万元，利润增长30%。
对：产值从2020年的200万元增加到300万元，增长了0.5倍。

## 例外

写明“年均”“同比”等另有基数的不查；四舍五入的余地按数字的位数留出。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
UNIT = r"[万亿]{0,2}[元人吨亩户个家件名]"
UP = "增长|增加|提高|提升|上升|扩大"
DOWN = "下降|降低|减少|缩小"
WORD = rf"(?:{UP}|{DOWN})"
FROM = r"[由从](?:[^，。；、\d]{0,10}|(?:19|20)\d\d年的?)"
AMOUNTS = re.compile(
    rf"{FROM}(?P<old>{NUMBER})(?P<unit>{UNIT}){WORD}(?:[到至为])了?(?P<new>{NUMBER})(?P<other>{UNIT})"
    rf"[，,](?P<claim>(?P<way>{UP}|{DOWN})了?(?P<rate>\d{{1,4}}(?:\.\d{{1,2}})?)[%％])(?!以上|左右)"
)
SHARES = re.compile(
    rf"{FROM}(?P<old>{NUMBER})[%％]{WORD}(?:[到至为])了?(?P<new>{NUMBER})[%％]"
    rf"[，,](?P<claim>(?P<way>{UP}|{DOWN})了?(?P<rate>{NUMBER})个百分点)"
)
SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
HALF = Decimal("0.5")
ROUNDED = re.compile(r"约|近|多|余|左右|超")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in AMOUNTS.finditer(text):
        if match["unit"][-1] != match["other"][-1] or ROUNDED.search(match[0]):
            continue
        low_old, high_old = _range(match["old"], match["unit"])
        low_new, high_new = _range(match["new"], match["other"])
        rate = Decimal(match["rate"]) * (-1 if re.fullmatch(DOWN, match["way"]) else 1)
        margin = HALF * _place(match["rate"]) + Decimal("0.01")
        if not low_old:
            continue
        lowest = (low_new / high_old - 1) * 100 - margin
        highest = (high_new / low_old - 1) * 100 + margin
        if not lowest <= rate <= highest:
            yield Hit(*match.span("claim"), "与前后两个数算出的幅度不符，请核对")
    for match in SHARES.finditer(text):
        change = abs(Decimal(match["new"]) - Decimal(match["old"]))
        margin = max(map(_place, (match["old"], match["new"], match["rate"])))
        if abs(change - Decimal(match["rate"])) > margin * (0 if margin == 1 else 1):
            yield Hit(
                *match.span("claim"), f"前后两个百分数相差{change}个百分点，与这里不符，请核对"
            )


def _place(number: str) -> Decimal:
    return Decimal(1).scaleb(-len(number.partition(".")[2]))


def _range(number: str, unit: str) -> tuple[Decimal, Decimal]:
    """Return between which amounts a number lies that may have been rounded to its places."""
    scale = SCALES.get(unit[:-1], 1)
    slack = HALF * _place(number) if scale > 1 or "." in number else Decimal(0)
    return (Decimal(number) - slack) * scale, (Decimal(number) + slack) * scale


RULE = TextRule(
    code="CO011",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=tuple(
        f"{mark}{word}" for mark in "，," for word in (*UP.split("|"), *DOWN.split("|"))
    ),
)
