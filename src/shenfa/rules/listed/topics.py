"""Where a text touches a subject that the county does not publish without its secrecy reviewer."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from daachorse import CharwiseDoubleArrayAhoCorasick

from shenfa.rules.listed.folded import tight, with_places
from shenfa.text import Context, County, RestrictedTopic

SENTENCE_END = re.compile(r"[。!?;\n]")


@dataclass(frozen=True, slots=True)
class Topics:
    """One automaton over the words of all topics; each topic goes by its place in the list."""

    automaton: CharwiseDoubleArrayAhoCorasick | None
    named: tuple[tuple[int, ...], ...]
    beside: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A word of a topic in a text. ``number`` counts the topics of the list from 1."""

    start: int
    end: int
    number: int
    topic: RestrictedTopic


@lru_cache(maxsize=4)
def topics(county: County) -> Topics:
    """Return the county's restricted topics as one automaton."""
    named: dict[str, list[int]] = defaultdict(list)
    beside: dict[str, list[int]] = defaultdict(list)
    for index, topic in enumerate(county.topics):
        for word in topic.words:
            named[tight(word)].append(index)
        for word in topic.beside:
            beside[tight(word)].append(index)
    patterns = sorted({*named, *beside} - {""})
    return Topics(
        CharwiseDoubleArrayAhoCorasick(patterns) if patterns else None,
        tuple(tuple(named.get(pattern, ())) for pattern in patterns),
        tuple(tuple(beside.get(pattern, ())) for pattern in patterns),
    )


def touched(text: str, context: Context) -> Iterator[Touched]:
    """Yield the words of restricted topics in a text, each with the topic it belongs to."""
    known = topics(context.county)
    if known.automaton is None:
        return
    folded = tight(text)
    spans = known.automaton.find_overlapping(folded)
    if not any(known.named[pattern] for _, _, pattern in spans):
        return
    ends = [match.start() for match in SENTENCE_END.finditer(folded)]
    company = {
        (index, _sentence(ends, start))
        for start, _, pattern in spans
        for index in known.beside[pattern]
    }
    placed = with_places(text)
    for start, end, pattern in spans:
        for index in known.named[pattern]:
            topic = context.county.topics[index]
            alone = not topic.beside or (index, _sentence(ends, start)) in company
            if alone and topic.holds_on(context.date):
                yield Touched(*placed.span(start, end), index + 1, topic)


def _sentence(ends: list[int], position: int) -> int:
    return sum(end < position for end in ends)
