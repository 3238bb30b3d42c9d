"""文首单独成行的密级标志

## 检查什么

一份文件（含内嵌文件）开头 15 行内，单独占一行或一格的密级字样，字间可有空格，
前面可有份号，后面可有保密期限和紧急程度。

## 为什么

密级标注在公文首页左上角。文首单独成行的密级字样就是国家秘密标志，未经解密不得公开。
命中后只报位置，不摘录原文。

## 示例

```错
⟦机　密⟧
虚谷土家族苗族自治县人民政府办公室文件
关于做好有关工作的通知
```

```错
000012
⟦秘密 1年⟧ 特急
虚谷土家族苗族自治县人民政府文件
```

```错 table
⟦绝密⟧|特急
虚谷土家族苗族自治县人民政府文件|
```

```对
保密知识问答
秘密的期限是多长？
国家秘密的保密期限，秘密级不超过十年。
```

```对
保密教育提纲
绝密、机密、秘密
三个密级各有不同的保密期限。
```

## 例外

“第一章 秘密”一类有其他文字的标题不算。
"""

from collections.abc import Iterator
from itertools import islice

from shenfa.rules.rule import DocumentRule
from shenfa.rules.secrecy import STATE_SECRET, bare_mark, texts_within
from shenfa.text import Context, Hit, Located, Part, PassageKind, Severity, split_lines

TOP_LINES = 15
MESSAGE = "文首有国家秘密标志，请立即停止发布，并报告本单位保密审查员"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for text in texts_within(part):
        for index, start, line in islice(_lines(text), TOP_LINES):
            if span := bare_mark(line):
                yield Located(index, Hit(start + span[0], start + span[1], MESSAGE))


def _lines(part: Part) -> Iterator[tuple[int, int, str]]:
    # Cells count as lines: the head of a letter is often laid out as a table.
    for index, passage in part.passages:
        if passage.kind in (PassageKind.BODY, PassageKind.TEXT_BOX):
            for start, line in split_lines(passage.text):
                if line.strip():
                    yield index, start, line


RULE = DocumentRule(
    code="SE002",
    severity=Severity.BLOCKER,
    basis=STATE_SECRET,
    check=check,
)
