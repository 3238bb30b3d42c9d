"""正文提到的附件不在附件说明里

## 检查什么

正文写“见附件3”，附件说明却只列了两个附件，或者没有附件说明。

## 为什么

正文引用的附件应当列入附件说明并附在文后，否则读者找不到。

## 示例

```错 kind=official
各乡镇人民政府：
请按要求报送（见⟦附件3⟧）。
附件：1.责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
```

```错 kind=official
各乡镇人民政府：
请按要求报送（格式详见⟦附件1⟧）。
虚谷土家族苗族自治县水利局
2026年5月8日
```

```对 kind=official
各乡镇人民政府：
请按要求报送（见附件1、2）。
附件：1.责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
```

```对 kind=official
各乡镇人民政府：
请按照《关于做好防汛工作的通知》附件3的要求报送。
虚谷土家族苗族自治县水利局
2026年5月8日
```

## 例外

引用其他文件的附件不在此列；页面上有附件下载链接的不报。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import Elements, elements, format_clause
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity

MENTION = re.compile(
    r"(?:[（(](?:格式|样式|样表|名单|详情|具体)?(?:详?见)?|详见|(?<![意常听])见|填写|填报)"
    r"(?P<name>附件\s?(?P<number>\d{1,2}))(?!\.\d)"
)
LINK = re.compile(r"\s*附\s*件")


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    known = max(len(found.attachments), len(found.annexes))
    if not known and _has_links(found):
        return
    for line in found.body:
        for match in MENTION.finditer(line.text) if "附件" in line.text else ():
            if int(match["number"]) > known:
                state = f"只列了{known}个附件" if known else "没有列出附件"
                message = f"正文提到“{match['name']}”，附件说明{state}，请核对"
                yield mark(line, match.span("name"), message)
                return


def _has_links(found: Elements) -> bool:
    behind = (*found.notes, *found.below, *found.appended, *found.colophon)
    return any(LINK.match(line.text) for line in behind)


RULE = DocumentRule(
    code="LA067",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(format_clause("第7.3.4条、第7.3.7条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
