"""同一篇中有的数用千分撇、有的不用

## 检查什么

全文既有“12,345元”一类带千分撇的数，又有“56789元”一类五位以上不分节的数。

## 为什么

同一篇文字中数字的分节方法应当一致。四位以内的整数可以不分节，不在此列。

## 示例

```错
上半年支出12,345元。
下半年支出⟦56789⟧元。
```

```对
上半年支出12,345元。
下半年支出56,789元。
```

```对
上半年支出12,345元，下半年支出6789元。
咨询电话75550123。
```

## 例外

只提示一次，标在第一个不分节的数上；没有“元、人、户、吨、亩”等单位的数不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

UNIT = r"(?=平方|公里|[元人户吨亩件册株])"
GROUPED = re.compile(rf"(?<![\d.,])[1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d{{1,4}})?{UNIT}")
PLAIN = re.compile(rf"(?<![\d.,A-Za-z-])[1-9]\d{{4,11}}(?:\.\d{{1,4}})?{UNIT}")


def check(part: Part, _context: Context) -> Iterator[Located]:
    if not any("," in line.text and GROUPED.search(line.text) for line in part.lines):
        return
    for line in part.lines:
        if match := PLAIN.search(line.text):
            yield mark(line, match.span(), "全文数字的分节方法应一致，其他数用了千分撇")
            return


RULE = DocumentRule(
    code="NU011",
    severity=Severity.HINT,
    certainty=Certainty.SUSPECTED,
    basis=(NUMERALS_STANDARD,),
    check=check,
)
