"""名单里不必公开的一列

## 检查什么

个人名单里填有出生日期、病种、账号、住址、电话等内容的列，每列只指出第一格。各类名单不需要哪些列写在词库里，可以按名单种类增补。

## 为什么

国家机关处理个人信息不得超出履行法定职责所必需的范围，公示到能核对、能监督的程度即可。

## 示例

```错 table
姓名|出生日期|补助金额
张三|⟦1980-01-01⟧|500
李四|1981-02-02|500
```

```错 table
姓名|疾病名称|救助金额
张某|⟦肺癌⟧|500
李某|胃癌|500
```

```对 table
姓名|救助原因|救助金额
张某|因病|500
李某|因残|500
```

```对 table
姓名|乡镇|补助金额
张三|竹沟镇|500
李四|云塘乡|500
```

```对 table
单位|联系电话
竹沟镇|023-75550107
云塘乡|023-75550108
```

```对 table
姓名|身份证号|补助金额
张三|50*************016|500
李四|50*************024|500
```

## 例外

已经遮盖的列不报；不足两个人名的表格不当作名单。
"""

from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.personal.columns import needless_columns
from shenfa.rules.personal.scan import passages_of, scanned
from shenfa.rules.personal.telling import NECESSARY
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, PassageKind, Severity

MESSAGE = "公示名单一般不需要这一列，请删去或者遮盖"


def check(part: Part, _context: Context) -> Iterator[Located]:
    around = "\n".join(
        passage.text[:200]
        for _, passage in passages_of(part)
        if passage.cell is None and passage.kind in (PassageKind.BODY, PassageKind.FILE_NAME)
    )[:2000]
    for table in scanned(part).tables:
        for cell, needless in needless_columns(table, around):
            text = cell.text.strip()
            start = cell.start + cell.text.index(text)
            message = f"{MESSAGE}（{needless.column}，依据{needless.basis}）"
            yield Located(
                cell.passage, Hit(start, start + len(text), message, None, needless.severity)
            )


RULE = DocumentRule(
    code="PI015",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS, NECESSARY),
    check=check,
)
