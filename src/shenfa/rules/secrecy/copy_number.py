"""文首有份号

## 检查什么

文首单独成行的六位数字（份号），且文首另有密级标志、发文机关标志或发文字号。

## 为什么

份号只有涉密公文才标注。文首有份号，说明这份文件很可能是涉密公文的一份。
命中后只报位置，不摘录原文。

## 示例

```错 kind=official
⟦000123⟧
虚谷土家族苗族自治县人民政府文件
虚谷府发〔2026〕12号
```

```错 kind=official
⟦份号：０００００８⟧
机密
虚谷县人民政府办公室
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室
地址：竹沟镇人民路1号　邮编：409800
虚谷府办发〔2026〕3号
```

```对 kind=official
虚谷县人民政府办公室
关于做好值班工作的通知
虚谷府办发〔2026〕18号
2026.5.8
```

```对 kind=list
000123
000124
中签号码公告
```

## 例外

密级与份号写在同一行的，由密级标志规则报告。没有红头也没有字号的六位数字不算份号。
"""

import re
from collections.abc import Iterator
from itertools import islice

from shenfa.rules.official import format_clause
from shenfa.rules.rule import DocumentRule
from shenfa.rules.secrecy import MARKS_ON_CARRIERS, STATE_SECRET, bare_mark, texts_within
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity, squeeze

TOP_LINES = 8
HEAD_LINES = 15
# Blanks may part the digits, other marks may not: 2026.5.8 is a date.
COPY_NUMBER = re.compile(r"\s*(?:份\s?号\s?[:：]?|NO[.．:：]?)?\s*\d(?:\s*\d){5}\s*", re.IGNORECASE)
LETTERHEAD = re.compile(r"[\u4e00-\u9fff()]{4,40}文件|.{0,24}[〔\[]\d{4}[〕\]]\d{1,4}号.{0,20}")
MESSAGE = "文首有份号，份号只用于涉密公文，请停止发布，并交保密审查员判断"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for text in texts_within(part):
        numbers = [
            (line.passage, line.start + start, line.start + end)
            for line in islice(text.lines, TOP_LINES)
            for start, end in _copy_numbers(line.text)
        ]
        if not numbers:
            continue
        head = [line.text for line in islice(text.lines, HEAD_LINES)]
        marked = any(bare_mark(line) for line in head)
        if marked or any(LETTERHEAD.fullmatch(squeeze(line).text) for line in head):
            certainty = Certainty.CERTAIN if marked else Certainty.SUSPECTED
            for index, start, end in numbers[:1]:
                yield Located(index, Hit(start, end, MESSAGE, certainty=certainty))


def _copy_numbers(line: str) -> Iterator[tuple[int, int]]:
    if len(line) <= 20 and COPY_NUMBER.fullmatch(line):
        tight = squeeze(line)
        yield tight.span(0, len(tight.text))


RULE = DocumentRule(
    code="SE006",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=(
        format_clause("第7.2.1条"),
        MARKS_ON_CARRIERS,
        *STATE_SECRET[1:],
    ),
    check=check,
)
