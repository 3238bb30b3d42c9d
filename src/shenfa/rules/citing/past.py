"""Where a text names an instrument without citing it as current: the past, repeal, other titles."""

import datetime
import re

from shenfa.rules.citing.cited import Cited
from shenfa.rules.citing.directory import key_of
from shenfa.text import Part
from shenfa.text.dates import written_dates
from shenfa.text.regions import encloses, quotations

STOPS = "。；！？"
STOP = re.compile(rf"[{STOPS}]")
PAST = re.compile(
    r"废止|失效|取代|替代|代替|修订前|修改前|修正前|原来|旧法|旧版|当时|历史|曾经|曾于|曾依|曾以|曾是|此前|过去|沿革"
    r"|起草|编纂|前身|更名|改为|修改为|修订为|上升为|整合|颁布了|颁布实施|公布实施|公布施行|出台了|通过了|诞生"
    r"|施行前|实施前|生效前|施行以前|时期|年代|百年|以来|审议|不再|停止执行|停止施行|同时停止|衔接|过渡|平移|吸收"
    r"|订立于|发生在|法律事实|新修订|修订后|进行了修[订改]|征求意见|(?:发布|公布|印发|制定)了|正式(?:发布|公布|施行|实施)"
)
FORMER = re.compile(
    r"(?:修改|修订|修正|制定|发布|公布|颁布|印发|出台|起草|废除|原|旧|老|前|（原|\(原|时的|制定的|颁布的|第一部|首部)$"
)
OTHER_TITLE = re.compile(
    r"第?[^，。；：、]{0,12}?(?:若干|有关|几个|具体应用)[^，。；]{0,8}问题的(?:解释|规定|意见|通知|批复|解答)"
)
"""The title cited is part of another one that stands without marks."""
YEAR = re.compile(r"(?<![〔（(\[\d])(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月)?")
REPEAL_NOTICE = re.compile(
    r"(?:废止|失效|清理|宣布|修改).{0,40}(?:的(?:决定|通知|公告|通告|目录|清单|结果)|目录|清单)"
)
HEAD_LINES = 12
TAIL_LINES = 40
FAR = 400
"""Characters beyond which a sentence is not followed."""
LISTED_WITH = re.compile(r"[、和及与或以\s]{0,2}|以及")
CITING = re.compile(
    r"根据|依据|依照|按照|遵照|参照|对照|违反|遵守|执行|适用|落实|贯彻|符合|触犯|按|依|以|基于|严格|学习|宣传"
)


def is_repeal_notice(part: Part) -> bool:
    """Return whether the text is itself about what is repealed or cleaned up."""
    return any(REPEAL_NOTICE.search(line.text) for line in part.lines[:HEAD_LINES])


def day_of(part: Part, date: datetime.date) -> datetime.date:
    """Return the day of the text: that of its signature where it is older than ``date``.

    An old document that is published again cites what was in force when it was signed.
    """
    for line in reversed(part.lines[-TAIL_LINES:]):
        for written in written_dates(line.text):
            is_alone = (
                not line.text[: written.start].strip() and not line.text[written.end :].strip()
            )
            if is_alone and written.value:
                return min(date, written.value)
    return date


def speaks_of_the_past(text: str, one: Cited, ended: datetime.date) -> bool:
    """Return whether the sentence tells of the time when the instrument was in force."""
    start, end = sentence(text, one.start, one.end)
    before = text[start : one.start]
    around = text[start : one.start] + "□" + text[one.mention.end : end]
    if OTHER_TITLE.match(text, one.end):
        return True
    if PAST.search(around) or FORMER.search(before) or encloses(quotations(text), one.start):
        return True
    return is_dated_before(text, one, ended)


def is_dated_before(text: str, one: Cited, day: datetime.date) -> bool:
    """Return whether the sentence names a year before ``day``."""
    span = sentence(text, one.start, one.end)
    return any(_is_before(match, day) for match in YEAR.finditer(text, *span))


def _is_before(match: re.Match[str], ended: datetime.date) -> bool:
    year, month = int(match["year"]), int(match["month"] or 0)
    if year != ended.year:
        return year < ended.year
    return 0 < month < ended.month


def stands_with_successor(text: str, one: Cited, successor: str) -> bool:
    """Return whether the sentence speaks of old and new: both, and not side by side in a list."""
    if not successor:
        return False
    start, end = sentence(text, one.start, one.end)
    around = key_of(text[start:end])
    new = key_of(successor)
    if new not in around.replace(key_of(text[one.start : one.end]), "", 1):
        return False
    return not (
        re.search(rf"{re.escape(new)}》{LISTED_WITH.pattern}$", text[start : one.start])
        or re.match(
            rf"{LISTED_WITH.pattern}《(?:中华人民共和国)?{re.escape(new)}》", text[one.end : end]
        )
    )


def is_cited_as_basis(text: str, one: Cited) -> bool:
    """Return whether the citation is what the sentence rests on: 根据《…》, 《…》第五条."""
    start, _ = sentence(text, one.start, one.end)
    clause = text[max(start, text.rfind("，", start, one.start) + 1) : one.start]
    return bool(one.mention.articles or CITING.search(clause))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a span begins and ends."""
    begin = max(text.rfind(stop, max(0, start - FAR), start) + 1 for stop in STOPS)
    stop = STOP.search(text, end, end + FAR)
    return begin or max(0, start - FAR), stop.start() if stop else min(len(text), end + FAR)
