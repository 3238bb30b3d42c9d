"""After release: withdrawal, archiving, deletion, and the emergency take-down (R85, I23, I24).

One person may hide at once and never show; a second one confirms within 24 hours. A text that
was taken away comes back only as a new revision with three reviews of its own.
"""

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum

CONFIRM_WITHIN = datetime.timedelta(hours=24)


class State(StrEnum):
    """Where a released revision stands towards the public."""

    LIVE = "live"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"
    DELETED = "deleted"


class Act(StrEnum):
    """What can be done to a release. Nothing leads back to LIVE."""

    HIDE = "hide"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    ARCHIVE = "archive"
    DELETE = "delete"


NEXT: dict[tuple[State, Act], State] = {
    (State.LIVE, Act.HIDE): State.HIDDEN,
    (State.HIDDEN, Act.CONFIRM): State.HIDDEN,
    (State.LIVE, Act.WITHDRAW): State.WITHDRAWN,
    (State.HIDDEN, Act.WITHDRAW): State.WITHDRAWN,
    (State.WITHDRAWN, Act.ARCHIVE): State.ARCHIVED,
    (State.ARCHIVED, Act.DELETE): State.DELETED,
}


@dataclass(frozen=True, slots=True)
class Released:
    """A released revision and what has been done to it since."""

    sha256: str
    released_at: datetime.datetime
    state: State = State.LIVE
    hidden_by: str = ""
    hidden_at: datetime.datetime | None = None
    confirmed_by: str = ""

    def is_overdue(self, now: datetime.datetime) -> bool:
        """Whether a take-down has waited more than 24 hours for its second person."""
        return (
            self.state is State.HIDDEN
            and not self.confirmed_by
            and self.hidden_at is not None
            and now - self.hidden_at > CONFIRM_WITHIN
        )


@dataclass(frozen=True, slots=True)
class Doing:
    """One person doing one thing to a release, with the reason."""

    person: str
    act: Act
    at: datetime.datetime
    reason: str


class ReleaseRefused(Exception):
    """The act is not allowed; the message tells the person who tried it why."""


def release_refusal(released: Released, doing: Doing) -> str | None:
    """Return why it may not be done, or None."""
    if (released.state, doing.act) not in NEXT:
        if doing.act is Act.DELETE:
            return "应先撤销发布并归档，再从网站删除"
        return "当前状态不能执行该操作"
    if not doing.reason.strip():
        return "请写明理由"
    if doing.act is Act.CONFIRM and released.confirmed_by:
        return "紧急下线已经确认"
    if doing.act is Act.CONFIRM and doing.person == released.hidden_by:
        return "紧急下线应由另一人确认"
    return None


def after(released: Released, doing: Doing) -> Released:
    """Return the release after an act, or raise ReleaseRefused."""
    if reason := release_refusal(released, doing):
        raise ReleaseRefused(reason)
    moved = replace(released, state=NEXT[released.state, doing.act])
    match doing.act:
        case Act.HIDE:
            return replace(moved, hidden_by=doing.person, hidden_at=doing.at)
        case Act.CONFIRM:
            return replace(moved, confirmed_by=doing.person)
        case _:
            return moved
