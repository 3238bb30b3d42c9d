"""要求完成的日期早于成文日期

## 检查什么

公文里“请于某年某月某日前报送”一类面向今后的要求，日期早于成文日期。

## 为什么

沿用去年的文件忘了改年份，是公文里常见的差错，照此执行的单位一发文就已逾期。

## 示例

```错 kind=official
请于⟦2025年12月20日前⟧报送总结。
虚谷土家族苗族自治县人民政府办公室
2026年12月8日
```

```对 kind=official
请于2026年12月20日前报送总结。
虚谷土家族苗族自治县人民政府办公室
2026年12月8日
```

```对 kind=official
各单位已于2025年12月20日前报送总结。
虚谷土家族苗族自治县人民政府办公室
2026年12月8日
```

```对 kind=official
2025年12月20日前出生的儿童，请于2026年12月20日前登记。
2026年12月8日
```

## 例外

没有单独成行的成文日期的不查；没有写年份的不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.official import elements
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity
from shenfa.text.dates import written_dates
from shenfa.text.regions import quotations, titles, touches

ASKED = re.compile(r"(?:请|务必|须|应当?|需|必须|确保)(?:[\u4e00-\u9fff]{0,8})(?:于|在)\s?$")
BEFORE = re.compile(
    r"(?:[（(][^（()）]{1,6}[）)])?(?:\d{1,2}[:：]\d{2}|[上下]午\d{0,2}时?)?(?:前|之前|以前)"
)


def check(part: Part, _context: Context) -> Iterator[Located]:
    line = elements(part).date
    signed = next((date.value for date in written_dates(line.text)), None) if line else None
    if signed is None:
        return
    for one in part.lines:
        if "前" not in one.text or "年" not in one.text:
            continue
        for date in written_dates(one.text):
            before = BEFORE.match(one.text, date.end)
            if (
                before
                and date.value
                and date.value < signed
                and ASKED.search(one.text, max(0, date.start - 14), date.start)
                and not touches(
                    (*quotations(one.text), *titles(one.text)), date.start, before.end()
                )
            ):
                message = "要求完成的日期早于成文日期，请核对年份"
                yield mark(one, (date.start, before.end()), message)


RULE = DocumentRule(
    code="CO012",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
