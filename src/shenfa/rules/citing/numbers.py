"""Numbers of orders, documents and standards, brought to one form so that they can be compared."""

import re
from dataclasses import dataclass

from shenfa.text.numerals import NUMERAL, parse_numeral

ORDER = re.compile(
    rf"(?P<body>国务院|国(?=令)|国家主席|主席|(?:国务院、?\s?(?:中华人民共和国)?中央军(?:事委员会|委))|"
    rf"[\u4e00-\u9fff]{{1,14}}(?:部|委员会|总局|委|局|署|银行|办公室|政府))"
    rf"\s?(?:令\s?[（(]?\s?第?\s?(?P<a>\d{{1,4}}|{NUMERAL}{{1,7}})\s?号[）)]?"
    rf"|第?\s?(?P<b>\d{{1,4}}|{NUMERAL}{{1,7}})\s?号令"
    rf"|令\s?[（(]?第?\s?(?P<c>\d{{1,4}})(?!\d))"
)
PAPER = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,16})\s?[〔\[（(【［﹝]\s?(?P<year>(?:19|20)\d\d)\s?[〕\]）)】］﹞]"
    r"\s?第?\s?(?P<serial>\d{1,5})\s?号"
)
STANDARD = re.compile(
    r"(?P<code>(?:GB|DB|JGJ|HJ|WS|AQ|NY)(?:/?[TZ])?(?:\d\d/T?)?)\s?(?P<item>\d{2,6}(?:\.\d{1,3})?)"
    r"\s?[—\-–－]\s?(?P<year>(?:19|20)\d\d)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``start`` to ``end``. ``digits`` is the span of what tells it from others.

    Numbers are comparable when ``series`` is the same: 国务院令, 国办发, GB/T.
    """

    start: int
    end: int
    series: str
    value: tuple[int, ...]
    digits: tuple[int, int]

    def is_same(self, other: "Number") -> bool:
        """Whether both are one number, however it is written."""
        return (self.series, self.value) == (other.series, other.value)


def read_number(text: str) -> Number | None:
    """Return the first number in ``text``, or None where there is none."""
    found = read_numbers(text)
    return found[0] if found else None


def read_numbers(text: str) -> list[Number]:
    """Return all numbers in ``text``, in order."""
    found: list[Number] = []
    if "令" in text:
        found += _orders(text)
    if "号" in text:
        found += _papers(text)
    if any(mark in text for mark in "—-–－"):
        found += _standards(text)
    return sorted(found, key=lambda number: number.start)


def _orders(text: str) -> list[Number]:
    found = []
    for match in ORDER.finditer(text):
        group = next(name for name in "abc" if match[name])
        value = int(match[group]) if match[group].isdigit() else parse_numeral(match[group])
        if value:
            series = _body(match["body"]) + "令"
            found.append(Number(*match.span(), series, (value,), match.span(group)))
    return found


def _body(body: str) -> str:
    if body == "国":
        return "国务院"
    short = re.sub(r"[、\s]|中华人民共和国|国家", "", body) or body
    # Orders signed by the Central Military Commission as well are numbered with the others.
    return re.sub(r"中央军(?:事委员会|委)$", "", short)


def _papers(text: str) -> list[Number]:
    return [
        Number(
            *match.span(),
            match["code"],
            (int(match["year"]), int(match["serial"])),
            match.span(),
        )
        for match in PAPER.finditer(text)
    ]


def _standards(text: str) -> list[Number]:
    return [
        Number(
            *match.span(),
            f"{match['code'].replace('/', '')} {match['item']}",
            (int(match["year"]),),
            match.span("year"),
        )
        for match in STANDARD.finditer(text)
    ]
