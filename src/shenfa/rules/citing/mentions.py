"""Where a line names a law or document: the title, its number, the articles cited of it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shenfa.rules.citing.numbers import Number, read_numbers
from shenfa.text.numerals import parse_numeral

TITLE = re.compile(r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》){2,90})》")
BARE_END = re.compile(
    r"(?:法典|法|条例|办法|规定|细则|解释)(?=的?第\s?[\d一二三四五六七八九十百千零〇]{1,8}\s?条)"
)
LONGEST_BARE = 32
NOT_IN_BARE = re.compile(r"[^\u4e00-\u9fff、]")
BRACKET = re.compile(r"\s?[（(](?P<inside>(?:[^（）()\n]|[（(][^（）()\n]{0,12}[）)]){2,80})[）)]")
OPEN_NUMBER = re.compile(
    r"\s?(?:(?:中华人民共和国)?国务院|主席)?(?:令\s?第\s?\d{1,4}\s?号|第\s?\d{1,4}\s?号令)"
    r"|\s?[\u4e00-\u9fff]{1,10}[〔\[【]\d{4}[〕\]】]\s?\d{1,4}号"
)
NUMERAL = r"(?:\d{1,4}|[一二三四五六七八九十百千零〇两]{1,9})"
ARTICLE = re.compile(rf"第\s?(?P<article>{NUMERAL})\s?条(?:之[一二三四五六七八九十])?")
# The division that stands before an article, and what may stand between two articles.
DIVISION = rf"(?:的|中)?\s?(?:第\s?{NUMERAL}\s?[编章节]\s?)*"
PARAGRAPH = rf"第\s?{NUMERAL}\s?[款项目]|第\s?[（(]\s?{NUMERAL}\s?[）)]\s?项|[（(]{NUMERAL}[）)]项?"
JOINT = r"\s?(?:以及|或者|[、，,和及与或至到～~—–\-])?\s?"
CHAIN = re.compile(
    rf"{DIVISION}{ARTICLE.pattern.replace('?P<article>', '?:')}"
    rf"(?:{JOINT}(?:{ARTICLE.pattern.replace('?P<article>', '?:')}|{PARAGRAPH}|{NUMERAL}条))*"
)


@dataclass(frozen=True, slots=True)
class Article:
    """A cited article: its number, and where 第…条 stands."""

    start: int
    end: int
    value: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A title at ``start`` to ``end``, marks included, with what follows it.

    ``is_marked`` tells whether it stands in book-title marks. ``numbers`` are those that stand
    right behind or before it, ``after`` is where the citation ends.
    """

    start: int
    end: int
    title: str
    is_marked: bool
    numbers: tuple[Number, ...]
    articles: tuple[Article, ...]
    after: int


@lru_cache(maxsize=512)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return every title in marks, and every bare one before 第…条, in order."""
    marked = []
    if "《" in text:
        marked = [_mention(text, *match.span(), match["title"]) for match in TITLE.finditer(text)]
    if "条" not in text or "第" not in text:
        return tuple(marked)
    bare = [
        _mention(text, start, end, text[start:end])
        for start, end in _bare_titles(text)
        if not _touches(marked, start, end)
    ]
    return tuple(sorted((*marked, *bare), key=lambda one: one.start)) if bare else tuple(marked)


def _touches(marked: list[Mention], start: int, end: int) -> bool:
    before = bisect_left(marked, end, key=lambda one: one.start)
    return before > 0 and start < marked[before - 1].end


def _bare_titles(text: str) -> Iterator[tuple[int, int]]:
    # What may be a title reaches back to the last character that cannot stand in one.
    for match in BARE_END.finditer(text):
        end = match.end()
        start = max(0, end - LONGEST_BARE)
        for other in NOT_IN_BARE.finditer(text, start, end):
            start = other.end()
        if end - start > 1:
            yield start, end


def _mention(text: str, start: int, end: int, title: str) -> Mention:
    after, numbers = _numbers_behind(text, end)
    if not numbers:
        numbers = _numbers_before(text, start)
    chain = CHAIN.match(text, after)
    articles = tuple(_articles(chain)) if chain else ()
    return Mention(
        start,
        end,
        title,
        text[start] == "《",
        numbers,
        articles,
        chain.end() if chain else after,
    )


def _numbers_behind(text: str, end: int) -> tuple[int, tuple[Number, ...]]:
    bracket = BRACKET.match(text, end)
    if bracket:
        return bracket.end(), _moved(bracket["inside"], bracket.start("inside"))
    if (bare := OPEN_NUMBER.match(text, end)) and bare.end() > end:
        return bare.end(), _moved(bare[0], bare.start())
    return end, ()


BEFORE = re.compile(
    r"(?P<number>(?:中华人民共和国)?国务院(?:令第?\s?\d{1,4}\s?号?|第\s?\d{1,4}\s?号令))"
    r"(?:公布|发布|颁布)?的?\s?$"
)
REACH = 30


def _numbers_before(text: str, start: int) -> tuple[Number, ...]:
    if "令" not in text[max(0, start - REACH) : start]:
        return ()
    begin = max(0, start - REACH)
    match = BEFORE.search(text[begin:start])
    return _moved(match["number"], begin + match.start("number")) if match else ()


def _moved(text: str, by: int) -> tuple[Number, ...]:
    return tuple(
        Number(
            one.start + by,
            one.end + by,
            one.series,
            one.value,
            (one.digits[0] + by, one.digits[1] + by),
        )
        for one in read_numbers(text)
    )


def _articles(chain: re.Match[str]) -> Iterator[Article]:
    for match in ARTICLE.finditer(chain.string, chain.start(), chain.end()):
        written = match["article"]
        value = int(written) if written.isdigit() else parse_numeral(written)
        if value:
            yield Article(*match.span(), value)
