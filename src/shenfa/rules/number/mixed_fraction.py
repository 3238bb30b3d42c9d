"""分数、百分数中混用汉字数字和阿拉伯数字

## 检查什么

“百分之30”“三分之2”“10分之1”等写法。

## 为什么

分数、百分数应当统一用汉字数字（百分之三十）或者阿拉伯数字（30%），不应混用。

## 示例

错：完成⟦百分之30⟧。 → 完成30%。
错：办理时间压缩⟦三分之2⟧。 → 办理时间压缩三分之二。
错：流转土地占⟦10分之1⟧。 → 流转土地占十分之一。
错：按⟦千分之5⟧收取。 → 按5‰收取。
对：完成百分之三十。
对：完成30%。
对：办理时间压缩三分之二。
对：综合得分之30%来自民主测评。
对：违约金按每日万分之0.5计算。

## 例外

“万分之0.5”“百万分之5”等没有更通行的写法，不查；后面带“至”“到”等范围的不给改法。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.numerals import parse_numeral, write_ordinal

CHINESE = "[一二三四五六七八九十百千万]{1,3}"
PATTERN = re.compile(
    rf"(?<![\d.,])(?P<whole>\d{{1,4}}|{CHINESE})分之(?P<part>\d{{1,4}}(?:\.\d{{1,4}})?)(?![\d%％])"
    rf"(?P<more>[至到—～~\-]\d)?"
    rf"|(?<![\d.,])(?P<digits>\d{{1,3}})分之(?P<numeral>{CHINESE})"
)
SIGNS = {"百": "%", "千": "‰"}
WRITABLE = 100


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not _has_numeral_form(match):
            continue
        end = match.start("more") if match["more"] else match.end()
        fix = None if match["more"] else _repair(match)
        yield Hit(match.start(), end, "分数、百分数应统一用汉字数字或者阿拉伯数字", fix)


def _has_numeral_form(match: re.Match[str]) -> bool:
    # 万分之0.5 and 百万分之516 are how such small shares are usually written.
    return not (match["whole"] or "").endswith("万")


def _repair(match: re.Match[str]) -> str | None:
    whole, part = match["whole"] or match["digits"], match["part"] or match["numeral"]
    if whole in SIGNS:
        return f"{part}{SIGNS[whole]}"
    written = [_chinese(number) for number in (whole, part)]
    return "分之".join(one for one in written if one) if all(written) else None


def _chinese(number: str) -> str | None:
    if parse_numeral(number) is not None:
        return number
    if number.isdigit() and 0 < int(number) < WRITABLE:
        return write_ordinal(int(number))
    return None


RULE = TextRule(
    code="NU034",
    severity=Severity.ERROR,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=(
        *(f"分之{digit}" for digit in range(10)),
        *(f"{digit}分之" for digit in range(10)),
    ),
)
