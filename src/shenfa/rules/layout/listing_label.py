"""附件说明的写法不对

## 检查什么

附件说明写成“附件一：”“附件1：”，或者漏了冒号。

## 为什么

公文格式国家标准规定，附件说明写“附件：”和附件名称，有多个附件的用阿拉伯数字标顺序号，如“附件：1.××”。“附件1”只写在附件页上。

## 示例

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
⟦附件1：⟧责任人名单
⟦附件2：⟧登记表
虚谷土家族苗族自治县水利局
2026年5月8日
```
→
```
各乡镇人民政府：
请认真做好防汛工作。
附件：1.责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
```

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
⟦附件一：⟧责任人名单
虚谷土家族苗族自治县水利局
2026年5月8日
```

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
⟦附件 :⟧1.责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：1.责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：责任人名单
虚谷土家族苗族自治县水利局
2026年5月8日
（此件公开发布）
附件1：责任人名单.docx
附件2：登记表.docx
```

## 例外

汉字后面的半角冒号由标点规则指出，这里不重复。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements, format_clause, is_plain_colon
from shenfa.rules.official.lines import ANNEX
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    items = elements(part).attachments
    for index, item in enumerate(items, start=1):
        match = ANNEX.fullmatch(item.line.text)
        if not match or (not match["number"] and _has_colon(match)):
            continue
        first_number = "1." if len(items) > 1 and match["number"] else ""
        label = f"附件：{first_number}" if index == 1 else f"{index}."
        yield mark(
            item.line,
            (0, match.start("name")),
            "附件说明应当写成“附件：1.名称”，只有一个附件的写“附件：名称”",
            label,
        )


def _has_colon(label: re.Match[str]) -> bool:
    return label["colon"] == "：" or is_plain_colon(label.string, label.start("colon"))


RULE = DocumentRule(
    code="LA060",
    severity=Severity.ERROR,
    basis=(format_clause("第7.3.4条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
