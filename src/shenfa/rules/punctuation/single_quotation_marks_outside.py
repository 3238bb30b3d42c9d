"""外层误用单引号

## 检查什么

不在双引号之内、却用单引号括起的汉字。

## 为什么

国家标准规定引号外层用双引号，里层才用单引号。

## 示例

错：严格落实⟦‘三审三校’⟧制度。 → 严格落实“三审三校”制度。
对：他强调：“我们要做到‘四不两直’。”
对：以‘虚谷2号’油菜为材料
对：It’s the county’s portal.
```对
他说：“第一段引文。
“第二段引文里有‘四不两直’的说法。”
```

## 例外

同一行里另有双引号的不提示，以免误报跨段引文；“‘某某2号’”这样的品种名不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(r"‘([^‘’“”\n]{0,60}[\u3400-\u9fff][^‘’“”\n]{0,60})’")
CULTIVAR = re.compile(r"[0-9一二三四五六七八九十]号$")


def check(text: str, _context: Context) -> Iterator[Hit]:
    if "“" in text or "”" in text:
        return
    for match in PATTERN.finditer(text):
        if CULTIVAR.search(match[1]):
            continue
        yield Hit(*match.span(), "外层引号应使用双引号“ ”", f"“{match[1]}”")


RULE = TextRule(
    code="PU020",
    severity=Severity.WARNING,
    basis=(clause("第4.8.3.4条"),),
    check=check,
    triggers=("‘",),
)
