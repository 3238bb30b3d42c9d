"""发文字号的年份没有用六角括号

## 检查什么

发文字号或者引用的文号中，年份用了方括号、圆括号等，没有用六角括号“〔〕”。

## 为什么

公文格式国家标准规定，发文字号的年份用六角括号“〔〕”括入。用错括号，检索和引用都会落空。

## 示例

错：虚谷府办发⟦[2026]⟧5号 → 虚谷府办发〔2026〕5号
错：根据《通知》（虚谷府发⟦（2025）⟧12号）要求 → 根据《通知》（虚谷府发〔2025〕12号）要求
错：虚谷教函⟦【2026】⟧8号 → 虚谷教函〔2026〕8号
错：虚谷府发⟦〔2026)⟧8号 → 虚谷府发〔2026〕8号
错：虚谷府办发⟦［2026］⟧15号已经印发。 → 虚谷府办发〔2026〕15号已经印发。
对：虚谷府办发〔2026〕5号
对：（2026）渝0242民初12号
对：渝（2025）虚谷县不动产权第000123号
对：国家税务总局公告2026年第3号
对：虚谷县人民政府公告（2026）5号
对：虚检公诉刑不诉(2025)18号不起诉决定书
对：出具虚车损鉴(2026)82号鉴证结论书

## 例外

公告号、令号、案号、鉴定和评估报告、处罚决定书、证书编号、合同编号和标准编号不是发文字号，不在此列。
"""

from collections.abc import Iterator

from shenfa.rules.official.number_form import (
    BASIS,
    CLOSING,
    OPENING,
    OTHER_PAPER,
    YEAR,
    compiled,
    year_triggers,
)
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = compiled(
    rf"[{OPENING}]\s?(?P<year>{YEAR})\s?[{CLOSING}](?=\s?第?\s?\d{{1,5}}\s?号{OTHER_PAPER})"
)
OLD_CERTIFICATE = "字"


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        is_right = match[0][0] == "〔" and match[0][-1] == "〕"
        is_certificate = text[match.start() - 1] == OLD_CERTIFICATE and text.startswith(
            "第", match.end()
        )
        if not is_right and not is_certificate:
            yield Hit(
                *match.span(),
                "发文字号的年份应当用六角括号“〔〕”括入",
                f"〔{match['year']}〕",
            )


RULE = TextRule(
    code="LA002",
    severity=Severity.ERROR,
    basis=BASIS,
    check=check,
    triggers=year_triggers("〔[(（【［﹝〖<〈《"),
)
