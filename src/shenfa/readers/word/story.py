"""What one walk through a Word file shares: the file, the story being read, what it yields.

A story is a text of its own in the file: the body, a header, a footnote, a text box.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from shenfa.readers.content import Enclosed
from shenfa.readers.office.package import Element, Package, Relation
from shenfa.readers.word.numbering import Numbering
from shenfa.readers.word.styles import Styles
from shenfa.text import Gap, Passage, PassageKind


@dataclass(frozen=True, slots=True)
class Strand:
    """To which passage characters belong: ``why`` is empty for the visible text."""

    kind: PassageKind | None = None
    why: str = ""


SHOWN = Strand()
DELETED = Strand(PassageKind.DELETED, "已删除的修订")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a passage and where they stand.

    ``node`` is the child of a run that holds them, None where no run does: in a formula, and
    for the line break between two paragraphs of a cell.
    """

    text: str
    node: Element | None = None
    strand: Strand = SHOWN
    is_inserted: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """Text beside the paragraph: a field code, the choices of a form, the reading of a ruby."""

    kind: PassageKind
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A passage and, where it can be commented, the pieces that make up its text."""

    passage: Passage
    pieces: tuple[Piece, ...] = ()


Item = Block | Gap | Enclosed


@dataclass(slots=True)
class Tally:
    """What has been counted and met so far in the whole file."""

    numbers: Counter[str] = field(default_factory=Counter)
    met: set[str] = field(default_factory=set)

    def next(self, what: str) -> int:
        """The next number of its kind, from 1."""
        self.numbers[what] += 1
        return self.numbers[what]

    def is_new(self, part: str) -> bool:
        """Whether a part is met for the first time; the second time it is not."""
        is_new = part not in self.met
        self.met.add(part)
        return is_new


@dataclass(frozen=True, slots=True)
class Source:
    """The file and its styles; the tally and the automatic numbers go on while it is walked."""

    name: str
    package: Package
    styles: Styles
    numbering: Numbering = field(default_factory=Numbering)
    tally: Tally = field(default_factory=Tally)

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What a part refers to, by the ids it uses."""
        return {one.id: one for one in self.package.relations.get(part, ())}


@dataclass(slots=True)
class Code:
    """A field that has begun: its instruction so far, and whether its result has begun."""

    parts: list[str] = field(default_factory=list)
    is_result: bool = False


@dataclass(slots=True)
class Story:
    """A story while it is read: its name for people, its kind, and how far we are.

    ``ground`` is the colour it is printed on. ``fields`` are the fields that are open, from
    the outside in; None where begins and ends do not match, so that nothing may be believed.
    """

    source: Source
    part: str
    relations: Mapping[str, Relation]
    label: str
    kind: PassageKind
    ground: str
    paragraphs: int = 0
    fields: list[Code] | None = field(default_factory=list)

    @property
    def is_body(self) -> bool:
        """Whether this is the body itself, the only story people count paragraphs in."""
        return self.kind is PassageKind.BODY
