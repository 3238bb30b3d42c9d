"""用简称引用的条次超过法规的总条数

## 检查什么

文中交代了简称的法律、法规（“以下简称《条例》”），后文用简称引用的“第几条”比该法规的最后一条还大。

## 为什么

县政府办公室的通知把“引用错误”列为审查重点。不存在的条文不能作为依据。

## 示例

```错
根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》），答复如下。
依据《条例》⟦第六十条⟧，不予公开。
```

```错
根据《地质灾害防治条例》（以下简称“《条例》”）制定本预案，《条例》⟦第五十条⟧另有规定的除外。
```

```对
根据《中华人民共和国政府信息公开条例》（以下简称《条例》），答复如下。
依据《条例》第十六条，不予公开。
```

```对
依据《条例》第六十条，不予公开。
```

## 例外

没有交代简称的不判断。
"""

import re
from collections.abc import Iterator

from shenfa.rules.citing.articles import beyond_last
from shenfa.rules.citing.cited import cited
from shenfa.rules.citing.directory import key_of
from shenfa.rules.citing.mentions import mentions
from shenfa.rules.marking import in_line
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Context, Instrument, Line, Located, Part, Severity

DEFINED = re.compile(
    r"[（(][^（）()]{0,60}?(?:以下|下)简称(?:为|：|:)?[“\"]?《?(?P<name>[^“”\"《》（）()]{2,16})"
)


def check(part: Part, context: Context) -> Iterator[Located]:
    short: dict[str, Instrument] = {}
    for line in part.lines:
        if "《" not in line.text:
            continue
        if "简称" in line.text:
            for one in cited(line.text, context.county.citations):
                if match := DEFINED.match(line.text, one.end):
                    short[key_of(match["name"])] = one.instrument
        if short and "条" in line.text:
            yield from _beyond(line, short, context)


def _beyond(line: Line, short: dict[str, Instrument], context: Context) -> Iterator[Located]:
    for mention in mentions(line.text):
        instrument = short.get(key_of(mention.title)) if mention.is_marked else None
        if instrument:
            for article in mention.articles:
                for hit in beyond_last(article, instrument, context):
                    yield in_line(line, hit)


RULE = DocumentRule(
    code="CI013",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
)
