"""Enumerations: the items of a list in a sentence, and numbered lines below an announcement."""

import re
from collections.abc import Sequence

from shenfa.text import Line
from shenfa.text.numerals import NUMERAL, parse_numeral, write_ordinal

COUNT = rf"(?:\d{{1,3}}|{NUMERAL}{{1,3}})"
BRACKETED = re.compile(r"[（(][^（()）]*[）)]|《[^《》]*》|“[^“”]*”")
REACH = 80
"""Lines below which the items of an announced list are looked for."""
FEWEST = 2


def count_of(text: str) -> int | None:
    """Return a count written in digits or characters."""
    return int(text) if text.isdecimal() else parse_numeral(text)


def items_of(text: str) -> list[str]:
    """Return what 、 separates, brackets and titles kept whole."""
    plain = BRACKETED.sub(lambda match: "□" * len(match[0]), text)
    items, start = [], 0
    for place, character in enumerate(plain):
        if character == "、":
            items.append(text[start:place])
            start = place + 1
    return [*items, text[start:]]


def spoken_items(text: str) -> int:
    """Return how far 一是……二是…… counts in a line, 0 where it does not begin with 一是."""
    number, at = 0, 0
    while number < len("一二三四五六七八九十"):
        place = text.find(f"{write_ordinal(number + 1)}是", at)
        if place == -1 or (place and text[place - 1] not in "：；。，:;\u3000 "):
            break
        number, at = number + 1, place + 2
    return number


def numbered_items(lines: Sequence[Line]) -> int:
    """Return how far the numbers of the lines count in the form of the first one, 0 for none."""
    first = lines[0].label or lines[0].text.strip() if lines else ""
    for form in ("（{}）", "({})", "{}、", "{}.", "{}．", "{}是"):
        for write in (str, write_ordinal):
            if first.startswith(form.format(write(1))):
                return _run(lines, [form.format(write(number)) for number in range(1, 61)])
    return 0


def _run(lines: Sequence[Line], starts: Sequence[str]) -> int:
    number = 0
    for line in lines[:REACH]:
        text = line.label or line.text.strip()
        if number and text.startswith(starts[0]):
            break
        if number < len(starts) and text.startswith(starts[number]):
            number += 1
    return number
