"""正文日期留空

## 检查什么

附件以前的正文里没有填写的日期：2026年　月　日、____年__月__日、2026年5月　日。

## 为什么

日期留空，说明稿件还没有定稿或没有签发，不得发布。

## 示例

```错 kind=official
定于⟦2026年　月　日⟧召开会议。
```

```错 kind=official
请于⟦____年__月__日⟧前报送。
```

```错 kind=official
关于做好工作的通知
虚谷县人民政府办公室
⟦2026年5月  日⟧
```

```对 kind=official
关于做好工作的通知
附件1
承诺书
2026年　月　日
```

```对 kind=official
负责人（签字）：　　　（单位盖章）
       年  月  日
```

```对 kind=official
成文日期为2026年 5 月 8 日。
```

## 例外

表格里、附件里的和没有年份的空白日期是留给填表人的，不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.residue import main_text
from shenfa.rules.rule import DocumentRule
from shenfa.text import EVERY_KIND, ContentKind, Context, Located, Part, Severity

BLANK = r"[\s_＿\u3000]"
PATTERN = re.compile(
    rf"(?<!\d)20\d{{2}}\s?年(?:{BLANK}{{1,12}}月{BLANK}{{0,12}}[日号]|\s?\d{{1,2}}\s?月{BLANK}{{1,12}}[日号])"
    r"|[_＿]{2,12}\s?年\s?[_＿]{1,12}\s?月(?:\s?[_＿]{1,12}\s?日)?"
)
FORM = re.compile(r"签字|签章|签名|盖章|填表|承诺人|申请人|经办人")


def check(part: Part, _context: Context) -> Iterator[Located]:
    for line in main_text(part):
        if "年" in line.text and "月" in line.text and not FORM.search(line.text):
            for match in PATTERN.finditer(line.text):
                yield mark(line, match.span(), "日期没有填写，请补上")


RULE = DocumentRule(
    code="RE018",
    severity=Severity.WARNING,
    basis=(REVIEW_POINTS,),
    kinds=EVERY_KIND - {ContentKind.GENERAL, ContentKind.LIST},
    check=check,
)
