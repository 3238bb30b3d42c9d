"""表格的合计数与各行之和不符

## 检查什么

表格“合计”“总计”行里的数与同一列各行之和不相等。认得“小计”行，小数按四舍五入留出余地。

## 为什么

合计数算错，或者改了一行忘了改合计，是表格里最常见的数据差错，读者一加就能发现。

## 示例

```错 table
乡镇 | 户数 | 金额（元）
竹沟镇 | 12 | 3600
云塘乡 | 8 | 2400
合计 | 20 | ⟦6100⟧
```

```错 table
乡镇 | 户数
合计 | ⟦21户⟧
竹沟镇 | 12户
云塘乡 | 8户
```

```对 table
乡镇 | 户数 | 金额（万元）
竹沟镇 | 12 | 3.33
云塘乡 | 8 | 3.33
石门街道 | 8 | 3.33
合计 | 28 | 10
```

```对 table
乡镇 | 户数
竹沟镇 | 12
云塘乡 | 8
小计 | 20
石门街道 | 5
青岩镇 | 6
小计 | 11
合计 | 31
```

```对 table
乡镇 | 户数 | 覆盖率
竹沟镇 | 12 | 95%
云塘乡 | 8 | 97%
合计 | 20 | 96%
```

```对 table
项目 | 人数
在职职工 | 30
其中：党员 | 12
合计 | 30
```

## 例外

比率、单价、标准、年龄等不能相加的列不查；一列里有文字的不查；行有上下级而看不出哪一级相加的不查。
"""

from collections.abc import Iterator

from shenfa.rules.counting.grids import (
    FEWEST_ADDENDS,
    Grid,
    data_rows,
    grids,
    is_nested,
    is_summable,
    sums,
    tolerance,
    total_row,
)
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    for grid in grids(part):
        yield from _in_grid(grid)


def _in_grid(grid: Grid) -> Iterator[Located]:
    total = total_row(grid)
    if total is None:
        return
    rows = data_rows(grid, total)
    if len(rows) < FEWEST_ADDENDS:
        return
    right = 0
    wrong = []
    for column, cell in sorted(grid.rows[total].items()):
        if cell.amount is None or not is_summable(grid.headers.get(column, "")):
            continue
        amounts = [one.amount for row in rows if (one := row.get(column)) and one.amount]
        possible = list(sums(grid, column, rows))
        units = {one.unit for one in (*amounts, cell.amount)} - {""}
        if not possible or len(units) > 1:
            continue
        margin = tolerance(amounts, cell.amount)
        if any(abs(one - cell.amount.value) <= margin for one in possible):
            right += 1
        else:
            wrong.append((cell, possible[0]))
    if is_nested(grid, rows) or (len(wrong) > 1 and len(wrong) > right):
        return
    for cell, found in wrong:
        message = f"这一列各行相加是{found}，与合计数不符，请核对"
        yield Located(
            cell.passage,
            Hit(0, cell.length, message, severity=Severity.ERROR if right else Severity.WARNING),
        )


RULE = DocumentRule(
    code="CO001",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
)
