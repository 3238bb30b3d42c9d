"""标题断在“的”字上

## 检查什么

公文标题以“的”字结尾，后面的文种丢失。

## 为什么

标题排成多行时，最后一行的文种容易在复制、转换中丢掉，剩下“关于……的”半个标题。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室
关于做好2026年防汛工作⟦的⟧
各乡镇人民政府：
现将有关事项通知如下：
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室
关于做好2026年防汛工作的
通　知
各乡镇人民政府：
现将有关事项通知如下：
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好2026年防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements, format_clause, handling_article
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    title = elements(part).title
    if title and title[-1].text.endswith("的"):
        end = len(title[-1].text)
        yield mark(title[-1], (end - 1, end), "标题到“的”字就断了，请补上文种")


RULE = DocumentRule(
    code="LA022",
    severity=Severity.ERROR,
    basis=(handling_article("第九条第七项"), format_clause("第7.3.1条")),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
