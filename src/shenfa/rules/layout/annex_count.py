"""附件说明与附件的数量对不上

## 检查什么

附件说明列出的附件与正文之后的附件页数目不同，或者有附件而没有附件说明。

## 为什么

公文格式国家标准规定，附件的顺序号和标题应当与附件说明一致。漏附一份附件，文件就无法执行；多出一份，可能是不该公开的。

## 示例

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：责任人名单
虚谷土家族苗族自治县水利局
2026年5月8日
附件1
责任人名单
⟦附件2⟧
登记表
```

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
⟦附件：1.责任人名单⟧
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
附件1
责任人名单
```

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县水利局
2026年5月8日
⟦附件⟧
责任人名单
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：1.责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
附件1
责任人名单
附件2
登记表
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
附件：1.责任人名单
2.登记表
虚谷土家族苗族自治县水利局
2026年5月8日
```

## 例外

正文之后一个附件也没有的，附件多半另成文件，不报。
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.official import elements, format_clause, handling_article
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    listed, printed = len(found.attachments), len(found.annexes)
    if not printed or listed == printed:
        return
    if not found.listing:
        yield mark_all(found.annexes[0].heading, "文后有附件，正文之后却没有附件说明，请补上")
    elif printed > listed:
        heading = found.annexes[listed].heading
        yield mark_all(heading, f"附件说明只列了{listed}个附件，文后却有{printed}个，请核对")
    else:
        yield mark_all(
            found.listing, f"附件说明列了{listed}个附件，文后只有{printed}个，请核对是否漏附"
        )


RULE = DocumentRule(
    code="LA064",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(handling_article("第九条"), format_clause("第7.3.7条")),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
