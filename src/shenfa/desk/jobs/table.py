"""All jobs, in the order in which they are done. Adding one is adding a row.

A row's function finds in the state what is to be done, calls a service for each, and returns
how many there were. It must be safe to call twice.
"""

import datetime
from collections.abc import Callable

from shenfa.desk.clock import Clock
from shenfa.desk.jobs.job import Daily, Job, Means
from shenfa.desk.jobs.upkeep import beat, sign_checkpoint
from shenfa.desk.manuscripts.files import blob_sweep
from shenfa.desk.release.delivery import deliver_pending
from shenfa.desk.release.erasing import erase_purged
from shenfa.desk.release.live import live_check
from shenfa.desk.release.scheduling import run_due
from shenfa.desk.release.searching import text_sweep
from shenfa.desk.release.takedown import takedown_overdue
from shenfa.desk.review.auditing import audit_pending
from shenfa.desk.review.notices import escalate_overdue

BEAT = "beat"
SOON = datetime.timedelta(seconds=30)
HOURLY = datetime.timedelta(hours=1)
HOURS = datetime.timedelta(hours=2)


def _by_clock(work: Callable[[Clock], int]) -> Callable[[Means], int]:
    """Return a job of work that asks for nothing but the clock."""
    return lambda means: work(means.by.clock)


def _sweep(means: Means) -> int:
    return blob_sweep(at=means.by.clock.now())


def _find(_means: Means) -> int:
    return text_sweep()


JOBS = (
    Job(BEAT, "时钟、磁盘检查", HOURLY, beat),
    Job("audit", "检查新版本", SOON, _by_clock(audit_pending), longest=HOURS),
    Job("schedule", "定时发布", SOON, _by_clock(run_due)),
    Job("deliver", "送达各渠道", SOON, _by_clock(deliver_pending)),
    Job("erase", "清除已决定清除的内容", SOON, _by_clock(erase_purged)),
    Job("search", "整理公开检索", HOURLY, _find),
    Job("escalate", "催办", datetime.timedelta(minutes=1), _by_clock(escalate_overdue)),
    Job("takedown", "催办紧急下线确认", HOURLY, _by_clock(takedown_overdue)),
    Job("checkpoint", "签署检查点", Daily(datetime.time(0, 30)), sign_checkpoint),
    Job("live", "核对已发布内容", Daily(datetime.time(2)), _by_clock(live_check), longest=HOURS),
    Job("sweep", "清理残留文件", Daily(datetime.time(4)), _sweep),
)
