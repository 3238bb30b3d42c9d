"""附件名称后面有标点

## 检查什么

附件说明中附件名称后面的句号、分号、逗号、顿号。

## 为什么

公文格式国家标准规定，附件说明中附件名称后不加标点符号。

## 示例

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：1.责任人名单⟦；⟧
2.登记表⟦。⟧
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

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：1.责任人名单
2.登记表（样式）
虚谷土家族苗族自治县水利局
2026年5月8日
```

```对 kind=official
各乡镇人民政府：
下列材料一并报送：
1.责任人名单；
2.登记表。
虚谷土家族苗族自治县水利局
2026年5月8日
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements, format_clause
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity

MARKS = ("。", "；", ";", "，", ",", "、")


def check(part: Part, _context: Context) -> Iterator[Located]:
    for item in elements(part).attachments:
        last = item.names[-1]
        if last.text.endswith(MARKS):
            end = len(last.text)
            yield mark(last, (end - 1, end), "附件名称后面不加标点", "")


RULE = DocumentRule(
    code="LA061",
    severity=Severity.ERROR,
    basis=(format_clause("第7.3.4条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
