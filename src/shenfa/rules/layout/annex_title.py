"""附件标题与附件说明不一致

## 检查什么

附件页上的标题与附件说明中的名称不同（空格、换行、书名号不计）。

## 为什么

公文格式国家标准规定，附件的顺序号和标题应当与附件说明的表述一致。

## 示例

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：防汛责任人名单
虚谷土家族苗族自治县水利局
2026年5月8日
附件
⟦防汛抗旱责任人名单⟧
一、县级责任人
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：1.虚谷自治县防汛责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
附件1
虚谷自治县
防汛责任人名单
附件2
登　记　表
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：1.防汛责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
附件1
单位：人
附件2
填报单位（盖章）：
```

## 例外

附件页第一行看来不是标题的（表头、填报单位等）不比。
"""

import difflib
import re
from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.official import Annex, Item, elements, format_clause, joined
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity

TITLE_LINES = 5
SIMILAR = 0.5
IGNORED = re.compile(
    r"[《》“”\s。；;，,、.．]|[.．](?:docx?|wps|xlsx?|pdf|zip|rar)$", re.IGNORECASE
)
BRACKETS = str.maketrans("()", "（）")


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    for index, item in enumerate(found.attachments, start=1):
        wanted = {str(index)} if len(found.attachments) > 1 else {"", "1"}
        for annex in found.annexes:
            if annex.number in wanted and annex.lines and _differs(item, annex):
                yield mark_all(annex.lines[0], f"附件标题与附件说明中的“{item.name}”不一致，请统一")


def _differs(item: Item, annex: Annex) -> bool:
    # The last piece of a name may be a signature nobody recognised: either reading will do.
    names = {_plain(joined(item.names)), _plain(joined(item.names[:1]))}
    titles = [_plain(joined(annex.lines[:count])) for count in range(1, TITLE_LINES)]
    if names.intersection(titles):
        return False
    return any(
        difflib.SequenceMatcher(None, name, title).ratio() >= SIMILAR
        for name in names
        for title in titles[:2]
    )


def _plain(text: str) -> str:
    return IGNORED.sub("", text).translate(BRACKETS)


RULE = DocumentRule(
    code="LA065",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(format_clause("第7.3.7条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
