"""各项占比之和不是百分之百

## 检查什么

表格的“占比”“比重”“比例”列里，合计写明100%而各项加起来不是。

## 为什么

整体的各个部分加起来是100%。四舍五入的尾差已经留出余地，仍然对不上的，必有一项写错。

## 示例

```错 table
类别 | 户数 | 占比
一类 | 50 | 50.0%
二类 | 30 | ⟦20.0%⟧
三类 | 20 | 20.0%
合计 | 100 | 100%
```

```对 table
类别 | 占比
一类 | 33.33%
二类 | 33.33%
三类 | 33.33%
合计 | 100%
```

```对 table
乡镇 | 党员占比
竹沟镇 | 35%
云塘乡 | 42%
石门街道 | 45%
```

## 例外

没有写明合计的列，可能是各自的占比，不查；文字里的“分别占”往往各占各的，不查。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from shenfa.rules.counting.grids import Amount, Grid, GridCell, grids, total_row
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity

HEADER = re.compile(r"占比|比重|比例|份额|百分比|构成")
WHOLE = Decimal(100)
FEWEST = 3


def check(part: Part, _context: Context) -> Iterator[Located]:
    for grid in grids(part):
        yield from _in_grid(grid)


def _in_grid(grid: Grid) -> Iterator[Located]:
    total = total_row(grid)
    if total is None:
        return
    for column, whole in sorted(grid.rows[total].items()):
        if (
            whole.amount is None
            or whole.amount.value != WHOLE
            or not HEADER.search(grid.headers.get(column, ""))
        ):
            continue
        cells = [cell for row in grid.rows[:total] if (cell := row.get(column))]
        cells = [cell for cell in cells if cell.amount and cell.text != whole.text]
        shares = [cell.amount for cell in cells if cell.amount]
        if len(shares) < FEWEST:
            continue
        found = sum((one.value for one in shares), Decimal(0))
        margin = _margin(len(shares), min(one.places for one in shares))
        if abs(found - WHOLE) > margin:
            message = f"这一列各项占比相加是{found}%，不是100%，请核对"
            cell = _suspect(grid, column, cells, shares)
            yield Located(cell.passage, Hit(0, cell.length, message))


def _suspect(grid: Grid, column: int, cells: list[GridCell], shares: list[Amount]) -> GridCell:
    """Return the cell that disagrees with a column of counts, else the last one."""
    for other in grid.headers:
        counts = [
            one.amount
            for row in grid.rows
            if row.get(column) in cells and (one := row.get(other)) and one.amount
        ]
        whole = sum((one.value for one in counts), Decimal(0))
        if other == column or len(counts) != len(shares) or not whole:
            continue
        wrong = [
            cell
            for cell, share, count in zip(cells, shares, counts, strict=True)
            if abs(count.value / whole * WHOLE - share.value) > 1
        ]
        if len(wrong) == 1:
            return wrong[0]
    return cells[-1]


def _margin(number: int, places: int) -> Decimal:
    return Decimal(1).scaleb(-places) * number / 2


RULE = DocumentRule(
    code="CO003",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
)
