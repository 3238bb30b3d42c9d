"""年月日起止误用短横

## 检查什么

年份、月份、日期起止之间的半角短横“-”，如“2026-2030年”“1-9月”“5月1日-5日”。

## 为什么

国家标准规定标示时间的起止用一字线“—”。

## 示例

错：“十五五”时期（2026⟦-⟧2030年） → “十五五”时期（2026—2030年）
错：1⟦-⟧9月，全县投资增长5%。 → 1—9月，全县投资增长5%。
错：5月1日⟦-⟧5月5日放假。 → 5月1日—5月5日放假。
错：2025年⟦-⟧2026学年 → 2025年—2026学年
对：2026—2030年
对：2026-05-08
对：GB/T 15834-2011
对：产品编号为A1-9月亮系列
对：档案号2026-2030

## 例外

“2026-05-08”这样的日期简写、标准号和编号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.text import Basis, Context, Hit, Severity

PATTERN = re.compile(
    r"(?<![0-9A-Za-z.\-—–/_])(?:"
    r"(?:19|20)[0-9]{2}年?(?P<year>-)(?:19|20)[0-9]{2}(?:学?年)"
    r"|[0-9]{3,4}年(?P<era>-)[0-9]{3,4}年"
    r"|(?:1[0-2]|[1-9])月?(?P<month>-)(?:1[0-2]|[1-9])月(?![0-9亮球])"
    r"|(?:[12][0-9]|3[01]|[1-9])日(?P<day>-)(?:[0-9]{1,2}月)?[0-9]{1,2}日"
    r")"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(match.lastgroup or 0), "时间起止应使用一字线“—”", "—")


RULE = TextRule(
    code="PU040",
    severity=Severity.ERROR,
    basis=(Basis("标点符号用法", "GB/T 15834—2011", "第4.13条"),),
    check=check,
    triggers=("-",),
)
