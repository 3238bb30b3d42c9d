"""贬低残疾人、务工人员的称呼

## 检查什么

“残废人”“瞎子”“聋子”“弱智”“打工仔”等称呼。

## 为什么

这些称呼带有歧视。这是新闻用语惯例，不是法律规定，建议照此修改。

## 示例

错：关爱⟦残废人⟧，送去轮椅。 → 关爱残疾人，送去轮椅。
错：为⟦瞎子⟧铺设盲道。 → 为盲人铺设盲道。
错：返乡⟦打工妹⟧创业 → 返乡务工人员创业
对：关爱残疾人，送去轮椅。
对：黑瞎子岛生态保护工程
对：话剧《傻子》上演。

## 例外

引号、书名号里的原话和名称不提示。
"""

from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.worded.cautioned import PRESS_LIST, cautioned
from shenfa.rules.worded.listed import listed_hits
from shenfa.text import Certainty, Context, Hit, Severity

WORDS = cautioned("demeaning")


def check(text: str, context: Context) -> Iterator[Hit]:
    yield from listed_hits(text, WORDS, context)


RULE = TextRule(
    code="WO001",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(PRESS_LIST,),
    check=check,
    triggers=tuple(one.word for one in WORDS),
)
