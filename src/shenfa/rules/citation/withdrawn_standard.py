"""引用已经被代替的国家标准

## 检查什么

公文格式、标点符号用法、数字用法这三项国家标准的编号年份不是现行的，包括常见的误写“GB/T 9704-2022”。

## 为什么

标准修订后换年份，旧版同时作废；写错年份查无此标准。

## 示例

错：按照《党政机关公文格式》（GB/T 9704-⟦1999⟧）排版 → 按照《党政机关公文格式》（GB/T 9704-2012）排版
错：执行GB/T 15834—⟦1995⟧ → 执行GB/T 15834—2011
错：公文格式执行GB/T 9704-⟦2022⟧标准 → 公文格式执行GB/T 9704-2012标准
对：按照《党政机关公文格式》（GB/T 9704—2012）排版
对：GB/T 9704-1999于2012年被GB/T 9704-2012代替
对：执行GB/T 7714-2015
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from shenfa.rules.citing.directory import directory
from shenfa.rules.citing.numbers import Number, read_number, read_numbers
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Citations, Context, Hit, Instrument, Severity

PAST = re.compile(r"代替|取代|替代|废止|旧版|原版|修订|此前|第[一二三]版|年版")


def check(text: str, context: Context) -> Iterator[Hit]:
    if PAST.search(text):
        return
    valid = _valid(context.county.citations)
    for number in read_numbers(text):
        if number.series not in valid:
            continue
        right, instrument = valid[number.series]
        since = instrument.effective
        if number.value != right.value and not (context.date and since and context.date < since):
            yield Hit(
                *number.digits,
                f"现行标准是《{instrument.title}》（{instrument.number}）",
                str(right.value[0]),
            )


@lru_cache(maxsize=4)
def _valid(citations: Citations) -> dict[str, tuple[Number, Instrument]]:
    standards = [
        (number, one)
        for one in directory(citations).by_key.values()
        if "标准" in one.kind and not one.ended and (number := read_number(one.number))
    ]
    return {number.series: (number, one) for number, one in standards}


RULE = TextRule(
    code="CI014",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("GB",),
)
