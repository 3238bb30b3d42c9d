"""说有几项，列出的却不是几项

## 检查什么

“以下三项工作：”“下列5个条件：”后面依次编号的条目，或者“以下四点：一是……二是……”列出的数目与所说的不符。

## 为什么

增删了一项，忘了改前面的数目。数目与条目不符，读者不知道是漏了一项还是数错了。

## 示例

```错
重点抓好⟦以下三项工作⟧：
（一）开展排查。
（二）组织整改。
一、保障措施
```

错：要做到⟦以下四点⟧：一是摸清底数；二是落实责任；三是按期整改。
错：要把握好⟦三个方面⟧：一是摸清底数；二是落实责任；三是按期整改；四是加强宣传。

```对
重点抓好以下三项工作：
（一）开展排查。
（二）组织整改。
（三）总结上报。
```

```对
申请人应当具备下列两个条件：
1.有本县户籍；
具体以户口簿为准。
2.年满18周岁。
```

对：要做到以下三点：一是摸清底数；二是落实责任；三是按期整改。
对：要抓好三项工作：加强排查，一是摸清底数，二是落实责任。
对：下一步工作：一是摸清底数；二是落实责任。
对：抓好以下三项工作，一要摸清底数，二要落实责任。

## 例外

说“一种”“一条”的不查；没有编号的条目不数；编号跳号的见 LA040。
"""

import re
from collections.abc import Iterator, Sequence

from shenfa.rules.counting.listings import COUNT, FEWEST, count_of, numbered_items, spoken_items
from shenfa.rules.marking import mark
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Line, Located, Part, Severity
from shenfa.text.numerals import write_ordinal

NOUN = r"[个项点条类种步](?:方面|工作|措施|条件|要求|原则|任务|问题|建议|意见|情形|环节|步骤|阶段|内容|事项|关键|重点)?"
BELOW = re.compile(rf"(?:以下|下列|如下)(?P<count>{COUNT}){NOUN}[^，。；：:]{{0,12}}[：:]\s*$")
BESIDE = re.compile(
    rf"(?<!下)(?P<phrase>(?:以下|下列|如下)?(?P<count>{COUNT}){NOUN})[^，。；：:、]{{0,8}}[：:](?=一是)"
)
MESSAGE = "这里说有{}项，后面列出了{}项，请核对"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for number, line in enumerate(part.lines):
        text = line.text
        if "：" not in text and not text.rstrip().endswith(":"):
            continue
        if match := BESIDE.search(text):
            listed = _spoken(text[match.end() :])
            if not _goes_on(part.lines[number + 1 : number + 4], listed):
                yield from _told(line, match, match.span("phrase"), listed)
        elif match := BELOW.search(text):
            below = part.lines[number + 1 :]
            span = (match.start(), match.start() + len(match[0].rstrip().rstrip("：:")))
            yield from _told(line, match, span, numbered_items(below))


def _told(
    line: Line, match: re.Match[str], span: tuple[int, int], listed: int
) -> Iterator[Located]:
    announced = count_of(match["count"])
    if announced and min(announced, listed) >= FEWEST and listed != announced:
        yield mark(line, span, MESSAGE.format(announced, listed))


def _goes_on(lines: Sequence[Line], listed: int) -> bool:
    return any(f"{write_ordinal(listed + 1)}是" in line.text for line in lines)


def _spoken(text: str) -> int:
    """Return how many are listed; nested or broken enumerations are left to people."""
    return 0 if text.count("一是") > 1 else spoken_items(text)


RULE = DocumentRule(
    code="CO007",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
)
