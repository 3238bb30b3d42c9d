"""What comparing two copies yields: differences at their places, what was not compared, and why."""

from dataclasses import dataclass
from enum import StrEnum

from shenfa.text import Certainty, Document


class Copy(StrEnum):
    """Which of the two copies is meant."""

    FORMAL = "formal"
    ELECTRONIC = "electronic"


class Identity(StrEnum):
    """The outcome. Undetermined: nothing differs, but something could not be compared."""

    IDENTICAL = "identical"
    DIFFERENT = "different"
    UNDETERMINED = "undetermined"


class DifferenceKind(StrEnum):
    """What differs."""

    TEXT = "text"
    TABLE = "table"
    ATTACHMENT = "attachment"
    PUNCTUATION = "punctuation"


class Grade(StrEnum):
    """How much a difference can matter, gravest first (关键、文字、符号)."""

    KEY = "key"
    WORDING = "wording"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` to ``end`` of a passage, by its index in its document."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Side:
    """One copy's side of a difference.

    Where the copy has nothing there, ``text`` is empty and the span an insertion point; only
    a copy without any text has no span. Automatic numbers have no span of their own: text
    that is only a number (二、) spans nothing at the start of its passage.
    """

    place: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the copies differ.

    It is certain (确认不同) or suspected (识别不清，请人工核对): recognised text may have been
    misread, and table lines of a page format are guessed from its drawing.
    """

    kind: DifferenceKind
    grade: Grade
    certainty: Certainty
    formal: Side
    electronic: Side
    message: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one copy that is no difference: where, and what, in plain words."""

    copy: Copy
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result. ``unread`` was not compared by anybody yet; ``tolerated`` does not block."""

    formal: Document
    electronic: Document
    differences: tuple[Difference, ...]
    unread: tuple[Remark, ...]
    tolerated: tuple[Remark, ...]

    @property
    def identity(self) -> Identity:
        """The outcome as one word."""
        if self.differences:
            return Identity.DIFFERENT
        return Identity.UNDETERMINED if self.unread else Identity.IDENTICAL

    @property
    def is_identical(self) -> bool:
        """Whether everything was compared and nothing differs."""
        return self.identity is Identity.IDENTICAL
