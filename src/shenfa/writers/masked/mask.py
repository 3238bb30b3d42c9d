"""What a masked copy is made from and what comes of it.

A writer knows no rules: it is given spans of passages and what to write in their place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from shenfa.readers.pictures.spotted import Spotted
from shenfa.text import Document

Locate = Callable[[bytes], tuple[Spotted, ...]]
"""From the bytes of a picture to its lines of text with their places."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Code points ``start`` to ``end`` of a passage, and what the copy says instead."""

    passage: int
    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Original:
    """The file as it is, the document that was read from it, and the masks of its passages.

    ``locate`` finds the text of pictures; None where text recognition is not installed.
    """

    data: bytes
    document: Document
    masks: tuple[Mask, ...]
    locate: Locate | None = None

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.document.name


@dataclass(frozen=True, slots=True)
class Copy:
    """The file that was built, and in words what it shows no more although the original did."""

    data: bytes
    left_out: tuple[str, ...] = ()


class CopyRefused(Exception):
    """A copy that cannot be made; the message is one sentence for the person."""


def by_passage(masks: Iterable[Mask]) -> Mapping[int, tuple[Mask, ...]]:
    """Return the masks of every passage, in order."""
    found: dict[int, list[Mask]] = defaultdict(list)
    for mask in masks:
        found[mask.passage].append(mask)
    return {
        passage: tuple(sorted(own, key=lambda one: one.start)) for passage, own in found.items()
    }


def masked_text(text: str, masks: Sequence[Mask]) -> str:
    """Return the text with every mask applied; masks of a passage never overlap."""
    for mask in sorted(masks, key=lambda one: one.start, reverse=True):
        text = text[: mask.start] + mask.replacement + text[mask.end :]
    return text


def masked_pieces(pieces: Sequence[str], masks: Sequence[Mask]) -> tuple[str, ...]:
    """Return the pieces of a text with the masks applied.

    What replaces a span stands in the first piece the span touches.
    """
    result: list[str] = []
    begin = 0
    for piece in pieces:
        end = begin + len(piece)
        text, position = "", begin
        for mask in masks:
            if mask.end <= begin or mask.start >= end:
                continue
            text += piece[position - begin : max(mask.start, position) - begin]
            if mask.start >= begin:
                text += mask.replacement
            position = min(mask.end, end)
        result.append(text + piece[position - begin :])
        begin = end
    return tuple(result)
