"""A job: what is to be done, how often, and how long it may take. No database here.

A job looks at the state, does what the state asks for and says how much it did. It is given
nothing to remember: whoever is killed in the middle of it is followed by another, who finds
what is left. So a job calls services, each of which is whole in itself, and nothing else.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from shenfa.desk.deployment import Deployment
from shenfa.desk.trail.command import Acting

BEIJING = ZoneInfo("Asia/Shanghai")
LONGEST = datetime.timedelta(minutes=15)
RETRY = datetime.timedelta(minutes=10)
"""After a failure a job is tried again this soon, or at its own time if that is sooner."""


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day at this time of day in Beijing."""

    at: datetime.time


@dataclass(frozen=True, slots=True)
class Means:
    """What a job is handed: who acts (the system, by the clock), and the deployment."""

    by: Acting
    deployment: Deployment


@dataclass(frozen=True, slots=True)
class Job:
    """One row of the table. Who takes longer than ``longest`` is taken to be dead."""

    name: str
    title: str
    every: datetime.timedelta | Daily
    run: Callable[[Means], int]
    longest: datetime.timedelta = LONGEST


class JobFailed(Exception):
    """The work cannot be done now; the message says what to do, and names nobody."""


def next_time(every: datetime.timedelta | Daily, started: datetime.datetime) -> datetime.datetime:
    """Return when a job is due again that was last started then."""
    if isinstance(every, datetime.timedelta):
        return started + every
    local = started.astimezone(BEIJING)
    today = datetime.datetime.combine(local.date(), every.at, tzinfo=BEIJING)
    following = today if today > local else today + datetime.timedelta(days=1)
    return following.astimezone(datetime.UTC)


def retry_time(every: datetime.timedelta | Daily, finished: datetime.datetime) -> datetime.datetime:
    """Return when a job is due again that failed then."""
    return min(finished + RETRY, next_time(every, finished))
