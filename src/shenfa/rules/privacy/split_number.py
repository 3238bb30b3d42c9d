"""拆在几格或者两段里的号码

## 检查什么

表格里一位一格或者分成几格的号码，以及前一段末尾与后一段开头连成的号码，合起来校验位对得上。

## 为什么

表格排版和版式转换常把号码拆开，读者仍然看得到完整号码。

## 示例

```错 table
姓名|证件|号码
张三|⟦500242⟧|⟦198001010016⟧
```

```错
身份证号码⟦5002421980⟧
⟦01010016⟧
```

```对 table
姓名|年度|金额
张三|2026|50024219
```

```对
共计500242
2026年5月8日
```

## 例外

拆开的手机号没有校验位，不合并。
"""

from collections.abc import Iterator

from shenfa.rules.personal.scan import passages_of, scanned
from shenfa.rules.personal.splits import split_in_cells, split_in_paragraphs
from shenfa.rules.personal.telling import BASIS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity

MESSAGE = "相邻几格或者两段合起来是完整的身份证号或者银行卡号，请遮盖"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for table in scanned(part).tables:
        for entity, (index, start, end) in split_in_cells(table):
            yield Located(index, Hit(start, end, MESSAGE, entity=entity.value))
    for entity, (index, start, end) in split_in_paragraphs(list(passages_of(part))):
        yield Located(index, Hit(start, end, MESSAGE, entity=entity.value))


RULE = DocumentRule(
    code="PI016",
    severity=Severity.BLOCKER,
    certainty=Certainty.CERTAIN,
    basis=BASIS,
    check=check,
)
