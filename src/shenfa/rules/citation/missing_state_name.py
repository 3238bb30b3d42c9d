"""作为依据的法律首次引用没有写全称

## 检查什么

公文中“根据”“依据”“依照”“按照”后面第一次引用国家法律、行政法规，标题里漏了“中华人民共和国”，
前后也没有交代简称。

## 为什么

引用法律、行政法规作为依据，通行的写法是首次用全称，再次引用才用简称。这是惯例，建议照此修改。

## 示例

```错 kind=official
根据《⟦⟧行政处罚法》《⟦⟧行政许可法》，结合我县实际，制定本办法。
```
→
```
根据《中华人民共和国行政处罚法》《中华人民共和国行政许可法》，结合我县实际，制定本办法。
```

```对 kind=official
根据《中华人民共和国行政处罚法》，制定本办法。
依照《行政处罚法》第三条的规定办理。
```

```对 kind=official
根据《行政处罚法》（以下简称《处罚法》）的规定
```

```对 kind=news
根据《行政处罚法》，执法人员当场处罚。
```

```对 kind=official
认真学习《行政处罚法》。
根据《地质灾害防治条例》，制定本办法。
```
"""

import re
from collections.abc import Iterator

from shenfa.rules.citing.cited import places
from shenfa.rules.citing.directory import STATE
from shenfa.rules.rule import DocumentRule
from shenfa.text import (
    Basis,
    Certainty,
    ContentKind,
    Context,
    Hit,
    Level,
    Located,
    Part,
    Severity,
)

AS_BASIS = re.compile(r"(?:根据|依据|依照|按照)(?:《[^《》]{2,40}》|[、和及与])*$")
DEFINED = re.compile(r"[（(](?:以下|下)?统?简称")
REACH = 120


def check(part: Part, context: Context) -> Iterator[Located]:
    seen: set[str] = set()
    for place in places(part, context):
        for one in place.cited:
            title = one.instrument.title
            if not one.mention.is_marked or title in seen:
                continue
            seen.add(title)
            if (
                title.startswith(STATE)
                and STATE not in one.mention.title
                and one.mention.title not in one.instrument.aliases
                and AS_BASIS.search(place.text[max(0, one.start - REACH) : one.start])
                and not DEFINED.match(place.text, one.end)
            ):
                at = place.start + one.start + 1
                yield Located(place.passage, Hit(at, at, f"首次引用建议写全称《{title}》", STATE))


RULE = DocumentRule(
    code="CI005",
    severity=Severity.HINT,
    certainty=Certainty.SUSPECTED,
    basis=(Basis("法规引用惯例", level=Level.PRACTICE),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
