"""引用已经废止的法规文件

## 检查什么

把已经废止或者被取代的法律、法规、文件当作现行的引用。以文稿日期为准，落款日期更早的以落款为准：在废止之前的不提示，
日期不明的也不提示。

## 为什么

县政府办公室的通知把“引用错误”列为审查重点。依据已经废止的法规作出的规定和决定站不住脚。
废止与否取自各法规末条“同时废止”的规定和本县登记的文件，不取数据库的状态标记。
系统收录全国性法律、行政法规、司法解释和部分部门规章、国家标准，截至2025年4月，2026年6月以前的部分修改
已经补入；没有收录的和以后修改的不判断。地方性法规、国务院文件和本县文件由县里登记。

## 示例

```错 date=2026-05-08
根据⟦《中华人民共和国合同法》⟧第五十二条的规定，该合同无效。
```

```错 date=2026-09-01
企业应当严格遵守⟦《环境保护法》⟧⟦《水污染防治法》⟧等法律法规。
```

```错 date=2026-05-08
依据⟦《信访条例》⟧，制定本办法。
```
→
```
依据《信访工作条例》，制定本办法。
```

```错 date=2026-05-08
依照⟦合同法⟧第五十二条处理。
```

```对 date=2026-05-08
根据《环境保护法》的规定，企业应当防治污染。
```

```对 date=2019-05-08
根据《中华人民共和国合同法》的规定，该合同无效。
```

```对
根据《中华人民共和国合同法》的规定，该合同无效。
```

```对 date=2026-05-08
《民法典》施行后，《合同法》《物权法》等九部法律同时废止。
该合同签订于2018年，适用当时的《合同法》。
1999年，九届全国人大二次会议通过《合同法》。
《虚谷县贯彻〈合同法〉实施意见》继续有效。
```

```对 date=2026-05-08
根据《中华人民共和国合同法》第五十二条，该合同无效。
虚谷县人民政府
2019年5月8日
```

```对 date=2026-05-08
虚谷县人民政府关于废止部分文件的决定
一、《信访条例》实施细则
二、《企业法人登记管理条例》宣传方案
```

## 例外

叙述历史、说明新旧衔接、引文里和其他文件标题里的旧名不提示。被取代的确切日期没有取得的，
按可能的最晚日期判断。只在正文里提到、没有作为依据的，只作提醒。
"""

import datetime
from collections.abc import Iterator

from shenfa.rules.citing.cited import Cited, places
from shenfa.rules.citing.directory import STATE, Directory, directory
from shenfa.rules.citing.past import (
    day_of,
    is_cited_as_basis,
    is_repeal_notice,
    speaks_of_the_past,
    stands_with_successor,
)
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Instrument, Located, Part, Severity


def check(part: Part, context: Context) -> Iterator[Located]:
    if context.date is None:
        return
    date: datetime.date | None = None
    for place in places(part, context):
        for one in place.cited:
            ended = one.instrument.ended
            if ended is None or context.date < ended:
                continue
            if date is None:
                if is_repeal_notice(part):
                    return
                date = day_of(part, context.date)
            if ended <= date and not _is_known_as_ended(place.text, one, date, context):
                new = successor(one.instrument, date, directory(context.county.citations))
                yield Located(place.passage, _hit(place.start, place.text, one, new))


def _is_known_as_ended(text: str, one: Cited, date: datetime.date, context: Context) -> bool:
    ended, old = one.instrument.ended, one.instrument
    new = successor(old, date, directory(context.county.citations))
    return (
        (ended is not None and speaks_of_the_past(text, one, ended))
        or stands_with_successor(text, one, old.replaced_by)
        or (new is not None and stands_with_successor(text, one, new.title))
    )


def successor(old: Instrument, date: datetime.date, known: Directory) -> Instrument | None:
    """Return what holds in the place of ``old`` on a date, through all that came between."""
    seen = {old.title}
    new = known.find(old.replaced_by) if old.replaced_by else None
    while new and new.ended and new.ended <= date and new.title not in seen:
        seen.add(new.title)
        new = known.find(new.replaced_by) if new.replaced_by else None
    return new


def _hit(by: int, text: str, one: Cited, new: Instrument | None) -> Hit:
    old = one.instrument
    is_grave = old.is_sure and is_cited_as_basis(text, one)
    return Hit(
        by + one.start,
        by + one.end,
        _message(old, new),
        _fix(text, one, new),
        severity=None if is_grave else Severity.WARNING,
        certainty=None if is_grave else Certainty.SUSPECTED,
    )


def _message(old: Instrument, new: Instrument | None) -> str:
    day = old.ended
    since = f"自{day.year}年{day.month}月{day.day}日起" if day and old.has_exact_end else "已经"
    if new:
        return f"《{old.title}》{since}由《{new.title}》取代，请改引现行规定"
    return f"《{old.title}》{since}废止，请改引现行规定或者删去"


def _fix(text: str, one: Cited, new: Instrument | None) -> str | None:
    # Articles are numbered anew in the new text, and its number is another.
    if new is None or one.mention.articles or one.mention.numbers or not one.mention.is_marked:
        return None
    whole = text.startswith(STATE, one.start + 1)
    title = new.title if whole else new.title.removeprefix(STATE)
    return f"《{title}》"


RULE = DocumentRule(
    code="CI001",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
)
