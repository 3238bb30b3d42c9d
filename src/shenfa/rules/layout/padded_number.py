"""发文字号的序号编了虚位

## 检查什么

发文字号的发文顺序号前面补了零，如“05号”。

## 为什么

公文格式国家标准规定，发文顺序号不编虚位，即1不编为01。

## 示例

错：虚谷府办发〔2026〕⟦05⟧号 → 虚谷府办发〔2026〕5号
错：见虚谷府发〔2025〕⟦012⟧号 → 见虚谷府发〔2025〕12号
错：依据虚谷府字〔2026〕⟦05⟧号办理。 → 依据虚谷府字〔2026〕5号办理。
对：虚谷府办发〔2026〕50号
对：渝（2025）虚谷县不动产权第000123号
对：联系电话（0851）023号分机
对：卫食健字（1999）第021号

## 例外

“……字（1999）第021号”是证书、批文和处罚文书的旧式编号，不在此列；以“字”结尾的机关代字只认“府字”“办字”等几种。
"""

from collections.abc import Iterator

from shenfa.rules.official.number_form import BASIS, CLOSING, OPENING, OTHER_PAPER, YEAR, compiled
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = compiled(
    rf"(?:(?<!字)|(?<=[府政委办党]字)(?=〔{YEAR}〕\s?0))[{OPENING}]\s?(?:{YEAR}|\d{{2}})\s?[{CLOSING}]\s?第?\s?(?P<number>0{{1,4}}[1-9]\d{{0,4}})\s?号{OTHER_PAPER}"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(
            *match.span("number"),
            "发文字号的序号不编虚位，请去掉前面的零",
            match["number"].lstrip("0"),
        )


RULE = TextRule(
    code="LA005",
    severity=Severity.ERROR,
    basis=BASIS,
    check=check,
    triggers=(*(f"{end}0" for end in "〕]）)】］第"), "〕 0"),
)
