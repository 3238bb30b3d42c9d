"""机构已经更名或者撤并

## 检查什么

2018年、2023年机构改革以后仍用旧名的机构，如国土资源局、环保局、安监局、银保监会。
只在知道文稿日期、并且晚于改革日期时检查。

## 为什么

机构更名后沿用旧名，群众找不到办事的地方，也显得文稿没有人核对。

## 示例

```错 date=2026-05-08
请到⟦县国土资源局⟧办理。
```

```错 date=2026-05-08
由⟦农业部⟧牵头，会同有关部门组织实施。
```

```错 date=2026-05-08
县教委、⟦县安监局⟧负责落实。
```

```对 date=2016-05-08
请到县国土资源局办理。
```

```对 date=2026-05-08
原县国土资源局的职责划入县规划自然资源局，2015年县安监局查处的案件已经办结。
```

```对 date=2026-05-08
依据《国土资源部关于规范土地登记的意见》和农业部令2012年第3号执行，各级农业部门要抓好落实。
```

```对
请到县国土资源局办理。
```

## 例外

引号、书名号里的，讲过去的（原、时任、写明改革以前的年份）不提示；账号、栏目等专有名称写进本县的名称表即不再提示。
对外保留牌子的机构只作参考。地方机构的名称各省不同，以本县的机构名称表为准。
"""

import re
from collections.abc import Iterator
from functools import cache

from shenfa.lexicons import Confidence, Entry, read_lexicon
from shenfa.rules.naming.present import is_of_the_present, lines_of, stands_alone, text_day
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity

COLUMNS = ("old", "new", "severity", "boundary", "unless")
PLATE = re.compile(r"牌子|加挂|挂牌")
PLACE = re.compile(r"[省市县区州]$")


@cache
def _bodies() -> tuple[dict[str, Entry], re.Pattern[str]]:
    rows = {entry.values[0]: entry for entry in read_lexicon("name_bodies", COLUMNS)}
    longest = sorted(rows, key=len, reverse=True)
    return rows, re.compile("|".join(map(re.escape, longest)))


def check(part: Part, context: Context) -> Iterator[Located]:
    if context.date is None:
        return
    rows, pattern = _bodies()
    found = [
        (index, start, text, match)
        for index, start, text in lines_of(part)
        for match in pattern.finditer(text)
    ]
    day = text_day(part, context) if found else None
    for index, start, text, match in found:
        entry = rows[match[0]]
        _, new, severity, boundary, unless = entry.values
        if (
            not entry.holds_on(day)
            or (boundary and not stands_alone(text, match.start()))
            or (severity == Severity.HINT and _has_its_plate(text, match))
            or _is_within(text, match, (*unless.split("；"), *_own_names(context)))
            or not is_of_the_present(text, *match.span(), entry.valid_from)
        ):
            continue
        first = match.start() - (PLACE.search(text[: match.start()]) is not None)
        advice = (
            "已对外保留牌子，正文宜用" if severity == Severity.HINT else "已经更名或者撤并，现为"
        )
        doubt = "，请核对" if entry.confidence is Confidence.RECALLED else ""
        message = f"“{match[0]}”{advice}{new}{doubt}"
        hit = Hit(start + first, start + match.end(), message, severity=Severity(severity))
        yield Located(index, hit)


def _has_its_plate(text: str, match: re.Match[str]) -> bool:
    return PLATE.search(text) is not None or text[: match.start()].endswith(("（", "("))


def _own_names(context: Context) -> Iterator[str]:
    """Yield what the county's table has itself: right names, and others that have their own rule."""
    for one in context.county.aliases:
        yield from (one.name, one.alias)


def _is_within(text: str, match: re.Match[str], longer: tuple[str, ...]) -> bool:
    return any(
        one in text[max(0, match.start() - len(one)) : match.end() + len(one)]
        for one in longer
        if match[0] in one
    )


RULE = DocumentRule(
    code="NA001",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    review="地方机构更名的对应关系由人工归纳，待核",
    check=check,
)
