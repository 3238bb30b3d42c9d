"""县、市、区写在了别的省、市名下

## 检查什么

“某省某县”“某市某区”连写，而这个县、区并不属于前面的省、市，如“湖南省酉阳土家族苗族自治县”。

## 为什么

行政隶属写错是严重的表述错误，政府网站通报过这类问题。

## 示例

错：⟦湖南省酉阳土家族苗族自治县⟧
错：⟦湖北省张家界市⟧永定区
错：⟦成都市江油市⟧
```错 date=2026-05-08
⟦四川省酉阳土家族苗族自治县⟧是对口县。
```

```对 date=2026-05-08
1995年，四川省酉阳土家族苗族自治县是对口县。
```

对：重庆市酉阳土家族苗族自治县
对：湖南省张家界市永定区
对：绵阳市江油市、成都市双流区
对：贵阳市新城区建设
对：四川省、重庆市酉阳土家族苗族自治县
对：巢湖市庐江县的老照片

## 例外

同名的区（朝阳区、鼓楼区）只要有一个对得上就不提示；历史上曾经隶属的，只在近年的文稿、不讲过去的句子里提醒；新城区、市中区一类也是普通词语的不查。
区划数据为2023年，以后调整的可能有出入。
"""

import datetime
import re
from collections.abc import Iterator

from shenfa.rules.naming.present import is_of_the_present
from shenfa.rules.naming.regions import regions
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

GOES_ON = re.compile(r"[域别间划块位段场民面值级容郊]")
"""After 区 and 市 these make another word: 区域, 市场."""
RECENT = datetime.date(2015, 1, 1)
UPPERS = re.compile("|".join(map(re.escape, regions().uppers)))


def check(text: str, context: Context) -> Iterator[Hit]:
    known = regions()
    for match in UPPERS.finditer(text):
        lower = known.lower_at(text, match.end())
        end = match.end() + len(lower)
        if not lower or GOES_ON.match(text, end) or match[0] in known.parents[lower]:
            continue
        if lower in known.uppers and known.parents.get(match[0], frozenset()) & {lower}:
            continue
        is_former = match[0] in known.former.get(lower, frozenset())
        if is_former and not _is_told_of_today(text, (match.start(), end), context):
            continue
        above = "、".join(sorted(known.parents[lower], key=len))
        message = f"{lower}不属于{match[0]}（属于{above}），请核对"
        yield Hit(match.start(), end, message, severity=Severity.WARNING if is_former else None)


def _is_told_of_today(text: str, span: tuple[int, int], context: Context) -> bool:
    return (
        context.date is not None
        and context.date >= RECENT
        and is_of_the_present(text, *span, RECENT)
    )


RULE = TextRule(
    code="NA003",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=regions().uppers,
    serious=True,
)
