"""破折号只有一字长

## 检查什么

引出解释说明或者行首列举的一字线“—”，如“—即”“—就是”。

## 为什么

国家标准规定破折号占两个字的位置；一字线“—”是连接号，只表示起止和相关项目的连接。

## 示例

错：落实“三审三校”⟦—⟧即初审、审核、审发。 → 落实“三审三校”——即初审、审核、审发。
错：⟦—⟧压实审核责任。 → ——压实审核责任。
对：成渝—黔江铁路
对：2026—2030年
对：— 1 —
对：—2—

## 例外

地名、时间之间的一字线是连接号；标题中的一字线机器分不清，不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"—(?<!——)(?!—)(?:(?<=[\u3400-\u9fff”》）]—)(?=即|也就是|就是|那就是|尤其是|特别是)"
    r"|(?<=^—)(?=[\u3400-\u9fff]{2,}))"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    indent = len(text) - len(text.lstrip())
    for match in PATTERN.finditer(text[indent:]):
        place = indent + match.start()
        if place > indent or text.count("—") == 1:
            yield Hit(place, place + 1, "破折号应为占两个字位的“——”", "——")


RULE = TextRule(
    code="PU037",
    severity=Severity.WARNING,
    basis=(clause("第4.10.2条"),),
    check=check,
    triggers=("—",),
)
