"""农历月日用阿拉伯数字表示

## 检查什么

写成“正月15”“农历8月15日”的农历日期。

## 为什么

农历月日应使用汉字数字，以便与公历区分。

## 示例

错：⟦正月15⟧举办灯会。 → 正月十五举办灯会。
错：⟦腊月8日⟧起开展慰问。 → 腊月初八起开展慰问。
错：⟦农历8月15日⟧为中秋节。 → 农历八月十五为中秋节。
错：⟦农历5月⟧是农忙时节。 → 农历五月是农忙时节。
错：⟦大年30⟧安排专人值班。 → 大年三十安排专人值班。
对：正月十五举办灯会。
对：农历八月十五为中秋节。
对：正月里15个村组织了巡游。
对：正月20天内走访完毕。
对：春节（农历正月初一）放假，公历为2026年2月17日。

## 例外

“阴历”“旧历”后的阿拉伯数字日期同样查；引文不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.numerals import parse_numeral, write_ordinal
from shenfa.text.regions import quotations, touches

DAY = r"(?:初?[1-9]|[12]\d|30)"
PATTERN = re.compile(
    rf"(?P<named>(?:农历|阴历|旧历)?闰?(?:正月|腊月|冬月)|大年(?=30|初))(?P<day>{DAY})(?:日|号)?(?![\d个天人户场万年月%.])"
    rf"|(?P<calendar>农历|阴历|旧历)(?P<month>1[0-2]|[1-9]|[一二三四五六七八九十]{{1,2}})月"
    rf"(?:(?P<date>{DAY})(?:日|号)?(?![\d个天人户场万年月%.]))?"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if match["named"]:
            fix = match["named"] + _day(match["day"])
        else:
            month, date = match["month"], match["date"]
            if not date and not month.isdigit():
                continue
            name = write_ordinal(int(month)) if month.isdigit() else month
            fix = f"{match['calendar']}{name}月" + (_day(date) if date else "")
        if not touches(quotations(text), *match.span()):
            yield Hit(*match.span(), "农历月日应使用汉字数字", fix)


def _day(written: str) -> str:
    value = parse_numeral(written) if not written[-1].isdigit() else int(written.removeprefix("初"))
    name = write_ordinal(value or 0)
    return f"初{name}" if len(name) == 1 or name == "十" else name


RULE = TextRule(
    code="NU015",
    severity=Severity.ERROR,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=(
        *(
            f"{month}{mark}"
            for month in ("正月", "腊月", "冬月", "大年")
            for mark in (*range(1, 10), "初")
        ),
        "农历",
        "阴历",
        "旧历",
    ),
)
