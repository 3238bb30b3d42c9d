"""公布日期与法规不符

## 检查什么

法规标题后面的括号里，与本法规令号写在一起的公布日期，和该法规的公布日期不一致。

## 为什么

县政府办公室的通知把“引用错误”列为审查重点。令号对而日期错，说明两者至少有一处没有核对。

## 示例

错：《地质灾害防治条例》（⟦2003年11月14日⟧国务院令第394号公布） → 《地质灾害防治条例》（2003年11月24日国务院令第394号公布）
错：《地质灾害防治条例》（国务院令第394号，⟦2004年11月24日⟧公布） → 《地质灾害防治条例》（国务院令第394号，2003年11月24日公布）
对：《地质灾害防治条例》（2003年11月24日国务院令第394号公布）
对：《地质灾害防治条例》（2003年11月19日国务院第29次常务会议通过，国务院令第394号公布）
对：《地质灾害防治条例》（国务院令第394号，自2004年3月1日起施行）
对：《食盐专营办法》（1996年5月27日国务院令第197号发布，2017年12月26日国务院令第696号修订）

## 例外

通过日期、施行日期和修改日期不检查；表中没有公布日期的不判断。
"""

from collections.abc import Iterator

from shenfa.rules.citing.cited import cited
from shenfa.rules.citing.directory import directory
from shenfa.rules.citing.numbers import Number
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity
from shenfa.text.dates import WrittenDate, written_dates

MADE_KNOWN = ("公布", "发布", "颁布")
NEAR = 4


def check(text: str, context: Context) -> Iterator[Hit]:
    if not any(word in text for word in MADE_KNOWN):
        return
    known = directory(context.county.citations)
    for one in cited(text, context.county.citations):
        own, day = known.numbers.get(one.instrument.title), one.instrument.promulgated
        if own is None or day is None or len(one.mention.numbers) != 1:
            continue
        number = one.mention.numbers[0]
        if not number.is_same(own) or number.start < one.end:
            continue
        for date in written_dates(text[one.end : one.mention.after]):
            wrong = WrittenDate(
                date.start + one.end, date.end + one.end, date.year, date.month, date.day
            )
            if wrong.value != day and _is_of(text, wrong, number):
                yield Hit(
                    wrong.start,
                    wrong.end,
                    f"《{one.instrument.title}》的公布日期是{day.year}年{day.month}月{day.day}日，请核对",
                    f"{day.year}年{day.month}月{day.day}日",
                )


def _is_of(text: str, date: WrittenDate, number: Number) -> bool:
    """Return whether the day is written as that on which the order was made known."""
    if date.end <= number.start:
        between = text[date.end : number.start].replace("中华人民共和国", "")
        return len(between) <= NEAR and text.startswith(MADE_KNOWN, number.end)
    return date.start - number.end <= NEAR and text.startswith(MADE_KNOWN, date.end)


RULE = TextRule(
    code="CI015",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("》（", "》(", "》 （"),
)
