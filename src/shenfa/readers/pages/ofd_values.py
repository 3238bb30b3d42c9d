"""The values that OFD packs into attributes and texts: numbers, distances, paths."""

import re
from collections.abc import Iterator

TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d*)?|-?\.\d+")
NUMBERS = re.compile(r"-?\d+(?:\.\d*)?|-?\.\d+")


def numbers(text: str) -> list[float]:
    """Return all numbers of a text."""
    return [float(one) for one in NUMBERS.findall(text)]


def number(text: str | None, otherwise: float) -> float:
    """Return the number a text begins with."""
    found = NUMBERS.match(text.strip()) if text else None
    return float(found[0]) if found else otherwise


def deltas(text: str, most: int) -> list[float]:
    """Return at most so many distances; "g 3 5.2 4.1" says three times 5.2, then 4.1."""
    words = text.split()
    steps: list[float] = []
    index = 0
    while index < len(words) and len(steps) < most:
        if words[index] == "g" and index + 2 < len(words):
            times = int(number(words[index + 1], 0.0))
            steps += [number(words[index + 2], 0.0)] * min(max(times, 0), most)
            index += 3
        else:
            steps.append(number(words[index], 0.0))
            index += 1
    return steps[:most]


def segments(data: str) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Yield the straight pieces of a path as "L" and its curves as "B", from point to point."""
    start = here = (0.0, 0.0)
    tokens = TOKEN.findall(data)
    index = 0
    while index < len(tokens):
        letter = tokens[index]
        index += 1
        values: list[float] = []
        while index < len(tokens) and not tokens[index].isalpha():
            values.append(number(tokens[index], 0.0))
            index += 1
        if letter == "C":
            yield "L", [here, start]
            here = start
        elif len(values) >= 2:
            end = (values[-2], values[-1])
            if letter in "MS":
                start = end
            else:
                yield ("L" if letter == "L" else "B"), [here, end]
            here = end
