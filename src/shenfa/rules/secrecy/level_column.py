"""表格的密级栏填有密级

## 检查什么

表头为“密级”的一栏里填写的密级。

## 为什么

逐项填写密级的目录、清单本身往往就是涉密材料，须先经保密审查。
命中后只报位置，不摘录原文。

## 示例

```错 table
序号|事项名称|密级|保密期限
1|某事项|⟦机密⟧|10年
```

```错 table
文件名称|拟定密级
工作方案|⟦秘密★3年⟧
```

```对 table
密级|最长保密期限
绝密|三十年
机密|二十年
秘密|十年
```

```对 table
序号|事项名称|密级
1|工作总结|公开
2|年度计划|/
```

## 例外

只有密级和期限两类栏目的对照表是法律知识，不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import Row, TableRule
from shenfa.rules.secrecy import GRADE, STARS, STATE_SECRET, TERM
from shenfa.text import Certainty, Context, Hit, Located, Severity, squeeze

HEADER = re.compile(r"(?:[^/]*/)*(?:拟?定?密级|文件密级|涉密等级)")
LEARNING = re.compile(r"期限|最长|定义|含义|权限|内容|危害|要求|标准|依据")
VALUE = re.compile(rf"{GRADE}级?(?:[{STARS}*]?{TERM}?)")
MESSAGE = "密级栏填有密级，请停止发布，由保密审查员逐项审查"


def check(row: Row, _context: Context) -> Iterator[Located]:
    marked = [
        (index, passage.text)
        for index, passage in row.cells
        if passage.cell and "密" in passage.cell.header and HEADER.fullmatch(passage.cell.header)
    ]
    if not marked:
        return
    others = [
        passage.cell.header
        for _, passage in row.cells
        if passage.cell and passage.cell.header and not HEADER.fullmatch(passage.cell.header)
    ]
    if not others or all(LEARNING.search(header) for header in others):
        return
    for index, text in marked:
        tight = squeeze(text)
        if VALUE.fullmatch(tight.text):
            yield Located(index, Hit(*tight.span(0, len(tight.text)), MESSAGE))


RULE = TableRule(
    code="SE015",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=STATE_SECRET,
    check=check,
)
