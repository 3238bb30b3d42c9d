"""Runs of digits, however they are written: with gaps, in Chinese numerals, misread by a scanner."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

GAP = r"[ ._~/•·‐‑‒–—―−-]"
BREAK = r"[ -]{0,4}\r?\n {0,4}"
SHORTEST = 7
CROSS = "Xx×✕✖╳"
HAN = str.maketrans("〇○零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0001234567891123456789")
HAN_DIGIT = "[〇○零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]"
MISREAD = "OoQDlIi|!SsBZzbgq"
LETTERS = str.maketrans(MISREAD, "00001111155822699")
RUN = re.compile(
    rf"\d(?:(?:{GAP}{{0,3}}|{BREAK})\d){{{SHORTEST - 1},}}"
    rf"(?:{GAP}{{0,2}}[{CROSS}](?![A-Za-z{CROSS}])(?!\d)|[{CROSS}](?=1[3-9]\d{{9}}(?!\d)))?"
)
HAN_RUN = re.compile(rf"(?:{HAN_DIGIT}|\d)(?:{GAP}{{0,2}}(?:{HAN_DIGIT}|\d)){{10,}}[{CROSS}]?")
MISREAD_RUN = re.compile(
    rf"(?<![A-Za-z])[\d{re.escape(MISREAD)}](?:[ -]?[\d{re.escape(MISREAD)}]){{9,21}}[{CROSS}]?(?![A-Za-z])"
)
ENTITY = "&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);"
GROUPED = re.compile(
    rf"(?<![\d.])\d{{2,13}}(?:(?P<gap>{ENTITY}|[:,|;*+=、\\'])(?:\d{{2,13}}(?:(?P=gap)\d{{1,13}}){{0,5}}))"
    rf"(?:(?P=gap)?[{CROSS}](?![A-Za-z\d]))?(?!(?P=gap)?\d)"
)
SURROGATES = str.maketrans(dict.fromkeys(CROSS, "X"))


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that stand together. ``places`` are their offsets, ``gaps[k]`` what follows digit k."""

    digits: str
    places: tuple[int, ...]
    gaps: tuple[str, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the digits ``first`` up to, not including, ``last``."""
        return self.places[first], self.places[last - 1] + 1

    def is_edge(self, index: int) -> bool:
        """Return whether no digit touches the cut before digit ``index``."""
        return index in (0, len(self.digits)) or self.gaps[index - 1] != ""

    def inner_gaps(self, first: int, last: int) -> tuple[str, ...]:
        """Return what stands between the digits of a window."""
        return self.gaps[first : last - 1]

    def part(self, first: int, last: int) -> "Run":
        """Return a window as a run of its own."""
        return Run(self.digits[first:last], self.places[first:last], self.gaps[first:last])


def runs(text: str) -> Iterator[Run]:
    """Yield the runs of plain digits in a folded text."""
    for match in RUN.finditer(text):
        yield _run(match[0], match.start())


def grouped_runs(text: str) -> Iterator[Run]:
    """Yield numbers whose groups are parted by one mark that parts no other numbers so."""
    for match in GROUPED.finditer(text):
        gap = match["gap"]
        before = text[max(0, match.start() - len(gap) - 1) : match.start()]
        if not (before[:1].isdigit() and before[1:] == gap):
            yield _run(match[0], match.start())


def han_runs(text: str) -> Iterator[Run]:
    """Yield runs in which digits are written as Chinese numerals side by side."""
    for match in HAN_RUN.finditer(text):
        if len(re.findall(HAN_DIGIT, match[0])) >= 3:
            yield _run(match[0].translate(HAN), match.start())


def misread_runs(text: str) -> Iterator[Run]:
    """Yield runs in which some letters are digits that a scanner misread."""
    for match in MISREAD_RUN.finditer(text):
        letters = sum(
            not character.isdigit() and character not in f" -{CROSS}" for character in match[0]
        )
        if 0 < letters <= len(match[0]) // 2:
            yield _run(match[0].translate(LETTERS), match.start())


def _run(written: str, start: int) -> Run:
    digits: list[str] = []
    places: list[int] = []
    gaps: list[str] = []
    gap = ""
    for offset, character in enumerate(written.translate(SURROGATES)):
        if character.isdigit() or character == "X":
            if places:
                gaps.append(gap)
            digits.append(character)
            places.append(start + offset)
            gap = ""
        else:
            gap += character
    return Run("".join(digits), tuple(places), (*gaps, ""))
