"""文号与标题不符

## 检查什么

紧跟在法规、文件标题后面（或者前面）的令号、发文字号，与该法规、文件的文号不一致。

## 为什么

县政府办公室的通知把“引用错误”列为审查重点。文号是查找和核对文件的依据，写错等于引错。

## 示例

错：根据《地质灾害防治条例》（国务院令第⟦349⟧号）第三条 → 根据《地质灾害防治条例》（国务院令第394号）第三条
错：按照《中华人民共和国政府信息公开条例》（国务院第⟦771⟧号令）的规定 → 按照《中华人民共和国政府信息公开条例》（国务院第711号令）的规定
错：依据国务院令第⟦349⟧号《地质灾害防治条例》 → 依据国务院令第394号《地质灾害防治条例》
错：《政府网站发展指引》（⟦国办发〔2017〕74号⟧）要求 → 《政府网站发展指引》（国办发〔2017〕47号）要求
对：根据《地质灾害防治条例》（国务院令第394号）第三条
对：根据《地质灾害防治条例》（中华人民共和国国务院令第394号，2003年11月24日公布）
对：《危险化学品安全管理条例》（国务院令第591号）
对：《危险化学品安全管理条例》（国务院令第344号公布，国务院令第645号修订）
对：《虚谷县地质灾害防治办法》（县政府令第3号）
对：《标点符号用法》（GB/T 15834-2011）

```对 date=2000-05-08
依据《信访条例》（国务院令第185号）
```

## 例外

修改该法规的命令也可以写，不提示。表中没有文号的、文稿日期早于该文号公布日期的、令号晚于收录截止时间的，不判断。
"""

from collections.abc import Iterator

from shenfa.rules.citing.articles import CHECKED_UNTIL
from shenfa.rules.citing.cited import Cited, cited
from shenfa.rules.citing.directory import directory
from shenfa.rules.citing.numbers import Number
from shenfa.rules.citing.past import is_dated_before
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Instrument, Severity


def check(text: str, context: Context) -> Iterator[Hit]:
    known = directory(context.county.citations)
    for one in cited(text, context.county.citations):
        right = known.numbers.get(one.instrument.title)
        if (
            right
            and (wrong := _wrong(one, right))
            and not _is_of_another_time(text, one, wrong, known.latest_order, context)
        ):
            yield _hit(text, wrong, right, one.instrument)


def _wrong(one: Cited, right: Number) -> Number | None:
    """Return the number that cannot be right, None where one can or none is comparable."""
    rivals = [
        number
        for number in one.mention.numbers
        if number.series == right.series or len(number.value) == len(right.value) == PAPER
    ]
    for number in rivals:
        if number.is_same(right) or _is_known_change(number, one.instrument):
            return None
    return rivals[0] if rivals else None


def _is_known_change(number: Number, instrument: Instrument) -> bool:
    for other in instrument.other_numbers:
        first, _, last = other.partition("-")
        if first.isdigit() and int(first) <= number.value[0] <= int(last or first):
            return True
    return False


def _is_of_another_time(
    text: str, one: Cited, wrong: Number, latest: int, context: Context
) -> bool:
    """Return whether the number may be that of an older order, or one newer than the table."""
    if wrong.series == "国务院令" and wrong.value[0] > latest:
        days = (context.date - CHECKED_UNTIL).days if context.date else DAYS_OF_A_YEAR
        return wrong.value[0] <= latest + days * ORDERS_A_YEAR / DAYS_OF_A_YEAR
    since = one.instrument.promulgated or one.instrument.effective
    if since is None:
        return False
    return bool(context.date and context.date < since) or is_dated_before(text, one, since)


def _hit(text: str, wrong: Number, right: Number, instrument: Instrument) -> Hit:
    span, fix = wrong.digits, instrument.number
    if len(right.value) < PAPER:
        is_chinese = not text[span[0] : span[1]].isdigit()
        fix = str(right.value[0])
        if is_chinese:
            span, fix = (wrong.start, wrong.end), instrument.number
    return Hit(
        *span,
        f"《{instrument.title}》的文号是{instrument.number}，请核对",
        fix if instrument.is_sure else None,
        severity=None if instrument.is_sure else Severity.WARNING,
        certainty=None if instrument.is_sure else Certainty.SUSPECTED,
    )


ORDERS_A_YEAR = 40
DAYS_OF_A_YEAR = 365
PAPER = 2
"""A document number consists of year and serial number, that of an order of one."""

RULE = TextRule(
    code="CI002",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("》",),
)
