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

from shenfa.rules.marking import mark
from shenfa.rules.punctuation import clause, stretches
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Line, Located, Part, Severity

MARK = re.compile(r"[《》]")
REACH = 3


def check(part: Part, _context: Context) -> Iterator[Located]:
    for lines in stretches(part):
        yield from _unpaired(lines)


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
                yield mark(line, (place, place + 1), "后书名号缺少对应的前书名号，请补全书名号")
    for one in opened:
        yield _unclosed(one)


def _unclosed(opened: tuple[int, Line, int]) -> Located:
    _, line, place = opened
    return mark(line, (place, place + 1), "前书名号缺少对应的后书名号，请补全书名号")


RULE = DocumentRule(
    code="PU016",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(clause("第4.15条"),),
    check=check,
)
