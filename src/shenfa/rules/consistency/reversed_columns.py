"""表格里结束日期早于开始日期

## 检查什么

同一行里“开始日期”和“结束日期”（起止、生效和失效、开工和竣工等）两列，结束早于开始。

## 为什么

开始晚于结束的期限无法执行，必有一处写错。

## 示例

```错 table
项目 | 开工日期 | 竣工日期
大坪村道路 | 2026年5月8日 | ⟦2026年3月31日⟧
龙洞村水池 | 2026-05-08 | 2026-10-31
```

```错 table
岗位 | 开始时间 | 截止时间
护林员 | 2026.5.8 | ⟦2025.12.31⟧
```

```对 table
项目 | 开工日期 | 竣工日期
大坪村道路 | 2026年3月1日 | 2026年10月31日
```

```对 table
项目 | 计划竣工日期 | 实际开工日期
大坪村道路 | 2026年3月1日 | 2026年10月31日
```

## 例外

没有写全年月日的不查。
"""

import datetime
import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import Row, TableRule
from shenfa.text import Certainty, Context, Hit, Located, Severity

PAIRS = tuple(
    (re.compile(rf"(?:{start})(?:日期|时间|日)?"), re.compile(rf"(?:{end})(?:日期|时间|日)?"))
    for start, end in (
        ("开始|起始|起", "结束|截止|终止|止"),
        ("生效|启用|施行", "失效|停用|废止"),
        ("开工", "竣工|完工"),
        ("入职|任职", "离职|免职"),
        ("报名开始", "报名截止|报名结束"),
        ("公示开始", "公示结束|公示截止"),
        ("合同开始", "合同结束|合同终止"),
    )
)
DATE = re.compile(r"\s*((?:19|20)\d{2})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?\s*")


def check(row: Row, _context: Context) -> Iterator[Located]:
    headed = [
        (index, passage, passage.cell.header.split("/")[-1].strip())
        for index, passage in row.cells
        if passage.cell and passage.cell.header
    ]
    if not any("日" in header or "时" in header or "起" in header for _, _, header in headed):
        return
    for first, second in PAIRS:
        starts = [passage.text for _, passage, header in headed if first.fullmatch(header)]
        ends = [(index, one.text) for index, one, header in headed if second.fullmatch(header)]
        if len(starts) != 1 or len(ends) != 1:
            continue
        start, end = _day(starts[0]), _day(ends[0][1])
        if start and end and end < start:
            index, text = ends[0]
            yield Located(index, Hit(0, len(text), "结束日期早于开始日期，请核对"))


def _day(text: str) -> datetime.date | None:
    match = DATE.fullmatch(text)
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


RULE = TableRule(
    code="CO006",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    certainty=Certainty.CERTAIN,
    check=check,
)
