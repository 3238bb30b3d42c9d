"""书名号不成对

## 检查什么

只有一半的书名号“《》”。

## 为什么

国家标准规定书名号成对使用，缺一半就分不清文件名、作品名到哪里为止。

## 示例

错：现印发⟦《⟧工作方案的通知。
错：根据政府信息公开条例⟦》⟧等规定，制定本办法。
错：根据⟦《⟧政府信息公开条例和《保守国家秘密法》的规定
对：根据《政府信息公开条例》等规定，制定本办法。
对：《关于印发〈值班工作方案〉的通知》
```对
虚谷土家族苗族自治县人民政府办公室关于印发《虚谷土家族
苗族自治县信息审核办法》的通知
```

## 例外

标题中书名号跨行的，三行之内补全即可。
"""

import re
from collections.abc import Iterable, Iterator

from shenfa.rules.rule import DocumentRule
from shenfa.text import (
    PRINTED,
    Basis,
    Certainty,
    Context,
    Hit,
    Line,
    Located,
    Part,
    PassageKind,
    Severity,
    split_lines,
)

MARK = re.compile(r"[《》]")
REACH = 3


def check(part: Part, _context: Context) -> Iterator[Located]:
    yield from _unpaired(part.lines)
    for index, passage in part.passages:
        if passage.kind in PRINTED and (
            passage.cell is not None or passage.kind is not PassageKind.BODY
        ):
            yield from _unpaired(Line(index, *line) for line in split_lines(passage.text))


def _unpaired(lines: Iterable[Line]) -> Iterator[Located]:
    opened: list[tuple[int, Line, int]] = []
    for number, line in enumerate(lines):
        while opened and number - opened[0][0] > REACH:
            yield _unclosed(opened.pop(0))
        for match in MARK.finditer(line.text):
            place = match.span()[0]
            if match[0] == "《":
                opened.append((number, line, place))
            elif opened:
                opened.pop()
            else:
                yield _located(line, place, "后书名号缺少对应的前书名号，请补全书名号")
    for one in opened:
        yield _unclosed(one)


def _unclosed(opened: tuple[int, Line, int]) -> Located:
    _, line, place = opened
    return _located(line, place, "前书名号缺少对应的后书名号，请补全书名号")


def _located(line: Line, place: int, message: str) -> Located:
    start = line.start + place
    return Located(line.passage, Hit(start, start + 1, message))


RULE = DocumentRule(
    code="PU016",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(Basis("标点符号用法", "GB/T 15834—2011", "第4.15条"),),
    check=check,
)
