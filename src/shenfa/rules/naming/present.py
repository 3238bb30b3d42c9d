"""Whether a sentence speaks of the present: a name is only wrong where it should be today's."""

import datetime
from collections.abc import Iterator

from shenfa.rules.citing.past import FORMER, PAST, YEAR, day_of, sentence
from shenfa.text import PRINTED, Context, Part, split_lines
from shenfa.text.regions import quotations, titles, touches

DOCUMENT = ("令", "公告", "第", "文件", "〔", "（20", "（19", "规章", "发布的", "印发的", "关于")
"""What follows an issuing body that is named as it was called then."""
LEFT = "在由经据与和向对从被是请报及、，。；：（）《》“”的至到给让当日年月"


def lines_of(part: Part) -> Iterator[tuple[int, int, str]]:
    """Yield every printed line, table cells too: passage, where it begins, its text."""
    for index, passage in part.passages:
        if passage.kind in PRINTED:
            for start, line in split_lines(passage.text):
                yield index, start, line


def text_day(part: Part, context: Context) -> datetime.date | None:
    """Return the day of a text, that of its signature where it is published again."""
    return None if context.date is None else day_of(part, context.date)


def is_of_the_present(text: str, start: int, end: int, since: datetime.date | None) -> bool:
    """Return whether the span names what is so today, in its own words.

    ``since`` is when the name changed: a sentence about a year before it may say the old one.
    """
    if touches((*quotations(text), *titles(text)), start, end):
        return False
    first, last = sentence(text, start, end)
    before, after = text[first:start], text[end:last]
    if PAST.search(before + "□" + after) or FORMER.search(before):
        return False
    if text.startswith(DOCUMENT, end) or before.endswith(("原", "原国家", "原省", "原市", "原县")):
        return False
    return since is None or not any(
        int(year["year"]) < since.year
        or (int(year["year"]) == since.year and 0 < int(year["month"] or 0) < since.month)
        for year in YEAR.finditer(text, first, last)
    )


def stands_alone(text: str, start: int) -> bool:
    """Return whether no word goes on into the span from the left."""
    return start == 0 or text[start - 1] in LEFT or not "\u4e00" <= text[start - 1] <= "\u9fff"
