"""隐去的姓名与村、出生日期合起来能认出本人

## 检查什么

表格同一行里姓名写成张某、张*，又写有村（社区、组）和出生年月日。

## 为什么

一个村里同一天出生的人很少，三项合起来等于写出姓名。

## 示例

```错 table
姓名|住址|出生日期
张某|竹沟村3组|⟦1980-01-01⟧
```

```对 table
姓名|住址|出生日期
张某|竹沟镇|1980-01-01
```

```对 table
姓名|住址|登记日期
张某|竹沟村3组|2026-01-01
```

## 例外

姓名没有隐去的，见“名单里不必公开的一列”。
"""

from collections.abc import Iterator

from shenfa.rules.personal.combinations import recognisable_rows
from shenfa.rules.personal.scan import scanned
from shenfa.rules.personal.telling import BASIS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity

MESSAGE = "姓名已隐去，但是村和出生日期合起来能认出本人，请删去出生日期"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for table in scanned(part).tables:
        for index, start, end in recognisable_rows(table):
            yield Located(index, Hit(start, end, MESSAGE))


RULE = DocumentRule(
    code="PI017",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=BASIS,
    check=check,
)
