"""括号不成对

## 检查什么

只有一半的圆括号“（）”和方头括号“【】”。

## 为什么

国家标准规定括号成对使用，缺一半就分不清括注到哪里为止。

## 示例

错：审核表⟦（⟧附件1由各单位填报。
错：各乡镇街道⟦）⟧要落实责任。
错：⟦【⟧通知公告 关于做好值班工作的通知
对：各乡镇（街道）要落实责任。
对：1）现场办理；2）网上办理。
对：办理方式（1) 现场办理；2) 网上办理）由申请人选择。
对：办理方式（含：1）现场办理；2）网上办理）由申请人选择。
对：参见附件（1、2）和表（3）
对：区间（0，5]内的数值有效。
```对
硬换行的文字里，审核表（见附件
1）由各单位填报。
```
```错
审核表⟦（⟧见附件1由各单位填报。
各单位要落实责任。
各乡镇（街道）负责。
```

## 例外

“1）”“a）”这样只有后括号的序号、数学区间和表情符号不在此列；“（以下简称”缺后括号的见 PU059；六角括号“〔〕”由格式类规则检查。
"""

import re
from collections.abc import Iterable, Iterator

from shenfa.rules.marking import mark
from shenfa.rules.punctuation import clause, stretches
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Line, Located, Part, Severity

MARK = re.compile(r"[（）()【】]")
BACK = {"（": "）", "(": "）", "【": "】"}
WIDE = {")": "）"}
ITEM_NUMBER = re.compile(
    r"(?:^|[^0-9A-Za-z.])(?:[0-9]{1,3}|[A-Za-zａ-ｚ０-９①-⑳]|[一二三四五六七八九十]{1,3})$"
)
ITEM = re.compile(r"(?:^|[\s，；：。、（])(?:[0-9]{1,2}|[A-Za-z])$")
SHORT_NAME = re.compile(r"（(?:以下)?[简统]称[：:]?“[^“”（）]{1,30}”[，。；]")
INTERVAL = re.compile(r"[（(\[［][-−+0-9.,，、\s∞a-z%％]{1,20}[\]］)）]")
EMOTICON = (":", ";", "：", "；", "^", "_", "-", "＾", "￣")
REACH = 3


def check(part: Part, _context: Context) -> Iterator[Located]:
    for lines in stretches(part):
        yield from _unpaired(lines)


def _unpaired(lines: Iterable[Line]) -> Iterator[Located]:
    opened: list[tuple[int, Line, int]] = []
    for number, line in enumerate(lines):
        while opened and number - opened[0][0] > REACH:
            yield from _unclosed(opened.pop(0))
        for place in _marks(line.text, len(opened)):
            bracket = line.text[place]
            if bracket in BACK:
                opened.append((number, line, place))
                continue
            back = WIDE.get(bracket, bracket)
            index = next(
                (at for at in reversed(range(len(opened))) if _back(opened[at]) == back), -1
            )
            if index >= 0:
                del opened[index]
            elif not _is_harmless(line.text, place):
                message = f"后括号“{bracket}”缺少对应的前括号，请补全括号"
                yield mark(line, (place, place + 1), message)
    for one in opened:
        yield from _unclosed(one)


def _marks(text: str, carried: int) -> list[int]:
    marks = [match.start() for match in MARK.finditer(text)]
    fronts = sum(text[mark] in BACK for mark in marks)
    if carried + fronts < len(marks) - fronts:
        # More back than front marks: those of items, 1) and 2）, have no front mark.
        marks = [mark for mark in marks if not _ends_item_number(text, mark)]
    if "]" not in text and "[" not in text and "］" not in text and "［" not in text:
        return marks
    intervals = [match.span() for match in INTERVAL.finditer(text)]
    return [mark for mark in marks if not any(start <= mark < end for start, end in intervals)]


def _ends_item_number(text: str, place: int) -> bool:
    return text[place] in ")）" and ITEM.search(text, max(0, place - 4), place) is not None


def _back(opened: tuple[int, Line, int]) -> str:
    _, line, place = opened
    return BACK[line.text[place]]


def _is_harmless(text: str, place: int) -> bool:
    before = text[:place].rstrip()
    # The numbers of items (1） and a）) and faces stand alone; half-width ones may be formulas.
    return (
        not before
        or before.endswith(EMOTICON)
        or ITEM_NUMBER.search(before[-5:]) is not None
        or (text[place] == ")" and before[-1].isascii())
    )


def _unclosed(opened: tuple[int, Line, int]) -> Iterator[Located]:
    _, line, place = opened
    text, bracket = line.text, line.text[place]
    is_face = text[:place].endswith(EMOTICON) and not text[place + 1 :].strip()
    if is_face or SHORT_NAME.match(text, place):
        return
    if bracket != "(" or not text[:place][-1:].isascii():
        yield mark(line, (place, place + 1), f"前括号“{bracket}”缺少对应的后括号，请补全括号")


RULE = DocumentRule(
    code="PU015",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(clause("第4.9条"),),
    check=check,
)
