"""领导姓名被空格或者换行拆开

## 检查什么

名单里的领导姓名，在一句话里中间夹了空格或者换行。

## 为什么

姓名拆开以后检索不到，排版后还可能断成两行。

## 示例

```错 county
县委书记⟦向云 舟⟧主持会议。
→
县委书记向云舟主持会议。
```

```错 county
县长⟦田　野⟧主持会议。
```

```对 county
县委书记向云舟主持会议。
```

```对 county
田　野
冉秋实
```

```对 county
县长　　田　野　　副县长　　冉秋实
```

```对
县委书记向云 舟主持会议。
```

## 例外

名单、落款里两个字的姓名中间空一格对齐的，不提示；没有登记领导名单的县不查。
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, County, Hit, Severity

GAP = r"[ \t\u3000\u00a0\n]{0,4}"
BLANK = re.compile(r"\s")
ALIGNED = re.compile(r"(?:^|[\s\u3000、，,：:])$")
SHORT = 2


def check(text: str, context: Context) -> Iterator[Hit]:
    if not context.county.leaders or not BLANK.search(text):
        return
    for match in _split(context.county).finditer(text):
        written = match[0]
        name = BLANK.sub("", written)
        if written == name:
            continue
        before, after = text[: match.start()], text[match.end() : match.end() + 1]
        is_loose = ALIGNED.search(before) or not after or BLANK.match(after)
        if len(name) == SHORT and "\n" not in written and is_loose:
            continue
        yield Hit(*match.span(), f"姓名中间不应拆开，请改为“{name}”", name)


@lru_cache(maxsize=8)
def _split(county: County) -> re.Pattern[str]:
    names = sorted({one.name for one in county.leaders}, key=len, reverse=True)
    return re.compile("|".join(GAP.join(map(re.escape, name)) for name in names))


RULE = TextRule(
    code="NA010",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    across_lines=True,
    in_cells=False,
)
