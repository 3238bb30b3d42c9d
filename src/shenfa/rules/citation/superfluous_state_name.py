"""标题误加“中华人民共和国”

## 检查什么

标题里本来没有“中华人民共和国”的法规，引用时加上了。

## 为什么

引用法规应当使用公布时的标题，多字也是引用错误。

## 示例

错：根据《⟦中华人民共和国⟧地质灾害防治条例》第三条 → 根据《地质灾害防治条例》第三条
错：依据《⟦中华人民共和国⟧信访工作条例》 → 依据《信访工作条例》
对：根据《中华人民共和国政府信息公开条例》
对：根据《地质灾害防治条例》第三条
对：《中华人民共和国民法典》
"""

from collections.abc import Iterator

from shenfa.rules.citing.cited import cited
from shenfa.rules.citing.directory import STATE
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity


def check(text: str, context: Context) -> Iterator[Hit]:
    for one in cited(text, context.county.citations):
        instrument, start = one.instrument, one.start + 1
        if (
            one.mention.is_marked
            and text.startswith(STATE, start)
            and instrument.version
            and STATE not in instrument.title
            and not any(alias.startswith(STATE) for alias in instrument.aliases)
        ):
            yield Hit(start, start + len(STATE), f"标题是《{instrument.title}》，没有“{STATE}”", "")


RULE = TextRule(
    code="CI004",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(f"《{STATE}",),
)
