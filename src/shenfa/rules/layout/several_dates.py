"""成文日期不止一个

## 检查什么

正文之后、附件之前有两个以上不同的成文日期。

## 为什么

一件公文只有一个成文日期，联合行文署最后签发机关负责人签发的日期。出现两个日期多是套用旧文没有删净。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
⟦2025年4月20日⟧
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
虚谷土家族苗族自治县人民政府办公室　2026年5月9日印发
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于转发县水利局防汛方案的通知
各乡镇人民政府：
现转发给你们，请认真贯彻执行。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
县水利局
2026年4月20日
```

## 例外

转发、批转、印发的文件带有原文的日期，不报。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.official import elements, format_clause, is_behind
from shenfa.rules.official.date_form import read_date
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity

RELAYING = re.compile(r"转发|批转|印发|转送|公布")


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    if found.date is None or RELAYING.search(found.title_text):
        return
    own = read_date(found.date.text)
    for line in found.dates:
        if found.appended and is_behind(line, found.appended[0]):
            break
        other = read_date(line.text)
        if own and other and other != own:
            yield mark_all(line, "成文日期不止一个，请保留签发或者会议通过的日期")
            break


RULE = DocumentRule(
    code="LA052",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(format_clause("第7.3.5.4条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
