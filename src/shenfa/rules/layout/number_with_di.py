"""发文字号的序号前加了“第”字

## 检查什么

发文字号的发文顺序号前多写了“第”字。

## 为什么

公文格式国家标准规定，发文顺序号不加“第”字。

## 示例

错：虚谷府办发〔2026〕⟦第⟧5号 → 虚谷府办发〔2026〕5号
错：按照虚谷府发〔2025〕⟦第⟧12号文件执行 → 按照虚谷府发〔2025〕12号文件执行
对：虚谷府办发〔2026〕5号
对：虚谷县人民政府令第5号
对：国家税务总局公告2026年第3号
对：虚劳人仲案字〔2026〕第12号
对：县价格评估公司[2025]第020号评估报告书

## 例外

预警信号的编号由发布机构确定，转发时不改，不在此列。
令号、公告号本来就用“第”字；“……字〔2026〕第12号”多为旧式证书、仲裁文书的编号，不在此列。
"""

from collections.abc import Iterator

from shenfa.rules.official.number_form import BASIS, CLOSING, OPENING, OTHER_PAPER, YEAR, compiled
from shenfa.rules.rule import TextRule
from shenfa.text import EVERY_KIND, ContentKind, Context, Hit, Severity

PATTERN = compiled(
    rf"(?<![字令])[{OPENING}]\s?(?:{YEAR}|\d{{2}})\s?[{CLOSING}]\s?(?P<word>第)\s?\d{{1,5}}\s?号{OTHER_PAPER}"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span("word"), "发文字号的序号前不加“第”字", "")


RULE = TextRule(
    code="LA004",
    severity=Severity.ERROR,
    basis=BASIS,
    kinds=EVERY_KIND - {ContentKind.WARNING_RELAY},
    check=check,
    triggers=("〕第", "]第", ")第", "）第", "】第", "］第", "〕 第"),
)
