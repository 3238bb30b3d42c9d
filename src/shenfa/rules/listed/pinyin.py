"""Words written with other characters of the same sound, toneless.

The first level of GB 2312 is ordered by sound, so the 3,755 most common characters need no
dictionary: a syllable reaches from its first character to that of the next syllable. Rarer
and traditional characters stand for themselves. Shorter words than four characters sound
like too much else.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from daachorse import CharwiseDoubleArrayAhoCorasick

from shenfa.lexicons import read_lexicon
from shenfa.rules.listed.folded import tight, with_places
from shenfa.text import Context, County, SensitiveWord

SHORTEST = 4
CODE = "gb2312"
LAST = 0xD7F9
"""The last character of the first level."""
PRIVATE = 0xE000
"""Syllables are written as characters of the private use area, one each."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """The automaton over the sounds of a county's words, and the words of each sound."""

    automaton: CharwiseDoubleArrayAhoCorasick | None
    words: tuple[tuple[SensitiveWord, ...], ...]


@dataclass(frozen=True, slots=True)
class SoundAlike:
    """A stretch of text that sounds like a listed word and is not written like it."""

    start: int
    end: int
    word: SensitiveWord


@cache
def syllables() -> dict[int, int]:
    """Return the table that turns each character of the first level into its syllable."""
    entries = read_lexicon("pinyin_syllables", ("syllable", "first"))
    table: dict[int, int] = {}
    firsts = [int.from_bytes(entry.values[1].encode(CODE)) for entry in entries]
    for index, (first, end) in enumerate(zip(firsts, [*firsts[1:], LAST + 1], strict=True)):
        for code in range(first, end):
            if 0xA1 <= code & 0xFF <= 0xFE:
                table[ord(code.to_bytes(2).decode(CODE))] = PRIVATE + index
    return table


@lru_cache(maxsize=4)
def sounds(county: County) -> Sounds:
    """Return the sounds of the county's words that are long enough, as one automaton."""
    known: dict[str, list[SensitiveWord]] = defaultdict(list)
    for word in county.words:
        written = tight(word.word)
        if len(written) >= SHORTEST and all(ord(one) in syllables() for one in written):
            known[written.translate(syllables())].append(word)
    patterns = sorted(known)
    return Sounds(
        CharwiseDoubleArrayAhoCorasick(patterns) if patterns else None,
        tuple(tuple(known[pattern]) for pattern in patterns),
    )


def sound_alikes(text: str, context: Context) -> Iterator[SoundAlike]:
    """Yield what sounds like a word of the county's list."""
    known = sounds(context.county)
    if known.automaton is None:
        return
    written = tight(text)
    spans = known.automaton.find_overlapping(written.translate(syllables()))
    for start, end, pattern in spans:
        for word in known.words[pattern]:
            if written[start:end] != tight(word.word) and word.holds_on(context.date):
                yield SoundAlike(*with_places(text).span(start, end), word)
                break
