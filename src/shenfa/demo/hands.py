"""The hands of the demonstration's clock: they begin a month ago and only go forward."""

import datetime
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from shenfa.desk.clock import Clock, stamp
from shenfa.desk.trail.command import SYSTEM, Acting, chain, command
from shenfa.desk.working_days import is_working_day

BEIJING = ZoneInfo("Asia/Shanghai")
MONTH = datetime.timedelta(days=31)
OPENING = datetime.time(9)


@dataclass(slots=True)
class Hands:
    """Where the hands stand, and the clock that everybody reads."""

    at: datetime.datetime
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.at.replace(microsecond=0)
        self.clock = Clock(lambda: self.at)


def let_pass(hands: Hands, *, minutes: int = 0, seconds: int = 0) -> None:
    """Let time pass, as it does while people work."""
    hands.at += datetime.timedelta(minutes=minutes, seconds=seconds)


def set_clock(hands: Hands, to: datetime.datetime) -> None:
    """Set the hands to a later time, and say so in the trail (docs/trail.md)."""
    hands.at = max(hands.at, to.replace(microsecond=0))
    with command("clock.set", SYSTEM, Acting(SYSTEM, hands.clock)) as now:
        facts = {"to": stamp(now.at), "reason": "演示：时钟由演示程序拨动"}
        chain(now, "clock.set", SYSTEM, facts)


def working_days(until: datetime.datetime) -> tuple[datetime.datetime, ...]:
    """Return the openings of the working days of the month before the day of ``until``."""
    last = until.astimezone(BEIJING).date()
    first = (until - MONTH).astimezone(BEIJING).date()
    days = (first + datetime.timedelta(days=number) for number in range((last - first).days))
    return tuple(
        datetime.datetime.combine(day, OPENING, BEIJING).astimezone(datetime.UTC)
        for day in days
        if is_working_day(day)
    )
