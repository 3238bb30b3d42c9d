"""起止日期颠倒

## 检查什么

起止日期中开始晚于结束的，如“自2026年5月8日至2026年5月1日”。

## 为什么

开始晚于结束的期限无法执行，必有一处写错。

## 示例

错：公示期自⟦2026年5月8日至2026年5月1日⟧。
错：工期为⟦2026年10月—2026年3月⟧。
错：⟦2030—2026年⟧规划目标已经确定。
错：公示时间：⟦5月28日至3日⟧。
错：值班时间为⟦2026年12月30日至1月3日⟧。
错：公示时间：⟦5月8日至5月1日⟧。
对：公示期自2026年5月1日至2026年5月8日。
对：采暖期为11月至3月。
对：值班时间为2026年12月30日至2027年1月3日。
对：将竣工时间由2026年5月提前到2026年3月。
对：公示时间：5月28日至6月3日。
对：自5月28日至30日内提出意见。
对：渝府办发〔2026〕5号、〔2025〕8号同时废止。

## 例外

结束日期省略年份而月份较早的，可能是跨年，只提示补写年份。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

YEAR = r"(?:19|20)\d{2}"
NOTE = r"\s?(?:[（(][^（()）]{1,6}[）)])?\s?"
NEXT = r"(?:起?(?:至|到)|——?|--|[-–－～~])\s?"
FULL = re.compile(
    rf"(?<!\d)(?P<y1>{YEAR})年(?:(?P<m1>\d{{1,2}})月(?:(?P<d1>\d{{1,2}})日)?)?{NOTE}{NEXT}"
    rf"(?P<y2>{YEAR})年(?:(?P<m2>\d{{1,2}})月(?:(?P<d2>\d{{1,2}})日)?)?"
)
YEARS = re.compile(rf"(?<![\d\-–—〔（(A-Za-z])(?P<y1>{YEAR})(?:——?|[-–－～~])(?P<y2>{YEAR})年")
NO_YEAR = re.compile(
    rf"(?<!\d){YEAR}年(?P<m1>\d{{1,2}})月(?:(?P<d1>\d{{1,2}})日)?{NOTE}{NEXT}"
    r"(?P<m2>\d{1,2})月(?:(?P<d2>\d{1,2})日)?(?!\d)"
)
NO_MONTH = re.compile(
    rf"(?<!\d)\d{{1,2}}月(?P<d1>\d{{1,2}})日{NOTE}{NEXT}(?P<d2>\d{{1,2}})日(?![内龄游均])"
)
SAME_MONTH = re.compile(
    rf"(?<![\d年])(?P<m1>\d{{1,2}})月(?P<d1>\d{{1,2}})日{NOTE}{NEXT}(?P<m2>\d{{1,2}})月(?P<d2>\d{{1,2}})日"
)
REVERSED = "开始日期晚于结束日期，请核对"
CROSSING = "结束日期早于开始日期，跨年的请写明年份"


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in FULL.finditer(text):
        if _is_reversed(match, "ymd"):
            severity = Severity.ERROR if match["m1"] and match["m2"] else Severity.WARNING
            yield Hit(*match.span(), REVERSED, severity=severity)
    for match in NO_YEAR.finditer(text):
        if _is_reversed(match, "md"):
            if match["m1"] == match["m2"]:
                yield Hit(*match.span(), REVERSED)
            else:
                yield Hit(*match.span(), CROSSING, severity=Severity.HINT)
    yield from _shorter(text)


def _shorter(text: str) -> Iterator[Hit]:
    for pattern, steps in ((YEARS, "y"), (NO_MONTH, "d")):
        for match in pattern.finditer(text):
            if _is_reversed(match, steps):
                yield Hit(*match.span(), REVERSED)
    for match in SAME_MONTH.finditer(text):
        if match["m1"] == match["m2"] and _is_reversed(match, "d"):
            yield Hit(*match.span(), REVERSED)


def _is_reversed(match: re.Match[str], steps: str) -> bool:
    """Compare as far as both ends are written: 2026年5月 and 2026年5月8日 by year and month."""
    for step in steps:
        start, end = match[f"{step}1"], match[f"{step}2"]
        if start is None or end is None:
            return False
        if int(start) != int(end):
            return int(start) > int(end)
    return False


RULE = TextRule(
    code="NU028",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=tuple(
        f"{left}{mark}"
        for left in ("年", "月", "日", "）", ")")
        for mark in ("至", "到", "起至", "起到", "—", "-", "–", "－", "～", "~", " ")
    )
    + tuple(
        f"{digit}{mark}{start}" for digit in range(10) for mark in "—-–－～~" for start in "12"
    ),
)
