"""The jobs that keep the house itself: the daily checkpoint, and the hourly beat.

The beat shows that a worker is running, and finds what stops all work: a clock that is wrong,
a disk that is full.
"""

import datetime

from shenfa.desk.inspection.folder import disk_check
from shenfa.desk.inspection.outcome import Check, Level
from shenfa.desk.inspection.trail import clock_check, newest_checkpoint, trail_origin
from shenfa.desk.jobs.job import BEIJING, JobFailed, Means
from shenfa.desk.trail.selectors import trail_last
from shenfa.desk.trail.services import checkpoint_sign
from shenfa.trail.entry import moment


def sign_checkpoint(means: Means) -> int:
    """Sign the last entry, once a day (I29); there is nothing to sign before the first start."""
    last, origin, now = trail_last(), trail_origin(), means.by.clock.now()
    if last is None or not origin:
        return 0
    _need(clock_check(now))
    newest = newest_checkpoint()
    if newest is not None and newest.count == last.seq and _day(moment(newest.at)) == _day(now):
        return 0
    checkpoint_sign(
        origin=origin,
        private_key=means.deployment.signing_key,
        clock=means.by.clock,
    )
    return 1


def beat(means: Means) -> int:
    """Look at the clock and at the disk."""
    _need(clock_check(means.by.clock.now()))
    _need(disk_check(means.deployment))
    return 1


def _need(check: Check) -> None:
    if check.level is Level.FAILED:
        raise JobFailed(f"{check.subject}{check.sentence}")


def _day(at: datetime.datetime) -> datetime.date:
    return at.astimezone(BEIJING).date()
