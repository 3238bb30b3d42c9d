"""One revision under review: its stages, the decisions on it, and what people did around them.

A case belongs to one immutable revision, named by the SHA-256 over everything that goes out.
Nothing here is carried over to another revision, even one with equal bytes.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from shenfa.review.duties import Position, Tenure


class Stage(StrEnum):
    """Where a revision stands."""

    DRAFT = "draft"
    FIRST = "first"
    SECOND = "second"
    FINAL = "final"
    APPROVED = "approved"
    ENDED = "ended"


REVIEWS = (Stage.FIRST, Stage.SECOND, Stage.FINAL)
STAGE_NAMES = {
    Stage.DRAFT: "草稿",
    Stage.FIRST: "初审",
    Stage.SECOND: "审核",
    Stage.FINAL: "审发",
    Stage.APPROVED: "已审发",
    Stage.ENDED: "已终止",
}


class Result(StrEnum):
    """The three results of a review (R47–R49)."""

    PASSED = "passed"
    FAILED = "failed"
    UNDETERMINED = "undetermined"


class Action(StrEnum):
    """What can be done to a case."""

    SUBMIT = "submit"
    PASS = "pass"  # noqa: S105 - the result of a review, not a secret
    FAIL = "fail"
    SUSPEND = "suspend"
    ANSWER = "answer"
    ASK_AGAIN = "ask_again"
    RECALL = "recall"
    RETURN_TEXT = "return_text"


class Attribute(StrEnum):
    """The disclosure attribute (公开属性) of an item."""

    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Revision:
    """What is reviewed. ``sha256`` covers body, title, attachments, marker, channels, columns.

    ``makers`` are the author, every editor of any byte and every uploader. ``parts`` are the
    text and each attachment, all of which a reviewer must have opened. ``is_major`` is the
    flag 重大信息 as it stands on this revision; changing it is a new case.
    """

    id: str
    sha256: str
    unit: str
    makers: frozenset[str]
    parts: frozenset[str]
    is_official: bool = False
    is_major: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """The proofreading act of a stage (三校): the ticked items of its checklist."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One person doing one thing: who, what, when, on which bytes, and why.

    ``reauthenticated`` says that this very person has just shown password and second factor
    for this decision. ``proof`` belongs to a review, ``to`` and ``due`` to a question.
    """

    person: str
    action: Action
    at: datetime.datetime
    sha256: str
    note: str = ""
    reauthenticated: bool = False
    proof: Proof | None = None
    to: str = ""
    due: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A review that was given, with the position by which the person gave it."""

    stage: Stage
    person: str
    position: Position
    result: Result
    at: datetime.datetime
    note: str = ""
    before_receipt: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What an undetermined result asks of a named person, and the answer once there is one."""

    stage: Stage
    asked_by: str
    to: str
    due: datetime.datetime
    text: str
    answer: str = ""
    answered_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A revision on its way to release."""

    revision: Revision
    stage: Stage = Stage.DRAFT
    decisions: tuple[Decision, ...] = ()
    question: Question | None = None
    submitted_at: datetime.datetime | None = None

    @property
    def reviewers(self) -> frozenset[str]:
        """Everybody who has passed a stage of this revision."""
        return frozenset(
            decision.person for decision in self.decisions if decision.result is Result.PASSED
        )

    @property
    def is_suspended(self) -> bool:
        """Whether a question waits for its answer."""
        return self.question is not None and not self.question.answer


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a move is judged by besides the case, as it is in the moment of the move.

    ``opened`` are the parts of this revision the person has opened; ``settled`` tells that no
    finding is open for this person; ``looked_at`` that every unread picture, video or sound
    was looked at by this person (人工审看); ``unread`` are the technical gaps of the audit,
    a crash or a time-out included, which only a new run can close; ``secrecy_concluded`` that
    the secrecy conclusion on this hash is 不涉密; ``self_proofed`` that the maker signed the
    自审自校 of this revision. ``author_may_first_review`` is the unit's recorded answer at
    set-up. ``county_reviewers`` are the county office's reviewers at this moment.
    """

    in_house: frozenset[str]
    tenures: tuple[Tenure, ...]
    opened: frozenset[str] = frozenset()
    settled: bool = True
    looked_at: bool = True
    unread: tuple[str, ...] = ()
    secrecy_concluded: bool = False
    self_proofed: bool = False
    attribute: Attribute | None = None
    author_may_first_review: bool = False
    county_reviewers: frozenset[str] = frozenset()
