"""One automaton over a county's words: a hundred thousand of them cost no more than one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from daachorse import CharwiseDoubleArrayAhoCorasick

from shenfa.rules.listed.folded import tight, with_places
from shenfa.text import Boundary, Context, County, Folded, SensitiveWord

HAN_FIRST, HAN_LAST = "\u3400", "\u9fff"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The automaton, and what each of its patterns is: listed words, or longer allowed ones."""

    automaton: CharwiseDoubleArrayAhoCorasick | None
    listed: tuple[tuple[SensitiveWord, ...], ...]
    shielded: tuple[frozenset[str], ...]

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """Return start, end and pattern of every occurrence in a tight text."""
        return [] if self.automaton is None else self.automaton.find_overlapping(text)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A listed word in a text: its place, and whether marks stand between its characters."""

    start: int
    end: int
    word: SensitiveWord
    is_spread: bool


@lru_cache(maxsize=4)
def lexicon(county: County) -> Lexicon:
    """Return the county's sensitive words as one automaton."""
    listed: dict[str, list[SensitiveWord]] = defaultdict(list)
    shielded: dict[str, set[str]] = defaultdict(set)
    for word in county.words:
        listed[tight(word.word)].append(word)
        for longer in word.allowed:
            shielded[tight(longer)].add(word.word)
    patterns = sorted({*listed, *shielded} - {""})
    return Lexicon(
        CharwiseDoubleArrayAhoCorasick(patterns) if patterns else None,
        tuple(tuple(listed.get(pattern, ())) for pattern in patterns),
        tuple(frozenset(shielded.get(pattern, ())) for pattern in patterns),
    )


def occurrences(text: str, context: Context) -> Iterator[Occurrence]:
    """Yield the words of the county's list that stand in the text, longest first at a place."""
    known = lexicon(context.county)
    spans = known.spans(tight(text))
    if not spans:
        return
    placed = with_places(text)
    shields = [
        (start, end, known.shielded[pattern])
        for start, end, pattern in spans
        if known.shielded[pattern]
    ]
    found = [
        (start, end, word)
        for start, end, pattern in spans
        for word in known.listed[pattern]
        if word.holds_on(context.date)
        and keeps_boundary(text, placed.span(start, end), word.boundary)
        and not _is_shielded(start, end, word, shields)
    ]
    for start, end, word in _longest(found):
        first, last = placed.span(start, end)
        yield Occurrence(first, last, word, _is_spread(placed, start, end))


def keeps_boundary(text: str, span: tuple[int, int], boundary: Boundary) -> bool:
    """Return whether what stands beside the span is allowed there."""
    start, end = span
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if boundary is Boundary.ALONE:
        return not _joins(before) and not _joins(after)
    if boundary is Boundary.ANYWHERE:
        return True
    return not (_is_latin(text[start]) and _is_latin(before)) and not (
        _is_latin(text[end - 1]) and _is_latin(after)
    )


def _joins(character: str) -> bool:
    return character.isalnum()


def _is_latin(character: str) -> bool:
    return character.isalnum() and not HAN_FIRST <= character <= HAN_LAST


def _is_shielded(
    start: int,
    end: int,
    word: SensitiveWord,
    shields: Iterable[tuple[int, int, frozenset[str]]],
) -> bool:
    return any(
        first <= start and end <= last and word.word in words for first, last, words in shields
    )


def _longest(
    found: list[tuple[int, int, SensitiveWord]],
) -> Iterator[tuple[int, int, SensitiveWord]]:
    reach = -1
    for start, end, word in sorted(found, key=lambda one: (one[0], -one[1])):
        if end > reach:
            yield start, end, word
            reach = end


def _is_spread(placed: Folded, start: int, end: int) -> bool:
    first, last = placed.span(start, end)
    return last - first > end - start
