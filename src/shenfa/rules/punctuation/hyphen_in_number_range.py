"""数值范围误用短横

## 检查什么

带单位的数值范围之间的半角短横“-”，如“3.5%-4.0%”“18-60岁”。

## 为什么

国家标准规定标示数值范围的起止用一字线“—”或者浪纹线“～”，短横容易与负号混淆。

## 示例

错：增长3.5%⟦-⟧4.0% → 增长3.5%～4.0%
错：气温15℃⟦-⟧22℃ → 气温15℃～22℃
错：年龄在18⟦-⟧60岁的劳动者 → 年龄在18～60岁的劳动者
错：补助30万⟦-⟧50万元，风力5⟦-⟧6级，宽3⟦-⟧4m → 补助30万～50万元，风力5～6级，宽3～4m
错：气温-3℃⟦-⟧5℃ → 气温-3℃～5℃
对：补助3-5万元
对：增长3.5%～4.0%
对：电话023-81234567
对：GB/T 9704-2012
对：2-1号楼和3-2号楼
对：2016年-2018年
对：最低气温-3℃，由5℃降至-2℃

## 例外

电话、编号、型号、楼号和“5-10%”“3-5万元”（由数字类规则检查）不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

UNITS = (
    "%|％|℃|°C|岁|周岁|天|人|名|次|元|万元|亿元|米|厘米|毫米|公里|千米|千克|公斤|吨|小时|分钟"
    "|个月|个工作日|个|倍|周|平方米|公顷|亩|户|页|倍|年(?![级度])"
    "|级|度(?!假)|秒|[cmk]?m(?![a-zA-Z²³/])|kg|[万亿](?:元|人|吨|亩)?"
)
PATTERN = re.compile(
    rf"(?<![0-9A-Za-z.\-—–/_第:])(?P<low>-?[0-9]{{1,6}}(?:\.[0-9]{{1,4}})?)"
    rf"(?P<unit>(?:{UNITS}))?(?P<dash>-(?:(?<=[%％元]-)-)?)"
    rf"(?P<high>[0-9]{{1,6}}(?:\.[0-9]{{1,4}})?)(?P<last>{UNITS})"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        unit, last = match["unit"], match["last"]
        # A percentage or 万 given once, and years, are other rules' business.
        if unit is None and last[0] in "%％万亿":
            continue
        if unit is not None and unit != last and not (unit in "万亿" and last.startswith(unit)):
            continue
        is_year = last == "年" and len(match["low"]) >= 3
        if float(match["low"]) < float(match["high"]) and not is_year:
            yield Hit(*match.span("dash"), "数值范围应使用浪纹线“～”或者一字线“—”", "～")


RULE = TextRule(
    code="PU038",
    severity=Severity.ERROR,
    basis=(clause("第4.13.3.2条"),),
    check=check,
    triggers=("-",),
)
