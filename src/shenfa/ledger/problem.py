"""A problem on the county's account: where it came from, what it is, where it stands.

Pure values. A problem is found, reported and fixed at three different times, each with a person
(R66); it is struck off by somebody else than whoever fixed it (R75).
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Who found it."""

    OWN_CHECK = "own_check"
    PATROL = "patrol"
    VENDOR = "vendor"
    CITIZEN = "citizen"
    INSPECTION = "inspection"


ORIGIN_NAMES = {
    Origin.OWN_CHECK: "自查",
    Origin.PATROL: "巡查",
    Origin.VENDOR: "第三方监测",
    Origin.CITIZEN: "群众纠错",
    Origin.INSPECTION: "上级或县府办检查",
}


class Nature(StrEnum):
    """What kind of thing is wrong: it decides how the fault is known again and checked again."""

    TEXT = "text"
    PRIVACY = "privacy"
    LINK = "link"
    UPDATE = "update"
    SECURITY = "security"
    SITE = "site"


NATURE_NAMES = {
    Nature.TEXT: "文字表述",
    Nature.PRIVACY: "个人信息、涉密",
    Nature.LINK: "链接、附件打不开",
    Nature.UPDATE: "更新不及时",
    Nature.SECURITY: "安全",
    Nature.SITE: "页面和功能",
}
SEEN_IN_TEXT = frozenset({Nature.TEXT, Nature.PRIVACY, Nature.LINK})
"""What a single look at the page decides; the rest is decided by patrol or by a person's eye."""


class State(StrEnum):
    """Where a problem stands. What it stood on before is told by its acts."""

    OPENED = "opened"
    ASSIGNED = "assigned"
    FIXED = "fixed"
    STRUCK_OFF = "struck_off"
    APPEALED = "appealed"
    DISMISSED = "dismissed"


STATE_NAMES = {
    State.OPENED: "待落实专人",
    State.ASSIGNED: "整改中",
    State.FIXED: "待复核",
    State.STRUCK_OFF: "已销号",
    State.APPEALED: "误报待认定",
    State.DISMISSED: "认定为误报",
}
RUNNING = (State.OPENED, State.ASSIGNED, State.FIXED, State.APPEALED)
CLOSED = (State.STRUCK_OFF, State.DISMISSED)


class Action(StrEnum):
    """What can be done with a problem."""

    ASSIGN = "assign"
    FIX = "fix"
    CHECK = "check"
    RETURN = "return"
    STRIKE_OFF = "strike_off"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    DECLINE = "decline"
    RECUR = "recur"
    REOPEN = "reopen"
    HAND_OVER = "hand_over"


ACTION_NAMES = {
    Action.ASSIGN: "落实专人",
    Action.FIX: "报告已整改",
    Action.CHECK: "复核",
    Action.RETURN: "退回整改",
    Action.STRIKE_OFF: "销号",
    Action.APPEAL: "提请认定误报",
    Action.UPHOLD: "认定为误报",
    Action.DECLINE: "认定不是误报",
    Action.RECUR: "再次出现，重新挂账",
    Action.REOPEN: "撤回误报认定，重新挂账",
    Action.HAND_OVER: "改派单位",
}


class Verdict(StrEnum):
    """What a look at the public page found."""

    CLEAN = "clean"
    SHOWS = "shows"
    UNDETERMINED = "undetermined"


VERDICT_NAMES = {
    Verdict.CLEAN: "已看不到该问题",
    Verdict.SHOWS: "仍能看到该问题",
    Verdict.UNDETERMINED: "没有看成",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One re-check of the public side: who looked, when, with what result."""

    by: str
    at: datetime.datetime
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem as the rules judge it.

    ``fixers`` is everybody who had a hand in the present repair: who reported it, and who wrote
    the corrected text. ``check`` is the last look since it was fixed.
    """

    state: State
    person: str = ""
    fixers: frozenset[str] = frozenset()
    fixed_at: datetime.datetime | None = None
    struck_off_at: datetime.datetime | None = None
    check: Check | None = None
    appellant: str = ""
    is_answered_for: bool = False
