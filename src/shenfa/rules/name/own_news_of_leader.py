"""自行采写市管领导的活动

## 检查什么

动态新闻、新媒体里，名单上标为市管领导的领导调研、检查、出席会议等活动。

## 为什么

通知要求，市管领导到各乡镇（街道）、县级部门调研活动类新闻以县融媒体中心发布的为准，各单位不自行采写。

## 示例

```错 county kind=news date=2026-05-08
昨日，⟦县委书记向云舟⟧到竹沟镇调研。
```

```对 county kind=repost date=2026-05-08
昨日，县委书记向云舟到竹沟镇调研。
```

```对 county kind=news date=2026-05-08
昨日，副县长冉秋实到竹沟镇调研。
```

```对 county kind=news date=2026-05-08
村民向云舟到竹沟镇调研市场行情。
```

## 例外

转载的不查，转载来源另在审核时核对。没有登记领导名单的县不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.naming.roster import posted, roster
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity

ACTIVITY = re.compile(r"调研|视察|检查|督导|慰问|走访|看望|出席|会见")


def check(part: Part, context: Context) -> Iterator[Located]:
    names = {one.name for one in context.county.leaders if one.listed}
    if not names:
        return
    listed = roster(context.county, context.date)
    for line in part.lines:
        if not ACTIVITY.search(line.text):
            continue
        for one in posted(line.text, context, listed):
            end = line.text.find("。", one.end)
            held = any(leader.name == one.name for leader in listed.holders[one.post])
            if (
                one.name in names
                and held
                and ACTIVITY.search(line.text, one.end, end if end != -1 else len(line.text))
            ):
                start = line.text.rindex(one.post, 0, one.start)
                message = "市管领导的活动以县融媒体中心发布的为准，请改为转载"
                yield mark(line, (start, one.end), message)
                return


RULE = DocumentRule(
    code="NA011",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    kinds=frozenset({ContentKind.NEWS, ContentKind.POST}),
    check=check,
)
