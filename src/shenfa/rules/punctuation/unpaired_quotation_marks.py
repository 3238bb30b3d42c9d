"""引号不成对

## 检查什么

只有前引号没有后引号、只有后引号没有前引号，以及前后引号用反的双引号。

## 为什么

国家标准规定引号成对使用，缺一半就分不清引文到哪里为止。

## 示例

错：严禁以“人力不足⟦“⟧等理由外包。 → 严禁以“人力不足”等理由外包。
错：严禁以⟦”⟧人力不足”等理由外包。 → 严禁以“人力不足”等理由外包。
错：严禁以⟦”⟧人力不足⟦“⟧等理由外包。 → 严禁以“人力不足”等理由外包。
错：严禁以“人力不足⟦“⟧等理由外包，做到“四不两直”。 → 严禁以“人力不足”等理由外包，做到“四不两直”。
错：严格落实三审三校⟦”⟧制度。
错：严格落实⟦“⟧三审三校制度。
对：严格落实“三审三校”制度。
```对
他说：“第一段引文。
“第二段引文接着前一段。
“第三段引文到此为止。”
```
```对
硬换行的文字里，“先审查、
后公开”的原则跨了两行。
```
```错
严格落实⟦“⟧三审三校制度。
做到“四不两直”。
```

## 例外

夹有直引号的行由 PU009 检查。引文可以跨段，每段开头再用前引号；后文已经补上后引号的不提示。“（以下简称‘…’）”缺后引号的见 PU059。
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from shenfa.rules.marking import in_line
from shenfa.rules.punctuation import clause, stretches
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Line, Located, Part, Severity

PAIRING = re.compile(r"[“”]")
REVERSED = re.compile(r"(?:”[^“”，。；：！？]{1,30}“[^“”]*)+")
NEAR = 30
SHORT_NAMES = re.compile("[简统]称：?$|（即：?$")


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark; ``following`` is the next one of its line and ``reach`` how far it is."""

    number: int
    line: Line
    place: int
    following: str = ""
    reach: int = 0

    @property
    def character(self) -> str:
        """The mark itself."""
        return self.line.text[self.place]


def check(part: Part, _context: Context) -> Iterator[Located]:
    for lines in stretches(part):
        yield from _unpaired(lines)


def _unpaired(lines: Iterable[Line]) -> Iterator[Located]:
    opened: list[Mark] = []
    for number, line in enumerate(lines):
        marks = _marks(number, line)
        if marks and not opened and REVERSED.fullmatch(line.text, marks[0].place):
            yield from map(_backwards, marks)
            continue
        for mark in marks:
            yield from _close(opened, mark) if mark.character == "”" else _open(opened, mark)
    for mark in opened:
        if not SHORT_NAMES.search(mark.line.text, max(0, mark.place - 4), mark.place):
            message = "前引号缺少对应的后引号，请补全引号"
            yield _located(mark, Hit(0, 1, message, severity=Severity.WARNING))


def _marks(number: int, line: Line) -> list[Mark]:
    if '"' in line.text or not ("“" in line.text or "”" in line.text):
        # Half of a pair may be a straight mark, which is another rule's business.
        return []
    places = [match.start() for match in PAIRING.finditer(line.text)]
    return [
        Mark(number, line, place, line.text[after], after - place)
        for place, after in pairwise(places)
    ] + [Mark(number, line, place) for place in places[-1:]]


def _close(opened: list[Mark], mark: Mark) -> Iterator[Located]:
    if opened:
        opened.pop()
    elif mark.following == "”" and mark.reach <= NEAR:
        yield _backwards(mark)
        opened.append(mark)
    else:
        yield _located(mark, Hit(0, 1, "后引号缺少对应的前引号，请补全引号"))


def _open(opened: list[Mark], mark: Mark) -> Iterator[Located]:
    last = opened[-1] if opened else None
    if (
        last is not None
        and last.number == mark.number
        and last.following == "“"
        and last.reach <= NEAR
        and mark.following != "”"
    ):
        opened.pop()
        yield _backwards(mark)
        return
    if (
        last is not None
        and last.number == mark.number - 1
        and not mark.line.text[: mark.place].strip()
    ):
        # The next paragraph of one quotation opens again.
        opened.pop()
    opened.append(mark)


def _backwards(mark: Mark) -> Located:
    right = "“" if mark.character == "”" else "”"
    return _located(mark, Hit(0, 1, f"前后引号用反，此处应为“{right}”", right))


def _located(mark: Mark, hit: Hit) -> Located:
    return in_line(mark.line, replace(hit, start=mark.place, end=mark.place + 1))


RULE = DocumentRule(
    code="PU014",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(clause("第4.8条"),),
    check=check,
)
