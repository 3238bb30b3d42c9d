"""施行日期早于成文日期

## 检查什么

公文规定的“本通知自某日起施行”早于全文所有单独成行的日期（成文日期）。

## 为什么

文件一般不溯及既往，施行日早于成文日多半是年份写错。确有依据的，请在审核中说明。

## 示例

```错 kind=official
本办法自⟦2025年6月1日⟧起施行。
虚谷土家族苗族自治县人民政府
2026年5月8日
```

```对 kind=official
本办法自2026年6月1日起施行。
虚谷土家族苗族自治县人民政府
2026年5月8日
```

```对 kind=official
《示例条例》自2025年6月1日起施行，各单位要认真学习。
2026年5月8日
```

```对 kind=official
本办法自2025年6月1日起施行。
```

## 例外

“起执行”常用于补助标准等确需追溯的事项，不查；没有单独成行的日期的不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity
from shenfa.text.dates import written_dates

EFFECT = re.compile(
    r"(?:^|[，。；\s])本(?:通知|办法|规定|意见|细则|方案|决定|公告|通告|规则|制度|措施|预案|标准|令)"
    r"自(?P<date>[^，。；自]{6,14}?)(?:起|之日起)?(?:正式)?(?:施行|实施|生效)"
)


def check(part: Part, _context: Context) -> Iterator[Located]:
    effects = [
        (line, match)
        for line in part.lines
        if "本" in line.text and ("行" in line.text or "实施" in line.text or "生效" in line.text)
        for match in EFFECT.finditer(line.text)
    ]
    if not effects:
        return
    alone = [
        date.value
        for line in part.lines
        for date in written_dates(line.text)
        if date.value and line.text.strip() == line.text[date.start : date.end]
    ]
    for line, match in effects:
        for date in written_dates(match["date"]):
            if date.value and alone and date.value < min(alone):
                start = match.start("date")
                span = (start + date.start, start + date.end)
                yield mark(line, span, "施行日期早于成文日期，请核对年份")


RULE = DocumentRule(
    code="NU029",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
