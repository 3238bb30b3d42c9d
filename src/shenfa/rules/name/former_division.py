"""行政区划已经更名

## 检查什么

已经撤县设区、更名的市县仍用旧名，如襄樊市、梁平县、铜梁县。只在知道文稿日期时检查。

## 为什么

区划更名以后沿用旧名属于表述错误。

## 示例

```错 date=2026-05-08
⟦梁平县⟧来我县考察。 → 梁平区来我县考察。
```

```错 date=2026-05-08
与⟦襄樊市⟧结对。 → 与襄阳市结对。
```

```对 date=2012-05-08
梁平县来我县考察。
```

```对 date=2026-05-08
2010年从梁平县引进，原襄樊市的企业，1998年召开县委全会。
```

```对 date=2026-05-08
会议召开县级领导干部会。
```

## 例外

讲过去的、引号和书名号里的不提示；表中没有收录的更名不查。
"""

import re
from collections.abc import Iterator

from shenfa.lexicons import read_lexicon
from shenfa.rules.naming.present import is_of_the_present, lines_of, stands_alone, text_day
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity

ROWS = {entry.values[0]: entry for entry in read_lexicon("name_divisions", ("old", "new"))}
NAMES = re.compile("|".join(map(re.escape, ROWS)))


def check(part: Part, context: Context) -> Iterator[Located]:
    if context.date is None:
        return
    found = [
        (index, start, text, match)
        for index, start, text in lines_of(part)
        for match in NAMES.finditer(text)
    ]
    day = text_day(part, context) if found else None
    for index, start, text, match in found:
        entry = ROWS[match[0]]
        if (
            entry.holds_on(day)
            and (stands_alone(text, match.start()) or text[match.start() - 1] in "市省")
            and is_of_the_present(text, *match.span(), entry.valid_from)
        ):
            new = entry.values[1]
            message = f"“{match[0]}”已经改为“{new}”，请核对"
            yield Located(index, Hit(start + match.start(), start + match.end(), message, new))


RULE = DocumentRule(
    code="NA004",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    review="更名日期由人工归纳，待核",
    check=check,
)
