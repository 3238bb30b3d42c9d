"""标题没有文种

## 检查什么

公文标题不以“通知”“意见”“函”等公文种类结尾。

## 为什么

公文标题由发文机关名称、事由和文种组成，文种只有决议、决定、命令（令）、公报、公告、通告、意见、通知、通报、报告、请示、批复、议案、函、纪要十五种。方案、办法、规划等一般以通知印发。

## 示例

```错 kind=official
⟦虚谷自治县2026年防汛抗旱工作方案⟧
虚谷府办发〔2026〕5号
各乡镇人民政府：
为切实做好防汛工作，制定本方案。
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室
关于印发虚谷自治县2026年防汛抗旱工作方案的
通　知
各乡镇人民政府：
现印发给你们，请认真贯彻执行。
```

```对 kind=official
虚谷自治县人民政府关于加快茶产业发展的意见（试行）
各乡镇人民政府：
为加快茶产业发展，提出如下意见：
```

## 例外

以“的”结尾的标题另有规则。
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.official import elements, handling_article, is_attachment
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    has_type = found.type or found.title_text.endswith("的")
    if found.title and not has_type and not is_attachment(part):
        yield mark_all(found.title[-1], "标题没有文种，请核对是否应以通知等法定文种印发")


RULE = DocumentRule(
    code="LA021",
    severity=Severity.HINT,
    certainty=Certainty.SUSPECTED,
    basis=(handling_article("第八条、第九条第七项"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
    review="十五个文种的条文原文待核",
)
