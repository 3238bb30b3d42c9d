"""单位、乡镇、村用了别称或者旧称

## 检查什么

本县名称表里登记的别称、旧称（机构改革前的名称、合并前的乡镇和村名、口头简称），
在不允许使用的内容里出现。启用日期以后的文稿才检查。

## 为什么

单位和地名应当写现在的规范名称，别称、旧称容易让人找错地方、找错单位。

## 示例

```错 county date=2026-05-08 kind=official
请报⟦县扶贫办⟧汇总。 → 请报县农业农村委汇总。
```

```对 county date=2019-05-08 kind=official
请报县扶贫办汇总。
```

```对 county date=2026-05-08 kind=official
原县扶贫办2018年印发的《县扶贫办关于做好登记工作的通知》继续有效。
```

```对 county date=2026-05-08 kind=news
县扶贫办的老同志回到村里。
```

```对 county date=2026-05-08 kind=official
请报县农业农村委（县扶贫办旧址二楼）。
```

## 例外

本县没有登记的不查；引号、书名号里的，讲过去的不提示。
"""

from collections.abc import Iterator

from shenfa.rules.naming.present import is_of_the_present, lines_of, text_day
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Alias, Certainty, Context, Hit, Located, Part, Severity


def check(part: Part, context: Context) -> Iterator[Located]:
    wanted = [one for one in context.county.aliases if context.kind not in one.kinds]
    if not wanted:
        return
    day = text_day(part, context)
    wanted = [one for one in wanted if one.holds_on(day)]
    for index, start, text in lines_of(part):
        for one in wanted:
            for first, last in _places(text, one):
                message = f"“{one.alias}”应当写成“{one.name}”"
                yield Located(index, Hit(start + first, start + last, message, one.name))


def _places(text: str, one: Alias) -> Iterator[tuple[int, int]]:
    longer = (*one.allowed, *((one.name,) if one.alias in one.name else ()))
    start = text.find(one.alias)
    while start != -1:
        end = start + len(one.alias)
        is_allowed = any(
            word in text[max(0, end - len(word)) : start + len(word)] for word in longer
        )
        if not is_allowed and is_of_the_present(text, start, end, one.valid_from):
            yield start, end
        start = text.find(one.alias, end)


RULE = DocumentRule(
    code="NA002",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
)
