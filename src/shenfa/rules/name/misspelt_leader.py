"""领导姓名写错一个字

## 检查什么

本县领导名单里的职务后面，姓名与现任者差一个字，如名单是“县委书记向云舟”，文中是“县委书记向云州”。

## 为什么

领导姓名写错一个字，是通报里的严重表述错误。

## 示例

```错 county date=2026-05-08
县委书记⟦向云州⟧主持会议。
→
县委书记向云舟主持会议。
```

```错 county date=2026-05-08
县委副书记、县长⟦田墅⟧，副县长冉秋实参加。
```

```对 county date=2026-05-08
县委书记向云舟主持会议，县长田野参加。
```

```对 county date=2026-05-08
村民向云州说，彭水县县长田墅来过，县长田墅林的文章他也看过。
```

```对 county date=2019-05-08
副县长冉秋石参加会议。
```

```对
县委书记向云州主持会议。
```

## 例外

没有登记领导名单的县不查；姓名不挨着职务的（可能是同名同姓的人）不查；职务前面连着别的地名、单位名的不查（本县的写进名称表即可）；写明前年以前年份的不查。
"""

from collections.abc import Iterator

from shenfa.rules.naming.roster import posted, roster
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.rules.worded.slips import is_one_slip
from shenfa.text import Certainty, Context, Hit, Severity


def check(text: str, context: Context) -> Iterator[Hit]:
    if not context.county.leaders:
        return
    listed = roster(context.county, context.date)
    for one in posted(text, context, listed):
        if one.name in listed.names:
            continue
        meant = [
            leader.name
            for leader in listed.holders[one.post]
            if len(leader.name) == len(one.name) and is_one_slip(one.name, leader.name)
        ]
        if len(meant) == 1:
            message = f"名单上的{one.post}是{meant[0]}，请核对姓名"
            yield Hit(one.start, one.end, message, meant[0])


RULE = TextRule(
    code="NA007",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    serious=True,
)
