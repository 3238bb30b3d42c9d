"""文中的总数与名单的行数不符

## 检查什么

文中只有一处“共N户（名、人、家、个、件、项）”、文后只有一张有“序号”列的表，而表格的行数不是N。

## 为什么

名单增减以后忘了改文中的总数，公示就自相矛盾。

## 示例

```错 table kind=list
经审核，⟦共4户⟧符合条件，现予公示。
序号 | 户主 | 村
1 | 向某 | 大坪村
2 | 田某 | 大坪村
3 | 冉某 | 龙洞村
```

```对 table kind=list
经审核，共3户符合条件，现予公示。
序号 | 户主 | 村
1 | 向某 | 大坪村
2 | 田某 | 大坪村
3 | 冉某 | 龙洞村
```

```对 table kind=list
经审核，共3户12人符合条件，现予公示。
序号 | 户主 | 人口
1 | 向某 | 5
2 | 田某 | 4
3 | 冉某 | 3
合计 | 3户 | 12
```

## 例外

文中有几处总数的、有几张表的，由人核对。
"""

import re
from collections.abc import Iterator

from shenfa.rules.counting.grids import Grid, grids, total_row
from shenfa.rules.marking import mark
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

COUNT = re.compile(r"共(?:计|有)?(?P<number>\d{1,5})(?P<unit>[户名人家个件项])(?![^，。；]{0,6}次)")
FEWEST = 3
SLACK = 0.5


def check(part: Part, _context: Context) -> Iterator[Located]:
    tables = grids(part)
    if len(tables) != 1:
        return
    rows = _numbered_rows(tables[0])
    if rows < FEWEST:
        return
    found = [
        (line, match)
        for line in part.lines
        if "共" in line.text
        for match in COUNT.finditer(line.text)
    ]
    if len(found) != 1:
        return
    line, match = found[0]
    number = int(match["number"])
    # A count far from the rows counts something else.
    if number != rows and abs(number - rows) <= max(2, rows * SLACK) and number >= FEWEST:
        yield mark(line, match.span(), f"文中说共{number}{match['unit']}，表中有{rows}行，请核对")


def _numbered_rows(grid: Grid) -> int:
    columns = [column for column, header in grid.headers.items() if header == "序号"]
    if len(columns) != 1:
        return 0
    total = total_row(grid)
    numbers = {
        int(cell.amount.value)
        for number, row in enumerate(grid.rows)
        if number != total and (cell := row.get(columns[0])) and cell.amount
    }
    return len(numbers) if numbers == set(range(1, len(numbers) + 1)) else 0


RULE = DocumentRule(
    code="CO005",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
)
