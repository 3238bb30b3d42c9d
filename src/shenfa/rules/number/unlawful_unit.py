"""非法定计量单位或者不规范的单位名称

## 检查什么

数字后的“平米”“公分”“立方”“华里”“马力”等。

## 为什么

国家实行法定计量单位制度，公开信息应使用法定计量单位及其规范名称。

## 示例

错：新建厂房50⟦平米⟧。 → 新建厂房50平方米。
错：清运垃圾300⟦立方⟧。 → 清运垃圾300立方米。
错：苗高约30⟦公分⟧。 → 苗高约30厘米。
错：水泵功率为20⟦马力⟧。
对：新建厂房50平方米。
对：更换2.5平方铜芯电线。
对：全县上下开足马力抓生产。
对：打通基层治理“最后一公尺”。
对：浇筑混凝土300立方米。
对：每家每户限购“50平米”小户型的说法不属实。
对：他走了十里路，买回三斤核桃。

## 例外

单位表见 lexicons/data/units.tsv；引文不查；亩、斤、里等群众语言中常用的单位不查。需要换算数值的只作提示，不给改法。
"""

import re
from collections.abc import Iterator

from shenfa.lexicons import read_lexicon
from shenfa.rules.number import is_cited
from shenfa.rules.rule import TextRule
from shenfa.text import Basis, Certainty, Context, Hit, Level, Severity

UNITS = {
    entry.values[0]: entry.values[1:]
    for entry in read_lexicon("units", ("unit", "right", "needs_conversion", "not_before"))
}
PATTERN = re.compile(
    "(?P<unit>"
    + "|".join(
        re.escape(unit) + (f"(?!{not_before.replace('、', '|')})" if not_before else "")
        for unit, (_, _, not_before) in sorted(UNITS.items(), reverse=True)
    )
    + ")"
)

BEFORE = re.compile(r"[\d一二三四五六七八九十百千万亿两几多余半每/]\s?$")
WIRE = re.compile("电线|电缆|导线|线缆|铜芯|铝芯|线径")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not BEFORE.search(text, max(0, match.start() - 2), match.start()):
            continue
        if is_cited(text, *match.span()):
            continue
        unit = match["unit"]
        if unit == "平方" and WIRE.search(text):
            continue  # The cross-section of a wire: 平方毫米.
        right, needs_conversion, _ = UNITS[unit]
        span = match.span("unit")
        if needs_conversion:
            message = f"“{unit}”不是法定计量单位，应换算为{right}"
            yield Hit(*span, message, severity=Severity.HINT)
        else:
            message = f"“{unit}”不是规范的法定计量单位名称，应使用“{right}”"
            # Cut short, it may also have been 平方公里 or 平方毫米.
            certainty = Certainty.SUSPECTED if right.startswith(unit) else Certainty.CERTAIN
            yield Hit(*span, message, right, certainty=certainty)


RULE = TextRule(
    code="NU023",
    severity=Severity.WARNING,
    basis=(
        Basis("中华人民共和国计量法", level=Level.LAW),
        Basis("国际单位制及其应用", "GB 3100—1993"),
    ),
    check=check,
    triggers=tuple(UNITS),
)
