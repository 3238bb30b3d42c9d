"""What a number is called: the label before it, the header above it, the unit after it."""

import re
from dataclasses import dataclass
from functools import cache

from shenfa.lexicons import read_lexicon

REACH = 24
"""How far before a number its label may begin."""
BETWEEN = 14
"""How many characters may stand between the end of a label and its number."""
BETWEEN_AMOUNT = 7
BREAKS = re.compile(r"[。;!?]|\n\s*\n")
OTHER_NUMBER = re.compile(r"\d(?:[ -]?\d){5,}")
UNIT = re.compile(
    r"\s?(?:[十百千]?[万亿]|元|余|多(?:元|万|亿|人)|平方|立方|千瓦|公斤|千克|公里|吨|亩|公顷|人次|人|户|株|次|笔|件|项|度|米|页|字|%|‰|㎡"
    r"|mm|kg|kW|kwh|km\b)|\.(?:html?|shtml|aspx?|jsp|php)\b"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of label, its wording, and where it ends."""

    kind: str
    text: str
    end: int


NONE = Label("", "", -1)


@cache
def _kinds() -> dict[str, str]:
    entries = read_lexicon("privacy_labels", ("label", "kind"))
    return {entry.values[0].lower(): entry.values[1] for entry in entries}


@cache
def _pattern() -> re.Pattern[str]:
    # Latin labels stand alone: "tel" is no label in "hotel".
    words = sorted(_kinds(), key=lambda word: -len(word))
    han = [re.escape(word) for word in words if not word.isascii()]
    latin = [re.escape(word) for word in words if word.isascii()]
    return re.compile(rf"{'|'.join(han)}|(?<![A-Za-z])(?i:{'|'.join(latin)})(?![A-Za-z])")


def label_of(text: str) -> Label:
    """Return the last label in ``text``, the longest of those that end together."""
    best = NONE
    for match in _pattern().finditer(text):
        if match.end() > best.end:
            best = Label(_kinds()[match[0].lower()], match[0], match.end())
    return best


def label_before(text: str, position: int, header: str = "") -> Label:
    """Return what the number at ``position`` is called, by its own label or else its header."""
    start = _list_start(text, position)
    window = text[max(0, start - REACH) : start]
    for stop in BREAKS.finditer(window):
        window = " " * stop.end() + window[stop.end() :]
    label = label_of(window)
    if label is not NONE and _reaches(label, window[label.end :]):
        return label
    return label_of(header) if header else NONE


def has_unit(text: str, position: int) -> bool:
    """Return whether a unit of measure or the end of a page address follows."""
    return UNIT.match(text, position) is not None


def _reaches(label: Label, between: str) -> bool:
    # 资金打入张三的社保卡 speaks of money, and the number that follows is none.
    reach = BETWEEN_AMOUNT if label.kind == "amount" else BETWEEN
    return len(between) <= reach and OTHER_NUMBER.search(between) is None


def _list_start(text: str, position: int) -> int:
    # 电话：A、B、C: the label of the first number is that of all.
    match = re.search(
        r"(?:(?<!\d)\d(?:[ -]?\d){6,20}[xX]?\s?(?:[、,/和及]|\s(?=\S))\s?){1,4}$",
        text[max(0, position - 100) : position],
    )
    return position - len(match[0]) if match else position
