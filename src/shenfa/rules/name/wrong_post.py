"""领导的职务与名单不符

## 检查什么

名单里的领导，前面紧挨着的却是名单里别人的职务，或者是他已经不再担任的职务。

## 为什么

张冠李戴和沿用旧职务，都是严重的表述错误。

## 示例

```错 county date=2026-05-08
⟦副县长⟧田野主持会议。
```

```错 county date=2026-05-08
⟦县长⟧龙在天主持会议。
```

```错 county date=2026-05-08
县委书记向云舟、⟦县长⟧冉秋实出席。
```

```对 county date=2026-05-08
县委副书记、县长田野主持会议，副县长冉秋实、杨柳青参加。
```

```对 county date=2021-05-08
县长龙在天主持会议。
```

```对 county date=2026-05-08
时任县长龙在天主持会议，农技员田野介绍情况。
```

```对
副县长田野主持会议。
```

## 例外

没有登记领导名单的县不查；兼任而名单没有登记的职务会误报，请在名单里补一行。
"""

from collections.abc import Iterator

from shenfa.rules.naming.roster import posted, roster
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity


def check(text: str, context: Context) -> Iterator[Hit]:
    if not context.county.leaders:
        return
    listed = roster(context.county, context.date)
    for one in posted(text, context, listed):
        if one.name not in listed.names or any(
            leader.name == one.name for leader in listed.holders[one.post]
        ):
            continue
        held = "、".join(listed.posts_of(one.name))
        message = (
            f"名单上{one.name}的职务是{held}，请核对"
            if held
            else f"名单上{one.name}已不担任{one.post}，请核对"
        )
        start = text.rindex(one.post, 0, one.start)
        yield Hit(start, start + len(one.post), message)


RULE = TextRule(
    code="NA008",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    serious=True,
)
