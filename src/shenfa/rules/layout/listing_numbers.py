"""附件说明的顺序号不对

## 检查什么

附件说明有多个附件时顺序号不是1、2、3连续编排；只有一个附件时编了顺序号。

## 为什么

公文格式国家标准规定，多个附件用阿拉伯数字标注附件顺序号；只有一个附件的不编号。

## 示例

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：1.责任人名单
⟦3⟧.登记表
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
附件：⟦1⟧.责任人名单
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
附件：2026年责任人名单
虚谷土家族苗族自治县水利局
2026年5月8日
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import in_line
from shenfa.rules.official import Item, elements, format_clause, value_of
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Hit, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    items = [item for item in elements(part).attachments if item.number]
    if len(items) == 1 and len(elements(part).attachments) == 1 and _stands_before_name(items[0]):
        message = "只有一个附件时不编顺序号，请核对是否漏列其他附件"
        yield _hit(items[0], message, severity=Severity.HINT)
        return
    for index, item in enumerate(items, start=1):
        if value_of(item.number) != index and _stands_before_name(item):
            yield _hit(item, f"附件顺序号应为{index}，请核对是否漏列或者没有重排", fix=str(index))
            return


def _stands_before_name(item: Item) -> bool:
    """Whether the number is one of the list, not that of a label (附件1：)."""
    return bool(item.number_line or item.line.label)


def _hit(
    item: Item, message: str, *, fix: str | None = None, severity: Severity | None = None
) -> Located:
    line = item.number_line
    if line is None:
        # An automatic number stands outside the text and cannot be repaired in it.
        message = f"自动编号“{item.line.label}”有误，{message}"
        return in_line(item.line, Hit(0, 1, message, None, severity))
    return in_line(line, Hit(0, len(line.text), message, fix, severity))


RULE = DocumentRule(
    code="LA063",
    severity=Severity.ERROR,
    basis=(format_clause("第7.3.4条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
