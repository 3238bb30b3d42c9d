"""What rules say about a text: hits, findings, and how grave and how sure they are."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a finding asks of people, gravest first (禁止发布、应改、提醒、参考)."""

    BLOCKER = "blocker"
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for the gravest, so that sorting puts it first."""
        return tuple(Severity).index(self)


class Certainty(StrEnum):
    """Whether the machine is sure (确定) or asks a person to look (疑似)."""

    CERTAIN = "certain"
    SUSPECTED = "suspected"


class Level(StrEnum):
    """The standing of a basis. Only the first four may say 不符合规定; practice says 建议."""

    LAW = "law"
    REGULATION = "regulation"
    STANDARD = "standard"
    POLICY = "policy"
    PRACTICE = "practice"


class Family(StrEnum):
    """The kind of mistake a rule looks for; the two letters open its code."""

    TYPO = "typo"
    PUNCTUATION = "punctuation"
    NUMBER = "number"
    CITATION = "citation"
    NAME = "name"
    WORDING = "wording"
    PRIVACY = "privacy"
    SECRECY = "secrecy"
    OPENNESS = "openness"
    LAYOUT = "layout"
    RESIDUE = "residue"
    CONSISTENCY = "consistency"


FAMILY_CODES = {
    "TY": Family.TYPO,
    "PU": Family.PUNCTUATION,
    "NU": Family.NUMBER,
    "CI": Family.CITATION,
    "NA": Family.NAME,
    "WO": Family.WORDING,
    "PI": Family.PRIVACY,
    "SE": Family.SECRECY,
    "OP": Family.OPENNESS,
    "LA": Family.LAYOUT,
    "RE": Family.RESIDUE,
    "CO": Family.CONSISTENCY,
}


@dataclass(frozen=True, slots=True)
class Basis:
    """The clause a rule stands on. ``number`` and ``clause`` are empty where there is none."""

    title: str
    number: str = ""
    clause: str = ""
    level: Level = Level.STANDARD

    def __str__(self) -> str:
        title = self.title if self.level is Level.PRACTICE else f"《{self.title}》"
        number = f"（{self.number}）" if self.number else ""
        return f"{title}{number}{self.clause}"


@dataclass(frozen=True, slots=True)
class Hit:
    """Code points ``start`` to ``end`` of a text, what is wrong, and the best repair.

    ``fix`` replaces the span ("" deletes it); None where there is no suggestion. Severity,
    certainty and entity stand where this hit differs from its rule.
    """

    start: int
    end: int
    message: str
    fix: str | None = None
    severity: "Severity | None" = None
    certainty: "Certainty | None" = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A hit and the passage it is made in; ``passage`` is None for what is absent."""

    passage: int | None
    hit: Hit


def absent(message: str) -> Located:
    """Return the hit for something the text should have and has not."""
    return Located(None, Hit(0, 0, message))


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with the rule that made it and the place it was made in.

    ``start`` and ``end`` are code points in the passage; ``serious`` marks 严重表述错误.
    """

    rule: str
    family: Family
    severity: Severity
    certainty: Certainty
    place: str
    passage: int | None
    start: int
    end: int
    message: str
    fix: str | None
    basis: tuple[Basis, ...]
    entity: str | None = None
    serious: bool = False
