"""未写年份的日期与星期疑似不符

## 检查什么

只写月、日的日期后面所写的星期几，按文稿日期推定的年份与该日不符。

## 为什么

日期与星期互相矛盾，必有一处写错。年份是推定的，因此只作提醒。

## 示例

```错 date=2026-11-20
会议定于11月24日（⟦星期一⟧）召开。
```
→
```
会议定于11月24日（星期二）召开。
```

```错 date=2026-12-20
1月4日（⟦星期日⟧）恢复办理。
```

```错
2026年11月20日至11月24日（⟦星期三⟧）公示。
```

```对 date=2026-11-20
会议定于11月24日（星期二）召开。
```

对：会议定于11月24日（星期一）召开。

```对 date=2026-12-20
1月4日（星期一）恢复办理。
```

```对 date=2026-11-20
去年11月24日（星期一）召开了动员会。
```

```对 date=2026-11-20
11月28日至11月29日（周六至周日）闭馆。
```

## 例外

文稿日期不明且行内没有年份的不查；出现“去年”“明年”等词的不查。
"""

import datetime
import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.number import LONE_WEEKDAY, weekday_hit
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?<![\d年.])(?P<month>\d{1,2})\s?月\s?(?P<date>\d{1,2})\s?[日号]\s?[（(]?\s?" + LONE_WEEKDAY
)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?年")
OTHER_YEAR = re.compile("[去明上次翌前后当每]年|历年")


def check(text: str, context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        before = text[: match.start()]
        if OTHER_YEAR.search(before):
            continue
        years = YEAR.findall(before)
        month, date = int(match["month"]), int(match["date"])
        day = _day(int(years[-1]), month, date) if years else _nearest(context, month, date)
        if day and (hit := weekday_hit(match, day)):
            yield hit


def _nearest(context: Context, month: int, day: int) -> datetime.date | None:
    today = context.date
    if today is None:
        return None
    days = [_day(year, month, day) for year in (today.year - 1, today.year, today.year + 1)]
    return min((one for one in days if one), key=lambda one: abs((one - today).days), default=None)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


RULE = TextRule(
    code="NU027",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=tuple(
        f"{day}{gap}{word}"
        for day in "日号"
        for gap in ("", "（", "(", " ", " （", " (", "（ ")
        for word in ("星期", "周", "礼拜")
    ),
)
