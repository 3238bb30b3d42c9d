"""表格的序号跳号或者重复

## 检查什么

“序号”列里个别跳过或者重复的号。从1重新编号的不算。

## 为什么

序号不连续，多半是删了一行或者重复贴了一行，读者会以为名单不完整。

## 示例

```错 table
序号 | 姓名 | 金额
1 | 向某 | 300
2 | 田某 | 300
⟦4⟧ | 冉某 | 300
5 | 杨某 | 300
```

```错 table
序号 | 单位
1 | 竹沟镇
2 | 云塘乡
3 | 石门街道
⟦3⟧ | 青岩镇
```

```对 table
序号 | 单位
1 | 竹沟镇
2 | 云塘乡
1 | 石门街道
2 | 青岩镇
```

```对 table
序号 | 姓名
3 | 向某
17 | 田某
25 | 冉某
40 | 杨某
```

## 例外

处处不连续的，是从大名单里摘出来的，保留原来的序号，不查。
"""

from collections.abc import Iterator

from shenfa.rules.counting.grids import GridCell, grids
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity

HEADERS = frozenset({"序号", "编号", "顺序号", "序次"})
FEWEST = 4
FEW = 6
"""One number in so many may be out of step; more of them keep the numbers of another list."""


def check(part: Part, _context: Context) -> Iterator[Located]:
    for grid in grids(part):
        for column, header in grid.headers.items():
            if header.split("/")[-1] in HEADERS:
                cells = [cell for row in grid.rows if (cell := row.get(column)) and cell.amount]
                yield from _in_column(cells)


def _in_column(cells: list[GridCell]) -> Iterator[Located]:
    numbers = [int(cell.amount.value) for cell in cells if cell.amount and not cell.amount.places]
    if len(numbers) != len(cells) or len(cells) < FEWEST or numbers[0] != 1:
        return
    steps = list(zip(cells[1:], numbers, numbers[1:], strict=False))
    wrong = [
        (cell, before, number) for cell, before, number in steps if number not in (before + 1, 1)
    ]
    if len(wrong) > 1 and len(wrong) * FEW > len(cells):
        return
    for cell, before, number in wrong:
        fault = "重复" if number == before else f"与上一行的{before}不连续"
        yield Located(cell.passage, Hit(0, cell.length, f"序号{number}{fault}，请核对是否漏行"))


RULE = DocumentRule(
    code="CO004",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
)
