"""Fold the many forms of a character into one, and find the way back to the original.

Full-width letters and digits, compatibility forms and odd spaces become their plain form,
zero-width characters go. Every offset in the folded text maps to the original code points, so
a finding is always reported where people see it.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−·・.,，、_/|]+")
COMPATIBILITY_BLOCKS = (
    range(0x80, 0xD800),
    range(0xE000, 0x11000),
    range(0x1CC00, 0x1F300),
    range(0x1FB00, 0x1FC00),
    range(0x2F800, 0x2FA20),
)
"""Where Unicode keeps its compatibility forms; trying all code points takes a start-up away."""
COMMON = (("，", ","), ("：", ":"), ("；", ";"), ("（", "("), ("）", ")"), ("！", "!"), ("？", "?"), ("\u3000", " "))  # fmt: skip
CIRCLED = {code: str(code - 0x245F) for code in range(0x2460, 0x2474)}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back.

    From the folded offset ``starts[k]`` on, original offsets are folded offsets plus
    ``shifts[k]`` (code points).
    """

    text: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def original(self, offset: int) -> int:
        """Return the original offset of the folded character at ``offset``."""
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of the folded characters ``start`` to ``end``."""
        if start == end:
            return self.original(start), self.original(start)
        return self.original(start), self.original(end - 1) + 1


@lru_cache(maxsize=256)
def fold(text: str) -> Folded:
    """Fold width, compatibility forms and odd spaces; drop zero-width characters."""
    if text.isascii():
        return Folded(text)
    for mark, plain in COMMON:
        text = text.replace(mark, plain)
    # Ordinary prose ends here: a table of all characters takes three times as long.
    if not _unusual().search(text):
        return Folded(text)
    return _replace(text.translate(_same_length()), _changing(), _expansion)


@lru_cache(maxsize=256)
def squeeze(text: str) -> Folded:
    """Fold, then drop every separator: for words and numbers written with gaps in them."""
    return without(fold(text), SEPARATORS)


def without(folded: Folded, dropped: re.Pattern[str]) -> Folded:
    """Drop what a pattern matches from a folded text, keeping the way back."""
    tight = _replace(folded.text, dropped, lambda _: "")
    if folded.shifts == (0,):
        return tight
    # A separator in the first map may lie inside a piece of the second: cut at both.
    cuts = sorted({*tight.starts, *(_tight_offset(tight, start) for start in folded.starts)})
    return Folded(
        tight.text,
        tuple(cuts),
        tuple(folded.original(tight.original(cut)) - cut for cut in cuts),
    )


def _tight_offset(tight: Folded, offset: int) -> int:
    for start, shift in zip(reversed(tight.starts), reversed(tight.shifts), strict=True):
        if start + shift <= offset:
            return offset - shift
    return 0


def _replace(text: str, pattern: re.Pattern[str], change: Callable[[str], str]) -> Folded:
    pieces: list[str] = []
    starts, shifts = [0], [0]
    position = length = 0
    for match in pattern.finditer(text):
        kept = text[position : match.start()]
        new = change(match[0])
        pieces += (kept, new)
        length += len(kept)
        for index in range(1, len(new)):
            # Each further character of an expansion stands for the same original one.
            starts.append(length + index)
            shifts.append(match.start() - length - index)
        length += len(new)
        position = match.end()
        if starts[-1] == length:
            shifts[-1] = position - length
        else:
            starts.append(length)
            shifts.append(position - length)
    if not pieces:
        return Folded(text)
    return Folded("".join((*pieces, text[position:])), tuple(starts), tuple(shifts))


def _expansion(character: str) -> str:
    if character in INVISIBLE:
        return ""
    return CIRCLED.get(ord(character)) or unicodedata.normalize("NFKC", character)


@cache
def _compatible() -> dict[int, str]:
    forms = {}
    for block in COMPATIBILITY_BLOCKS:
        for code in block:
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code) and not _is_kept(code):
                forms[code] = plain
    return forms


@cache
def _same_length() -> dict[int, str]:
    table = {code: plain for code, plain in _compatible().items() if len(plain) == 1}
    # Look-alikes that no compatibility form covers: Cyrillic X, multiplication sign as mask.
    return table | {0x0425: "X", 0x0445: "x", 0xA0: " ", 0x3000: " "}


@cache
def _unusual() -> re.Pattern[str]:
    # One range beyond the basic plane: its scattered characters would be tried one by one.
    basic = sorted(code for code in _compatible().keys() | _same_length() if code <= 0xFFFF)
    characters = "".join(map(re.escape, map(chr, basic)))
    return re.compile(f"[{re.escape(INVISIBLE)}{characters}\U00010000-\U0010ffff]")


@cache
def _changing() -> re.Pattern[str]:
    changing = [chr(code) for code, plain in _compatible().items() if len(plain) > 1]
    return re.compile(f"[{re.escape(INVISIBLE)}{''.join(map(re.escape, changing))}]")


def _is_kept(code: int) -> bool:
    # Hangul and Arabic expand into their parts, which helps nobody here; an ellipsis is one.
    return 0xAC00 <= code <= 0xD7A3 or 0xFB50 <= code <= 0xFEFC or code in (0x2025, 0x2026)
