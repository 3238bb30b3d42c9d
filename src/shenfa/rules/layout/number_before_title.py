"""引用公文时文号写在标题前面

## 检查什么

引用公文时先写发文字号、后写标题。

## 为什么

引用公文通行的写法是先引标题，后引发文字号，如“《……的通知》（虚谷府办发〔2026〕5号）”。这是惯例，建议照此修改。

## 示例

错：根据⟦虚谷府办发〔2026〕5号《关于做好防汛工作的通知》⟧要求 → 根据《关于做好防汛工作的通知》（虚谷府办发〔2026〕5号）要求
错：⟦渝虚府发〔2025〕12号《关于公布名录的通知》⟧自即日起废止。 → 《关于公布名录的通知》（渝虚府发〔2025〕12号）自即日起废止。
对：根据《关于做好防汛工作的通知》（虚谷府办发〔2026〕5号）要求
对：按照虚谷府办发〔2026〕5号文件要求
对：依据国务院令第711号《政府信息公开条例》
"""

import re
from collections.abc import Iterator

from shenfa.rules.official.number_form import YEAR
from shenfa.rules.rule import TextRule
from shenfa.text import Basis, Certainty, Context, Hit, Level, Severity

LEAD = "(?:根据|按照|依据|遵照|执行|落实|贯彻|按|见|以|和|与|及|对|将|在|由|经|的)"
PATTERN = re.compile(
    rf"(?P<number>[\u4e00-\u9fff]{{2,12}}〔{YEAR}〕\d{{1,5}}号)(?:文件)?\s?(?P<title>《[^《》]{{4,80}}》)"
)
PREFIX = re.compile(rf".*{LEAD}(?=.{{2}})")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        prefix = PREFIX.match(match["number"].partition("〔")[0])
        skip = prefix.end() if prefix else 0
        yield Hit(
            match.start() + skip,
            match.end(),
            "引用公文建议先写标题，再在括号里写发文字号",
            f"{match['title']}（{match['number'][skip:]}）",
        )


RULE = TextRule(
    code="LA008",
    severity=Severity.HINT,
    certainty=Certainty.SUSPECTED,
    basis=(Basis("公文引用惯例", level=Level.PRACTICE),),
    check=check,
    triggers=("号《", "号 《", "号文件《"),
    review="引用顺序的条文依据待核",
)
