"""The day on which a page says it was published, and how sure that is.

Candidates in the visible text are weighed: a label before it, a time after it, its own short
line, nearness to the title; what is said of other days (截至, 成文日期, 〔…〕) weighs against
it. Tags are no part of this: they are what the shown date is compared with.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from shenfa.text.dates import written_dates

EARLIEST = datetime.date(1995, 1, 1)
FULL_WIDTH = str.maketrans("０１２３４５６７８９：－．／", "0123456789:-./")
NUMERIC = re.compile(
    r"(?<![\d-])((?:19|20)\d{2})\s?[-/.年－—–]\s?(1[0-2]|0?[1-9])\s?[-/.月－—–]\s?"
    r"(3[01]|[12]\d|0?[1-9])(?!\d)\s?日?(?:\s?T?\s?([01]?\d|2[0-3])[:：时][0-5]\d)?"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENGLISH = re.compile(
    r"\b(?:(?P<before>[0-3]?\d)(?:st|nd|rd|th)?\s+)?(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov"
    r"|Dec)[a-z]{0,6}\.?\s+(?:(?P<after>[0-3]?\d)(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
MONTH_BEGINS = re.compile(r"[JFMASONDjfmasond][a-zA-Z]{2}[a-z]{0,6}\.?\s")
PROSE = re.compile(r"[，。；]")
"""What sentences have, and the line that tells of the day, the source and the visits has not."""
TELLING = re.compile(r"来源|作者|浏览|点击|阅读|编辑|字号|字体|访问量|审核")
LONGEST_TELLING = 80
LABEL = re.compile(
    r"(?:(?:发布|发稿|发表|公开|公布|更新|录入|信息|编辑)(?:时间|日期)|发[表布]于|日\s?期|时\s?间|Time|Date)"
    r"\s?[:：]?\s?[\[【(（]?\s?$",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?:发布|发稿|公开|信息)(?:时间|日期)\s?[:：]\s?(?P<year>(?:20)?\d{2})(?P<mark>[-/.]?)"
    r"(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
"""Forms that are dates only where a label says so: 20261103, 26-11-03."""
SOURCE_LABEL = re.compile(r"来源\s?[:：]\s?[^:：]{0,12}$")
PUBLISHED_ON = re.compile(r"发[表布]于\s?[:：]?\s?$")
OTHER_DAY = re.compile(
    r"(?:截至|截止|有效期|至|于|自|从|到|会议时间|报名时间|开标时间|"
    r"(?:成文|生成|施行|印发|签发|生效|废止|失效|到期|实施|截止|有效)(?:日期|时间)|页面生成|今天是|版权|©|Copyright|第\d+号|〔)\s?[:：]?\s?$"
)
BESIDE = re.compile(r"\s?(?:来源|作者|浏览|阅读|点击|字体|字号|【|编辑|访问)")
IN_URL = (
    re.compile(r"/t(\d{4})(\d{2})(\d{2})_\d+\."),
    re.compile(r"/art/(\d{4})/(\d{1,2})/(\d{1,2})/"),
    re.compile(r"/((?:19|20)\d{2})[-/]?(\d{2})[-/](\d{2})/"),
    re.compile(r"/((?:19|20)\d{2})(\d{2})(\d{2})/"),
)
STAMP = re.compile(r"var\s+ct\s*=\s*[\"'](\d{10})[\"']")
BEIJING = datetime.timezone(datetime.timedelta(hours=8))
SURE = 5.0
"""The weight from which a shown date may contradict a tag."""
LIKELY = 1.5


class How(StrEnum):
    """Where a date was found, surest first."""

    TAG = "tag"
    SHOWN = "shown"
    LISTED = "listed"
    LIKELY = "likely"
    SCRIPT = "script"
    URL = "url"
    SIGNED = "signed"
    NONE = "none"


CONFIDENCE = {
    How.TAG: 0.99,
    How.SHOWN: 0.97,
    How.LISTED: 0.95,
    How.LIKELY: 0.85,
    How.SCRIPT: 0.8,
    How.URL: 0.7,
    How.SIGNED: 0.4,
    How.NONE: 0.0,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """The best date in the visible text, and its weight. From SURE on it is beyond doubt."""

    day: datetime.date
    weight: float


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where it was found."""

    day: datetime.date | None
    how: How


def shown_date(text: str, title: str, latest: datetime.date) -> Shown | None:
    """Return the best candidate of a visible text; ``latest`` is the last day that can be."""
    places = _places(text, title)
    best: tuple[float, int, datetime.date] | None = None
    for day, start, end, has_time in _candidates(text):
        if not EARLIEST <= day <= latest:
            continue
        weight = _weight(text, (start, end), places, has_time=has_time)
        if best is None or (weight, -start) > best[:2]:
            best = (weight, -start, day)
    return Shown(best[2], best[0]) if best is not None else None


def day_in_url(url: str, latest: datetime.date) -> datetime.date | None:
    """Return the day that an address bears: when the page was made, weaker than a shown date."""
    for pattern in IN_URL:
        if match := pattern.search(url):
            day = day_of(match[1], match[2], match[3])
            if day and EARLIEST <= day <= latest:
                return day
    return None


def day_in_script(html: str, latest: datetime.date) -> datetime.date | None:
    """Return the day of the time stamp that some systems leave for a script."""
    match = STAMP.search(html) if "ct" in html else None
    if match is None:
        return None
    day = datetime.datetime.fromtimestamp(int(match[1]), BEIJING).date()
    return day if EARLIEST <= day <= latest else None


def tag_day(value: str) -> datetime.date | None:
    """Return the day of a PubDate tag, whatever its form."""
    match = NUMERIC.search(value.translate(FULL_WIDTH))
    return day_of(match[1], match[2], match[3]) if match else None


def sign_off(lines: tuple[str, ...], latest: datetime.date) -> datetime.date | None:
    """Return the date below an article: a short line of its own among the last ones."""
    for line in reversed(lines[-4:]):
        if len(line) <= 24:
            for day, start, end, _ in _candidates(line.translate(FULL_WIDTH)):
                if end - start >= len(line.strip()) - 2 and EARLIEST <= day <= latest:
                    return day
    return None


def english_day(text: str) -> datetime.date | None:
    """Return the first day in a text that is written with the English name of its month."""
    return next((day for day, _, _ in _english(text)), None)


def _english(text: str) -> Iterator[tuple[datetime.date, int, int]]:
    if not MONTH_BEGINS.search(text):
        return
    for match in ENGLISH.finditer(text):
        number = match["before"] or match["after"]
        month = MONTHS.index(match["month"].lower()) + 1
        if number and (day := day_of(match["year"], str(month), number)):
            yield day, match.start(), match.end()


def _candidates(text: str) -> Iterator[tuple[datetime.date, int, int, bool]]:
    for match in NUMERIC.finditer(text):
        if day := day_of(match[1], match[2], match[3]):
            yield day, match.start(), match.start() + len(match[0].rstrip()), match[4] is not None
    for written in written_dates(text):
        if written.value and not text[written.start].isdigit():
            yield written.value, written.start, written.end, False
    for day, start, end in _english(text):
        yield day, start, end, False
    for match in LABELLED.finditer(text):
        if day := day_of(
            match["year"] if len(match["year"]) == 4 else f"20{match['year']}",
            match["month"],
            match["day"],
        ):
            yield day, match.start("year"), match.end(), False


def _weight(text: str, span: tuple[int, int], titles: list[int], *, has_time: bool) -> float:
    start, end = span
    before = text[max(0, start - 16) : start].replace("\n", " ")
    weight = 0.0
    is_other = OTHER_DAY.search(before) is not None and PUBLISHED_ON.search(before) is None
    if is_other:
        weight -= 4
    elif LABEL.search(before):
        weight += 5
    elif SOURCE_LABEL.search(before):
        weight += 2
    weight += 2.5 if has_time else 0
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    length = (last if last >= 0 else len(text)) - first
    if length <= end - start + 14:
        weight += 1.5
    elif length > 60:
        weight -= 2.5
    if weight < SURE and length > end - start + 6 and _is_prose(text[first : first + length]):
        return weight - 2.5  # a day that a sentence tells of is none of the page
    distance = min((start - place for place in titles if start >= place), default=10**6)
    if distance < 160:
        weight += 4 * (1 - distance / 160) + 1.5
    elif distance > 4000:
        weight -= 0.5
    if BESIDE.match(text, end):
        weight += 1.5
    return weight


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence rather than what is told of a page: day, source, visits."""
    is_telling = len(line) <= LONGEST_TELLING and TELLING.search(line) is not None
    return not is_telling and PROSE.search(line) is not None


def _places(text: str, title: str) -> list[int]:
    """Return where the title ends, each time it stands in the text."""
    if len(title) < 4:
        return []
    found: list[int] = []
    place = text.find(title[:16])
    while place >= 0 and len(found) < 8:
        found.append(place + min(len(title), 16))
        place = text.find(title[:16], place + 1)
    return found


def day_of(year: str, month: str, day: str) -> datetime.date | None:
    """Return the day that three numbers name, None where there is none."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
