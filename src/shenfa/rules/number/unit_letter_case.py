"""计量单位符号的字母大小写不对

## 检查什么

数字后的“KG”“KM”“kw”“Mpa”“m2”等写法。

## 为什么

单位符号区分大小写：k表示千，W、V、Pa等来自人名的单位首字母大写。写错会变成别的单位。

## 示例

错：每袋净重20⟦KG⟧。 → 每袋净重20kg。
错：装机容量500 ⟦kw⟧。 → 装机容量500 kW。
错：新建110⟦KV⟧输电线路。 → 新建110kV输电线路。
错：建筑面积350⟦m2⟧。 → 建筑面积350m²。
对：每袋净重20kg，装机容量500kW。
对：5G基站覆盖所有行政村。
对：型号为YB-20KG的电子秤。
对：KM15+200处实行交通管制。
对：内存容量为16GB。

## 例外

符号表见 lexicons/data/number_unit_symbols.tsv；引文、书名、网址和产品型号中的不查。
"""

import re
from collections.abc import Iterator

from shenfa.lexicons import read_lexicon
from shenfa.rules.number import is_cited
from shenfa.rules.rule import TextRule
from shenfa.text import Basis, Context, Hit, Severity
from shenfa.text.regions import links, touches

SYMBOLS = {
    entry.values[0]: entry.values[1]
    for entry in read_lexicon("number_unit_symbols", ("wrong", "right"))
}
PATTERN = re.compile(
    r"(?<![A-Za-z\d.\-–—_/])\d{1,9}(?:[.,]\d{1,6})?\s?"
    rf"(?P<symbol>{'|'.join(map(re.escape, sorted(SYMBOLS, key=len, reverse=True)))})"
    r"(?![A-Za-z\d/·²³])"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        span = match.span("symbol")
        if not is_cited(text, *span) and not touches(links(text), *span):
            right = SYMBOLS[match["symbol"]]
            yield Hit(*span, f"单位符号应写为“{right}”", right)


RULE = TextRule(
    code="NU024",
    severity=Severity.WARNING,
    basis=(Basis("国际单位制及其应用", "GB 3100—1993"),),
    check=check,
    triggers=tuple(SYMBOLS),
)
