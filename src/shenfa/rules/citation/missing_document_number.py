"""引用文件没有写发文字号

## 检查什么

县里规定引用文件要写发文字号的，“根据”“按照”“落实”等词后面首次引用的文件标题没有跟发文字号。
本规则平时不检查，在本县设置里写上 citation_numbers = true 才检查。

## 为什么

引用公文通行的写法是先引标题，后引发文字号，便于查找核对。这是惯例，由县里决定是否执行。

## 示例

```错 county
根据《虚谷县政务公开办法》⟦⟧，制定本方案。
```
→
```
根据《虚谷县政务公开办法》（虚谷府发〔2024〕12号），制定本方案。
```

```错 county
按照《关于做好防汛工作的通知》⟦⟧要求，各村要落实责任。
```

```对 county
根据《虚谷县政务公开办法》（虚谷府发〔2024〕12号），制定本方案。
再次依照《虚谷县政务公开办法》办理。
根据《中华人民共和国行政处罚法》，制定本方案。
```

```对
根据《虚谷县政务公开办法》，制定本方案。
```

## 例外

国家法律可以不写令号，不提示；党的全会文件、重要讲话没有发文字号，不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.citing.directory import directory, key_of
from shenfa.rules.citing.mentions import mentions
from shenfa.rules.rule import DocumentRule
from shenfa.text import Basis, Certainty, Context, Hit, Level, Located, Part, Severity

DOCUMENT = re.compile(
    r"(?:通知|意见|办法|规定|方案|细则|通告|公告|函|批复|规划|纲要|决定|要点|指引)(?:（.{1,4}）)?$"
)
CITING = re.compile(
    r"(?:根据|按照|依据|依照|遵照|落实|贯彻|执行)(?:《[^《》]{2,60}》|[、和及与]|县政府|县委)*$"
)
WITHOUT = re.compile(r"全国代表大会|全体会议|习近平|总书记|讲话|宪法|法律|国民经济")
REACH = 140


def check(part: Part, context: Context) -> Iterator[Located]:
    if not context.county.citations.wants_numbers:
        return
    known = directory(context.county.citations)
    seen: set[str] = set()
    for line in part.lines:
        for one in mentions(line.text):
            key = key_of(one.title)
            if not one.is_marked or key in seen or not DOCUMENT.search(one.title):
                continue
            seen.add(key)
            before = line.text[max(0, one.start - REACH) : one.start]
            if one.numbers or WITHOUT.search(one.title) or not CITING.search(before):
                continue
            instrument = known.find(one.title)
            number = instrument.number if instrument and instrument.is_sure else ""
            at = line.start + one.end
            yield Located(
                line.passage,
                Hit(
                    at, at, "引用文件建议在标题后写明发文字号", f"（{number}）" if number else None
                ),
            )


RULE = DocumentRule(
    code="CI010",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(Basis("公文引用惯例", level=Level.PRACTICE),),
    check=check,
    review="引用顺序的条文依据待核",
)
