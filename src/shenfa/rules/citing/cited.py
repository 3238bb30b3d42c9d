"""The known laws and documents that a line cites."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shenfa.rules.citing.directory import STATE, Directory, directory
from shenfa.rules.citing.mentions import Mention, mentions
from shenfa.text import PRINTED, Citations, Context, Instrument, Part, split_lines

TRIGGERS = (
    "《",
    "法第",
    "典第",
    "条例第",
    "办法第",
    "规定第",
    "细则第",
    "解释第",
    "法的第",
    "条例的第",
)
"""Where none of these stands, no citation stands."""

BEFORE_BARE = re.compile(
    r"(?:^|[、。，；：和与及按照据反守用犯合以由对在依参行到若将《》]|根据|的|中华人民共和国)$"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A known instrument, and the citation of it whose title stands at ``start`` to ``end``."""

    start: int
    end: int
    instrument: Instrument
    mention: Mention


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a text with what it cites; ``passage`` and ``start`` say where it stands."""

    passage: int
    start: int
    text: str
    cited: tuple[Cited, ...]


@lru_cache(maxsize=512)
def cited(text: str, citations: Citations) -> tuple[Cited, ...]:
    """Return the known instruments a line cites, in order."""
    found = mentions(text)
    if not found:
        return ()
    known = directory(citations)
    return tuple(one for mention in found if (one := _known(text, mention, known)))


def _known(text: str, mention: Mention, known: Directory) -> Cited | None:
    if mention.is_marked:
        instrument = known.find(mention.title)
        return Cited(mention.start, mention.end, instrument, mention) if instrument else None
    for start in range(mention.start, mention.end - 1):
        instrument = known.find(text[start : mention.end])
        if instrument and BEFORE_BARE.search(text[max(0, start - len(STATE)) : start]):
            return Cited(start, mention.end, instrument, mention)
    return None


def places(part: Part, context: Context) -> Iterator[Place]:
    """Yield every printed line of a text, cells included, that cites a known instrument."""
    for index, passage in part.passages:
        if passage.kind in PRINTED and ("《" in passage.text or "条" in passage.text):
            for start, line in split_lines(passage.text):
                if found := cited(line, context.county.citations):
                    yield Place(index, start, line, found)
