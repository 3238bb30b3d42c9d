"""分项相加与所说的合计不符

## 检查什么

“A30万元、B50万元，合计100万元”一类同一单位的分项之后紧接着写出的合计，与分项之和不符；
“共12人，其中男8人、女5人”的男女之和与总数不符。

## 为什么

合计数算错，读者一加就能发现。

## 示例

错：发放救助金3000元、慰问金2000元，⟦合计6000元⟧。
错：投入县级资金30万元、镇级资金20.5万元，⟦共计60.5万元⟧。
错：培训学员⟦共12人，其中男8人、女5人⟧。
对：发放救助金3000元、慰问金2000元，合计5000元。
对：投入县级资金30万元、镇级资金20.5万元，共计50.5万元。
对：培训学员共12人，其中男7人、女5人。
对：补助每户3000元、每人2000元，合计60000元。
对：发放救助金3000元，惠及群众40人，累计发放60000元。
对：新建3公里、改建2公里，全县共计60公里。

## 例外

分项带有“每”“人均”“其中”“累计”的不查；单位不同的不查。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,9}(?:\.\d{1,4})?"
UNIT = r"(?:[万亿]?元|[万亿]?人次?|[万亿]?[吨亩公里]{1,2}|[户个名件项处所家台套辆条座栋])"
PART = rf"[\u4e00-\u9fff]{{2,10}}(?:{NUMBER}){UNIT}"
SUM = re.compile(
    rf"(?<![\u4e00-\u9fff\d])(?P<parts>{PART}(?:[、，和及]{PART}){{1,9}})[，,]"
    rf"(?P<sum>(?:合计|共计|总计)(?P<number>{NUMBER})(?P<unit>{UNIT}))(?![\u4e00-\u9fff]{{0,2}}以上|多|余)"
)
ADDEND = re.compile(rf"(?P<number>{NUMBER})(?P<unit>{UNIT})")
NOT_ADDED = re.compile(r"[每均各]|其中|累计|比|增|减|分别|标准|超|达|不足|以上|占|补助|按")
SEXES = re.compile(
    r"(?:共|总计|合计)(?:有|计)?(?P<all>\d{1,6})[人名][，,（(]其中[：:]?"
    r"男(?:性|生|职工|干部)?(?P<men>\d{1,6})[人名][、，,；]女(?:性|生|职工|干部)?(?P<women>\d{1,6})[人名]"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in SUM.finditer(text):
        addends = list(ADDEND.finditer(match["parts"]))
        if NOT_ADDED.search(match["parts"]) or any(one["unit"] != match["unit"] for one in addends):
            continue
        numbers = [_value(one["number"]) for one in addends]
        places = [-int(number.as_tuple().exponent) for number in numbers]
        margin = Decimal(1).scaleb(-max(places)) * len(numbers) / 2 if max(places) else 0
        found = sum(numbers, Decimal(0))
        if abs(found - _value(match["number"])) > margin:
            yield Hit(
                *match.span("sum"), f"前面各项相加是{found}{match['unit']}，与合计不符，请核对"
            )
    for match in SEXES.finditer(text):
        found = Decimal(match["men"]) + Decimal(match["women"])
        if found != Decimal(match["all"]):
            yield Hit(*match.span(), f"男女相加是{found}人，与总数不符，请核对")


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


RULE = TextRule(
    code="CO009",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("，合计", "，共计", "，总计", ",合计", ",共计", ",总计", "其中男", "其中：男"),
)
