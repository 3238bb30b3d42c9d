"""遮盖的一列里有一格没遮

## 检查什么

表格中多数号码已经遮盖的一列里，仍然完整的号码。

## 为什么

逐行手工遮盖最容易漏掉一行，这是泄露名单的常见原因。

## 示例

```错 table
姓名|账号
张三|6217**********4567
李四|6217**********4568
王五|⟦500501234567⟧
```

```对 table
姓名|账号
张三|6217**********4567
李四|6217**********4568
王五|6217**********4569
```

```对 table
姓名|金额
张三|10000000
李四|20000000
```

## 例外

两行都没有遮的不算一列已经遮盖。
"""

from collections.abc import Iterator

from shenfa.rules.personal.columns import unmasked_cells
from shenfa.rules.personal.scan import scanned
from shenfa.rules.personal.telling import BASIS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity

MESSAGE = "这一列的号码都已遮盖，只有这一格没有遮，请补遮"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for table in scanned(part).tables:
        for cell in unmasked_cells(table):
            start = cell.start + len(cell.text) - len(cell.text.lstrip())
            end = start + len(cell.text.strip())
            yield Located(cell.passage, Hit(start, end, MESSAGE))


RULE = DocumentRule(
    code="PI012",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=BASIS,
    check=check,
)
