"""公文没有标题

## 检查什么

主送机关和正文之前找不到公文标题。

## 为什么

标题是公文的要素，由发文机关名称、事由和文种组成。网页正文里漏掉标题，下载、转发后就不知道是什么文件。

## 示例

```错 kind=official
虚谷府办发〔2026〕5号
各乡镇人民政府：
为切实做好防汛工作，现将有关事项通知如下：
```

```对 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
为切实做好防汛工作，现将有关事项通知如下：
```

```对 kind=official
虚谷土家族苗族自治县人民政府公告
为保护生态环境，现就禁止焚烧秸秆有关事项公告如下：
```
"""

from collections.abc import Iterator

from shenfa.rules.official import elements, format_clause, handling_article, is_attachment
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity, absent


def check(part: Part, _context: Context) -> Iterator[Located]:
    if not elements(part).title and not is_attachment(part):
        yield absent("没有找到公文标题，请补上由发文机关名称、事由和文种组成的标题")


RULE = DocumentRule(
    code="LA020",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(handling_article("第九条第七项"), format_clause("第7.3.1条")),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
