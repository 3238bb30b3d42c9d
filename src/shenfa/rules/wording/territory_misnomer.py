"""涉及港澳台、领土和国际称谓不规范

## 检查什么

“台湾政府”“两岸三地”“北朝鲜”“世贸组织成员国”“尖阁诸岛”等说法，以及没有加引号的“台独”。

## 为什么

涉及国家主权、领土和国际关系的称谓有统一口径。这是新闻用语惯例，不是法律规定，建议照此修改。

## 示例

错：与⟦台湾政府⟧协商 → 与台湾当局协商
错：⟦北朝鲜⟧代表团 → 朝鲜代表团
错：坚决反对⟦台独⟧分裂行径 → 坚决反对“台独”分裂行径
对：坚决反对“台独”分裂行径
对：共建“一带一路”倡议，战略机遇
对：在东北朝鲜族自治州
对：所谓“尖阁诸岛”是钓鱼岛的非法称谓

```错 date=2026-05-08
融入⟦“一带一路”战略⟧
```
→
```
融入“一带一路”倡议
```

## 例外

引号、书名号里的原话和名称不提示。
"""

from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.worded.cautioned import PRESS_LIST, cautioned
from shenfa.rules.worded.listed import listed_hits
from shenfa.text import Certainty, Context, Hit, Severity

WORDS = cautioned("territory")


def check(text: str, context: Context) -> Iterator[Hit]:
    yield from listed_hits(text, WORDS, context)


RULE = TextRule(
    code="WO003",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(PRESS_LIST,),
    check=check,
    triggers=tuple(one.word for one in WORDS),
)
