"""Marks in the text: which characters of a clean body a finding is about.

Findings name passage and offset as the reader saw them. The reader folds white space, so body
and passage are laid side by side by everything that is not white space. A passage that cannot
be found again is left without marks; its cards still say where it stands.
"""

import html
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.safestring import SafeString, mark_safe

from shenfa.text import Document

VOID = frozenset({"br", "hr", "img"})
GRAVITY = ("certain_blocker", "secrecy", "suspected_blocker", "error", "warning", "hint", "decided")


@dataclass(frozen=True, slots=True)
class Spot:
    """A finding to be shown: its key, its number on the page, how it looks, and its place."""

    key: str
    number: int
    look: str
    passage: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """Title and body with their marks, and the keys that found a place."""

    title: SafeString
    body: SafeString
    placed: frozenset[str]


def mark(title: str, body: str, document: Document, spots: Iterable[Spot]) -> Marked:
    """Return title and body of a text part with marks. Passage 0 of the document is the title."""
    wanted = tuple(spots)
    in_title = {spot.key: (spot.start, spot.end) for spot in wanted if spot.passage == 0}
    stream = _Stream()
    stream.feed(body)
    stream.close()
    in_body = _ranges(stream.text(), document, wanted)
    looks = {spot.key: spot for spot in wanted}
    writer = _Writer(in_body, looks)
    return Marked(
        title=mark_safe("".join(_pieces(title, 0, in_title, looks))),  # noqa: S308 - escaped there
        body=mark_safe(writer.written(stream.tokens)),  # noqa: S308 - clean when stored, escaped there
        placed=frozenset({*in_title, *in_body}),
    )


@dataclass
class _Stream(HTMLParser):
    """The tokens of a clean body: tags as they stand, and the text between them."""

    tokens: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = "".join(f' {name}="{html.escape(value or "")}"' for name, value in attrs)
        self.tokens.append(("tag", f"<{tag}{written}>"))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.tokens.append(("tag", f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        self.tokens.append(("text", data))

    def text(self) -> str:
        return "".join(text for kind, text in self.tokens if kind == "text")


@dataclass(frozen=True, slots=True)
class _Writer:
    ranges: dict[str, tuple[int, int]]
    spots: dict[str, Spot]

    def written(self, tokens: Iterable[tuple[str, str]]) -> str:
        out: list[str] = []
        at = 0
        for kind, text in tokens:
            if kind == "tag":
                out.append(text)
            else:
                out += _pieces(text, at, self.ranges, self.spots)
                at += len(text)
        return "".join(out)


def _ranges(text: str, document: Document, spots: Iterable[Spot]) -> dict[str, tuple[int, int]]:
    """Return for each finding the characters of the body's text it is about."""
    solid = [(index, character) for index, character in enumerate(text) if not character.isspace()]
    squeezed = "".join(character for _, character in solid)
    places: dict[int, list[int]] = {}
    begin = 0
    for number, passage in enumerate(document.passages):
        wanted = "".join(passage.text.split())
        if number == 0 or not wanted:
            continue
        found = squeezed.find(wanted, begin)
        # What is not shown (an address, an alternative text) is not looked for far away.
        if found == -1 or squeezed[begin:found].strip():
            continue
        places[number] = [solid[found + step][0] for step in range(len(wanted))]
        begin = found + len(wanted)
    found_ranges = {}
    for spot in spots:
        if spot.passage in places:
            found_ranges[spot.key] = _range(
                document.passages[spot.passage].text, places[spot.passage], spot
            )
    return found_ranges


def _range(passage: str, places: list[int], spot: Spot) -> tuple[int, int]:
    before = sum(not character.isspace() for character in passage[: spot.start])
    inside = sum(not character.isspace() for character in passage[spot.start : spot.end])
    if inside == 0:  # something is missing here: show it at the character before
        first = last = places[max(0, min(before - 1, len(places) - 1))]
    else:
        first, last = places[before], places[before + inside - 1]
    return first, last + 1


def _pieces(
    text: str, at: int, ranges: dict[str, tuple[int, int]], spots: dict[str, Spot]
) -> Iterator[str]:
    """Yield a text with marks; where findings overlap, the gravest is shown, all are numbered."""
    reach = at + len(text)
    near = {key: span for key, span in ranges.items() if span[0] < reach and span[1] > at}
    borders = sorted(
        {
            at,
            reach,
            *(max(at, a) for a, _ in near.values()),
            *(min(reach, b) for _, b in near.values()),
        }
    )
    for begin, end in itertools.pairwise(borders):
        inside = [spots[key] for key, (a, b) in near.items() if a <= begin and end <= b]
        written = html.escape(text[begin - at : end - at])
        if not inside:
            yield written
            continue
        top = min(inside, key=lambda spot: (GRAVITY.index(spot.look), spot.number))
        ending = [spot for spot in inside if near[spot.key][1] == end]
        numbers = "".join(_number(spot) for spot in ending)
        yield (
            f'<mark class="f {top.look}" id="m-{top.number}-{begin}" '
            f'data-f="{html.escape(top.key)}">{written}{numbers}</mark>'
        )


def _number(spot: Spot) -> str:
    """Return the number behind a mark, which leads to its card; the card leads back to it."""
    return (
        f'<sup><a id="n-{spot.number}" href="#c-{html.escape(spot.key)}" '
        f'aria-label="问题{spot.number}">{spot.number}</a></sup>'
    )
