"""同一个数量前后写得不一样

## 检查什么

标题、正文、附件里，同一句话（主体、事项、单位都一样）给出两个不同的数，
如前面说“全县脱贫户共有1200户”，后面说“全县脱贫户共有1300户”。

## 为什么

同一件事只有一个数，前后不一，必有一处写错。

## 示例

```错
全县共有地质灾害隐患点120处，已全部落实责任人。
截至目前，全县共有地质灾害隐患点⟦125处⟧。
```

```对
全县共有地质灾害隐患点120处，已全部落实责任人。
全县共有地质灾害隐患点120处。
```

```对
竹沟镇共有地质灾害隐患点12处。
云塘乡共有地质灾害隐患点8处。
```

```对
2025年，全县共有地质灾害隐患点120处。
2026年，全县共有地质灾害隐患点125处。
```

```对
项目总投资120万元。
项目总投资125万元。
```

## 例外

句中没有写明主体的（“总投资”“共有”开头）不查；两处所在的句子写了不同的年份、月份或者季度的不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Line, Located, Part, Severity

WHOSE = r"全[县镇乡村市区州省校局院]|我[县镇乡市区局院]|本[县镇乡村]"
QUANTITY = re.compile(
    rf"(?P<phrase>(?:{WHOSE})(?:现有|共有|共|总|现共有)[\u4e00-\u9fff]{{2,14}}?(?:为|达|共)?)"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,4})?)(?P<unit>[万亿]?[\u4e00-\u9fff]{1,2})"
)
TIME = re.compile(
    r"(?:19|20)\d\d年|\d{1,2}月|季度|上半年|下半年|年末|年底|去年|上年|今年|[初末]|新增|到|至"
)
STOPS = "。；！？"


def check(part: Part, _context: Context) -> Iterator[Located]:
    known: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
    for line in part.lines:
        text = line.text
        if "全" not in text and "我" not in text and "本" not in text:
            continue
        for match in QUANTITY.finditer(text):
            key = (match["phrase"], match["unit"])
            number = match["number"].replace(",", "")
            times = _times(line, match.start())
            first, when = known.setdefault(key, (number, times))
            if number != first and times == when:
                span = (match.start("number"), match.end("unit"))
                yield mark(line, span, f"前文同一个数量是{first}{match['unit']}，请核对")


def _times(line: Line, start: int) -> tuple[str, ...]:
    """Return what the sentence says about time before ``start``; the current one says nothing."""
    begin = max(line.text.rfind(stop, 0, start) for stop in STOPS) + 1
    said = line.text[begin:start].replace("截至目前", "")
    return tuple(TIME.findall(said))


RULE = DocumentRule(
    code="CO014",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
)
