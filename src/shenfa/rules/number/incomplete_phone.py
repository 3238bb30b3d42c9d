"""电话号码位数不对

## 检查什么

“电话”“手机”“传真”后面或者相应表格列中位数不对的号码：区号023后不是8位，手机号不是11位，其他区号后不是7位或者8位。

## 为什么

公开的联系电话多一位、少一位都打不通，属于明显的表述错误。

## 示例

错：联系电话：⟦023-755510⟧。
错：咨询电话：⟦023-755510071⟧
错：手机：⟦1380000000⟧
错：传真为⟦（023）7555100⟧
错：联系人：向某某，⟦1381234567⟧
```对
咨询电话（023-81234567）
2026年5月8日
```
错：请拨打⟦023-7555100⟧咨询。

```错 table
单位 | 联系电话
竹沟镇 | ⟦138000000001⟧
云塘乡 | 023-75550107
```

对：联系电话：023-75550107、75550108。
对：服务热线：12345，监督电话：023-12388。
对：联系电话：010-55550107转801、0836-5550107。
对：手机：13800000000
对：手机：138****0000
对：文号023-755510的档案已移交。
对：电话银行业务办理量达1385550笔。

```对 table
姓名 | 联系方式
张某 | QQ：1380000000
```

## 例外

没有区号的固定电话位数各地不一，不查；带*号的是已经遮盖的号码，不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import PRINTED, Certainty, Context, Hit, Located, Part, Passage, Severity

WORDS = ("电话", "手机", "传真", "热线", "023", "联系方式", "联系人")
LABEL = re.compile(
    r"(?:电话|手机|传真|热线|联系方式)(?:号码?)?\s?(?:[（(][^（()）\d]{1,8}[）)])?\s?[:：为是]?\s?"
    r"|联系人[:：]\s?[\u4e00-\u9fff·]{2,4}[，,、（(\s]{0,2}(?=1)"
)
COLUMN = re.compile(r"电话|手机|传真|联系方式")
NUMBER = (
    r"[（(]?(?<![\d*.])\d(?:\d|[-—–－][ \u3000]?(?=\d)"
    r"|[）)][ \u3000]?[-—–－]?[ \u3000]?(?=\d)|[ \u3000](?=\d)){3,20}(?![\d*万亿.%])"
)
NUMBERS = re.compile(NUMBER)
LIST = re.compile(rf"{NUMBER}(?:\s?(?:转\d{{1,4}})?\s?[、/，,；;和或]\s?{NUMBER}){{0,9}}")
BARE = re.compile(
    r"(?<![\d\-.A-Za-z号])[（(]?023(?:[）)]|\s?[-—–－])\s?[-—–－]?\s?[2-8]\d{3,9}(?![\d*-])"
)
REFERENCE = re.compile(r"(?:文号|编号|档号|代码|序号|标号)[:：为]?$")
PAIR_LABELS = re.compile(r"\s*(?:联系|咨询|办公|移动)?(?:电话|手机)(?:号码)?[:：]?\s*")


def check(part: Part, _context: Context) -> Iterator[Located]:
    previous = None
    for index, passage in part.passages:
        if passage.kind in PRINTED:
            for start, end in sorted(set(_spans(passage, previous))):
                if _is_wrong(passage.text[start:end]):
                    yield Located(index, Hit(start, end, "电话号码位数不对，请核对"))
        previous = passage


def _spans(passage: Passage, previous: Passage | None) -> Iterator[tuple[int, int]]:
    text = passage.text
    if "QQ" in text or "微信" in text:
        return
    if _is_phone_cell(passage, previous):
        yield from (match.span() for match in NUMBERS.finditer(text))
        return
    if not any(word in text for word in WORDS):
        return
    for label in LABEL.finditer(text):
        if numbers := LIST.match(text, label.end()):
            yield from (match.span() for match in NUMBERS.finditer(text, *numbers.span()))
    for match in BARE.finditer(text):
        if not REFERENCE.search(text[: match.start()]):
            yield match.span()


def _is_phone_cell(passage: Passage, previous: Passage | None) -> bool:
    if passage.cell is None:
        return False
    if COLUMN.search(passage.cell.header):
        return True
    return (
        previous is not None
        and previous.cell is not None
        and (previous.cell.table, previous.cell.row) == (passage.cell.table, passage.cell.row)
        and PAIR_LABELS.fullmatch(previous.text) is not None
    )


def _is_wrong(written: str) -> bool:
    groups = [group for group in re.split(r"\D+", written) if group]
    digits = "".join(groups)
    if digits.startswith("0"):
        return _is_wrong_landline(groups, digits)
    if groups[0] in ("400", "800"):
        return len(digits) in (9, 11)
    return digits[:1] == "1" and digits[1:2] in "3456789" and len(digits) in (10, 12)


def _is_wrong_landline(groups: list[str], digits: str) -> bool:
    area = 3 if digits.startswith(("010", "02")) else 4
    wanted = (8,) if area == 3 else (7, 8)
    if len(groups[0]) != area:
        return len(groups) == 1 and 8 < len(digits) < 14 and len(digits) - area not in wanted
    local = groups[1:]
    if not local or (local[0][0] in "19" and len(local[0]) in (3, 5, 6)):
        return False
    # A space may split the number and a hyphen may lead to an extension.
    return not any(len("".join(local[:count])) in wanted for count in range(1, len(local) + 1))


RULE = DocumentRule(
    code="NU030",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
)
