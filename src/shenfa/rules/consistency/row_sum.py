"""表格的合计列与同行各项之和不符

## 检查什么

“合计”“小计”列里的数等于同一行其他各列之和的表格里，只有个别行不相等。

## 为什么

其他行都对得上，个别行对不上，必有一个数写错。

## 示例

```错 table
学校 | 小学 | 初中 | 合计
竹沟学校 | 120 | 80 | 200
云塘学校 | 60 | 45 | 105
石门学校 | 90 | 70 | ⟦170⟧
青岩学校 | 50 | 30 | 80
```

```对 table
学校 | 小学 | 初中 | 合计
竹沟学校 | 120 | 80 | 200
云塘学校 | 60 | 45 | 105
石门学校 | 90 | 70 | 160
```

```对 table
学校 | 教师 | 学生 | 合计（元）
竹沟学校 | 12 | 80 | 3600
云塘学校 | 8 | 45 | 2400
石门学校 | 9 | 70 | 2700
```

## 例外

至少三行、并且四分之三以上的行相加相等，才认定是合计列。
"""

from collections.abc import Iterator
from decimal import Decimal

from shenfa.rules.counting.grids import Grid, GridCell, grids, is_summable, tolerance
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity

HEADERS = ("合计", "小计", "总计", "共计")
FEWEST_RIGHT = 3
FEWEST_ADDENDS = 2
MOST_WRONG = 4
"""A quarter of the rows at most may be wrong: otherwise the column adds up something else."""


def check(part: Part, _context: Context) -> Iterator[Located]:
    for grid in grids(part):
        columns = [
            column
            for column, header in grid.headers.items()
            if header.split("/")[-1].startswith(HEADERS)
        ]
        if len(columns) == 1:
            yield from _in_grid(grid, columns[0])


def _in_grid(grid: Grid, total: int) -> Iterator[Located]:
    right = 0
    wrong: list[tuple[GridCell, Decimal]] = []
    for row in grid.rows:
        cell = row.get(total)
        if cell is None or cell.amount is None:
            continue
        addends = [
            one.amount
            for column, one in row.items()
            if column != total and one.amount and is_summable(grid.headers.get(column, "序号"))
        ]
        if len(addends) < FEWEST_ADDENDS:
            continue
        found = sum((one.value for one in addends), Decimal(0))
        if abs(found - cell.amount.value) <= tolerance(addends, cell.amount):
            right += 1
        else:
            wrong.append((cell, found))
    if right < FEWEST_RIGHT or len(wrong) * MOST_WRONG > right + len(wrong):
        return
    for cell, found in wrong:
        message = f"这一行各项相加是{found}，与合计数不符，请核对"
        yield Located(cell.passage, Hit(0, cell.length, message))


RULE = DocumentRule(
    code="CO002",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
)
