"""领导排序与名单不符

## 检查什么

用顿号并列的领导姓名，前后次序与名单的排序不一致。

## 为什么

领导排序有规定的次序，排错了影响很大。

## 示例

```错 county date=2026-05-08
县领导⟦田野、向云舟⟧参加调研。
```

```错 county date=2026-05-08
⟦副县长杨柳青、冉秋实⟧，县政府办公室主任石磊陪同。
```

```对 county date=2026-05-08
县领导向云舟、田野、冉秋实、杨柳青参加调研。
```

```对 county date=2026-05-08
副县长冉秋实，县委书记向云舟先后到场。
```

```对 county date=2026-05-08
村民田野、向云舟说。
```

```对
县领导田野、向云舟参加调研。
```

## 例外

只查并列的各项前面写有职务或者“领导”的；逗号隔开的分属不同的事，不查；名单没有写排序的不查。
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, County, Hit, Severity

CLAUSE = re.compile(r"[^，。；：！？,;\n]+")
CALLED = re.compile(r"领导|书记|[县市区镇乡处科局]长|主任|主席|部长|常委|委员|党组成员|检察长|院长")


def check(text: str, context: Context) -> Iterator[Hit]:
    if not context.county.leaders or "、" not in text:
        return
    pattern = _rows(context.county)
    if pattern is None:
        return
    for clause in CLAUSE.finditer(text):
        start = clause.start()
        for row in pattern.finditer(clause[0]):
            people = [
                (one, order)
                for one in row[0].split("、")
                if (order := _order(one, context)) is not None
            ]
            called = CALLED.search(clause[0], 0, row.end())
            if called and any(first > second for (_, first), (_, second) in pairwise(people)):
                message = "领导的次序与名单的排序不一致，请核对"
                yield Hit(start + row.start(), start + row.end(), message)


@lru_cache(maxsize=8)
def _rows(county: County) -> re.Pattern[str] | None:
    names = sorted({one.name for one in county.leaders if one.order}, key=len, reverse=True)
    if not names:
        return None
    posts = sorted({one.post for one in county.leaders}, key=len, reverse=True)
    name = "|".join(map(re.escape, names))
    post = f"(?:{'|'.join(map(re.escape, posts))})?"
    return re.compile(rf"{post}(?:{name})(?:、{post}(?:{CALLED.pattern})?(?:{name}))+")


def _order(person: str, context: Context) -> int | None:
    orders = [
        one.order
        for one in context.county.leaders
        if one.order and person.endswith(one.name) and one.holds_on(context.date)
    ]
    return min(orders, default=None)


RULE = TextRule(
    code="NA009",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
)
