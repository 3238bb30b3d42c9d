"""引文与所引条文不一致

## 检查什么

写明“第几条规定”并用引号引出的原文，与县里登记的该条文本不一致。标点和空格的差别不计，省略号表示略去。

## 为什么

县政府办公室的通知把“引用错误”列为审查重点。加了引号就是原文，错一字、漏一词都会改变意思。

## 示例

```错 county
《虚谷县政务公开办法》第二条规定：“⟦各乡镇、各部门应当在信息形成之日起二十个工作日内公开⟧”。
```
→
```
《虚谷县政务公开办法》第二条规定：“各乡镇、各部门应当在信息形成之日起十五个工作日内公开”。
```

```错 county
根据《虚谷土家族苗族自治县政务公开工作办法》第一条“⟦规范政务公开管理，保障公众获取政府信息⟧”的要求
```

```对 county
《虚谷县政务公开办法》第二条规定：“各乡镇、各部门应当在信息形成之日起十五个工作日内公开”。
《虚谷县政务公开办法》第二条规定，“各乡镇、各部门应当……按月报送台账”。
《虚谷县政务公开办法》第三条规定：“本办法自发布之日起施行。”
按照《虚谷县政务公开办法》第二条的规定，“政务公开月”活动如期举行。
```

```对
《中华人民共和国行政处罚法》第四条规定：“公民违法的，依法处罚。”
```

## 例外

县里没有登记条文的不比对；引号里不足八个字的，可能只是强调，不比对。
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from shenfa.rules.citing.cited import Cited, cited
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

QUOTE = re.compile(
    r"(?:第[^，。；“]{1,8}[款项])?(?:的?[规要][定求])?(?:，|：|:|,|为|指出|明确)?\s?“(?P<quote>[^“”]{8,400})”"
)
OMITTED = re.compile(r"……|\.{3,}|…")
SKIPPED = re.compile(r"[\s，。；：、！？“”‘’（）()《》〈〉,.;:!?]")
ENOUGH = 0.6
EDGE = 4


def check(text: str, context: Context) -> Iterator[Hit]:
    for one in cited(text, context.county.citations):
        articles = dict(one.instrument.texts)
        if not articles or len(one.mention.articles) != 1:
            continue
        wording = articles.get(one.mention.articles[0].value)
        quote = QUOTE.match(text, one.mention.after)
        if wording and quote and not _is_within(quote["quote"], wording):
            yield _hit(one, quote, wording)


def _is_within(quote: str, wording: str) -> bool:
    rest = _bare(wording)
    for piece in filter(None, map(_bare, OMITTED.split(quote))):
        place = rest.find(piece)
        if place == -1:
            return False
        rest = rest[place + len(piece) :]
    return True


def _bare(text: str) -> str:
    return SKIPPED.sub("", text)


def _hit(one: Cited, quote: re.Match[str], wording: str) -> Hit:
    number = one.mention.articles[0].value
    return Hit(
        *quote.span("quote"),
        f"与《{one.instrument.title}》第{number}条的文字不一致，请照原文核对",
        _original(quote["quote"], wording),
    )


def _original(quote: str, wording: str) -> str | None:
    """Return the stretch of the article that was meant, where both its ends are certain."""
    if OMITTED.search(quote):
        return None
    start, end = wording.find(quote[:EDGE]), wording.rfind(quote[-EDGE:])
    if start == -1 or end == -1 or end <= start:
        return None
    meant = wording[start : end + EDGE]
    return meant if SequenceMatcher(None, quote, meant).ratio() > ENOUGH else None


RULE = TextRule(
    code="CI009",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("条",),
)
