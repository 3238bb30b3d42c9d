"""涉及本县限制公开的主题

## 检查什么

本县限制公开主题清单所列、在文稿日期有效的词语；清单写明须与另一类词语同句出现的，同句才算。
全角半角不同、字间夹有空格等符号的同样能找出。

## 为什么

有些主题在本县未经保密审查不得公开。清单由本县保密审查员登记来源和有效期，轻重以清单所定为准。
命中后只报位置和清单中的序号，不摘录原文，也不写主题名称。

## 示例

示例以“丙丁设施”作清单中的词，以“坐标”作须同句出现的词。

```错 topic=丙丁设施
⟦丙丁设施⟧位于竹沟镇。
```

```错 topic=丙丁设施 beside=坐标
⟦丙丁 设施⟧的坐标见附件。
```

```对 topic=丙丁设施 beside=坐标
丙丁设施运行正常。地块坐标见附件。
```

```对 topic=丙丁设施
丙丁、设施两类项目
```

## 例外

没有清单时不检查。系统不自带清单。
"""

from collections.abc import Iterator

from shenfa.rules.listed.topics import touched
from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import NO_SECRETS_DISCLOSED, REVIEW_BEFORE_RELEASE, REVIEW_ITEM_BY_ITEM
from shenfa.text import ANYWHERE, Certainty, Context, Hit, Severity

BLOCKED = "此处涉及本县限制公开主题清单第{}项，请停止发布，并交保密审查员判断"
DOUBT = "此处涉及本县限制公开主题清单第{}项，请由保密审查员判断能否公开"


def check(text: str, context: Context) -> Iterator[Hit]:
    if context.county.topics:
        for one in touched(text, context):
            severity = one.topic.severity
            message = BLOCKED if severity is Severity.BLOCKER else DOUBT
            yield Hit(one.start, one.end, message.format(one.number), severity=severity)


RULE = TextRule(
    code="SE017",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_BEFORE_RELEASE, REVIEW_ITEM_BY_ITEM, NO_SECRETS_DISCLOSED),
    check=check,
    reads=ANYWHERE,
    across_lines=True,
)
