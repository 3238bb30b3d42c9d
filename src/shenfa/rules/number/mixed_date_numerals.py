"""一个日期中混用汉字数字和阿拉伯数字

## 检查什么

年、月、日一部分用汉字数字、一部分用阿拉伯数字的日期。

## 为什么

同一个日期应当用同一种数字书写，混用既不合规范，也影响检索。

## 示例

错：⟦二〇二六年5月8日⟧召开常务会议。 → 2026年5月8日召开常务会议。
错：⟦2026年五月8日⟧召开常务会议。 → 2026年5月8日召开常务会议。
错：⟦2026年5月八日⟧召开常务会议。 → 2026年5月8日召开常务会议。
错：⟦五月8日⟧上午召开常务会议。 → 5月8日上午召开常务会议。
错：⟦二〇二六年五月8日⟧召开常务会议。 → 2026年5月8日召开常务会议。
对：农历五月8日
```对 kind=official
二〇二六年5月8日
```
对：二〇二六年五月八日召开常务会议。
对：2026年5月8日召开常务会议。
对：2026年农历三月三举办民歌会。
对：2026年三月三民歌会在云塘乡举行。
对：2026年八月十五当晚景区延时开放。

## 例外

公历年份后接农历节日（三月三、八月十五等没有“日”字的）不查，引文和书名不查。公文中单独成行的成文日期由格式类规则检查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD, is_cited
from shenfa.rules.rule import TextRule
from shenfa.text import ContentKind, Context, Hit, Severity
from shenfa.text.numerals import parse_numeral

CHINESE = "[一二三四五六七八九十]{1,3}"
PATTERN = re.compile(
    rf"(?<![\d〇零一二三四五六七八九十年])(?:"
    rf"(?P<y1>[一二][〇零一二三四五六七八九]{{3}})年(?:(?P<m1>\d{{1,2}})月(?:(?P<d1>\d{{1,2}}|{CHINESE})日)?"
    rf"|(?P<m4>{CHINESE})月(?P<d4>\d{{1,2}})日)"
    rf"|(?P<y2>(?:19|20)\d{{2}})年(?:(?P<m2>{CHINESE})月(?P<d2>\d{{1,2}}|{CHINESE})日"
    rf"|(?P<m3>\d{{1,2}})月(?P<d3>{CHINESE})日)"
    rf"|(?P<m5>{CHINESE})月(?P<d5>\d{{1,2}})日|(?P<m6>\d{{1,2}})月(?P<d6>{CHINESE})日)"
)
LUNAR = re.compile("(?:[农阴旧夏古]历|民国.{0,4}|[闰年])$")


def check(text: str, context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if is_cited(text, *match.span()):
            continue
        if context.kind is ContentKind.OFFICIAL and match[0] == text.strip():
            continue  # The date of the document is the layout family's business.
        if LUNAR.search(text, max(0, match.start() - 6), match.start()):
            continue
        year, month, day = (
            next(
                (value for name, value in match.groupdict().items() if value and name[0] == part),
                "",
            )
            for part in "ymd"
        )
        fix = "".join(
            f"{_arabic(number)}{unit}"
            for number, unit in zip((year, month, day), "年月日", strict=True)
            if number
        )
        yield Hit(*match.span(), "同一个日期应统一使用阿拉伯数字或者汉字数字", fix)


def _arabic(number: str) -> str:
    return number if number.isdigit() and number.isascii() else str(parse_numeral(number))


RULE = TextRule(
    code="NU003",
    severity=Severity.ERROR,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=(
        *(f"{last}年{first}" for last in "〇零一二三四五六七八九" for first in range(1, 10)),
        *(f"{last}年{first}" for last in range(10) for first in "一二三四五六七八九十"),
        *(f"月{first}" for first in "一二三四五六七八九十"),
        *(f"{last}月{first}" for last in "一二三四五六七八九十" for first in range(1, 10)),
    ),
)
