"""Taking and giving back the lease of a job, and running what is due.

A lease is no business of the county's: nothing here is chained. What a job does is chained by
the services it calls.
"""

import datetime
import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shenfa.desk.clock import ClockWentBack
from shenfa.desk.jobs.job import Job, JobFailed, Means
from shenfa.desk.jobs.models import LeaseRecord
from shenfa.desk.jobs.selectors import lease_due
from shenfa.desk.jobs.table import JOBS
from shenfa.desk.refusals import CommandRefused
from shenfa.trail import MalformedEntry

LONGEST_ERROR = 200


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to run a job: who has it, and in which of its runs."""

    name: str
    holder: str
    run: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a job. An empty error means that it did what it could."""

    job: Job
    at: datetime.datetime
    count: int
    error: str


def tick(means: Means, jobs: Sequence[Job] = JOBS) -> Iterator[Run]:
    """Run what is due, one after the other, and yield each run when it is over."""
    for job in jobs:
        lease = lease_take(job=job, at=means.by.clock.now())
        if lease is not None:
            yield _run(job, means, lease)


def lease_take(*, job: Job, at: datetime.datetime) -> Lease | None:
    """Take the lease of a job if it is due and nobody holds it.

    What was read is compared in the statement that sets it, so of several processes that saw
    the same row one wins, on either database and without a lock.
    """
    record, _ = LeaseRecord.objects.get_or_create(name=job.name)
    if lease_due(job=job, lease=record) > at:
        return None
    holder = f"{os.getpid()}-{secrets.token_hex(8)}"
    seen = LeaseRecord.objects.filter(name=job.name, holder=record.holder, runs=record.runs)
    won = seen.update(holder=holder, until=at + job.longest, last_started=at, runs=record.runs + 1)
    return Lease(job.name, holder, record.runs + 1) if won else None


def lease_return(*, lease: Lease, at: datetime.datetime, error: str) -> bool:
    """Give the lease back, or return False because it expired and another process has it."""
    own = LeaseRecord.objects.filter(name=lease.name, holder=lease.holder, runs=lease.run)
    return bool(own.update(holder="", until=None, last_finished=at, last_error=error))


def _run(job: Job, means: Means, lease: Lease) -> Run:
    count, error = 0, ""
    try:
        count = job.run(means)
    except Exception as failure:  # noqa: BLE001 - the other jobs must still be done
        error = _sentence(failure)
    now = means.by.clock.now()
    if not lease_return(lease=lease, at=now, error=error):
        error = error or f"用时超过{job.longest}，已由其他进程接手，请调大该任务的时限"
    return Run(job, now, count, error)


def _sentence(failure: Exception) -> str:
    """Return what is kept of a failure: sentences that name nobody, of others only their kind."""
    if isinstance(failure, JobFailed | ClockWentBack | MalformedEntry):
        return str(failure)[:LONGEST_ERROR]
    if isinstance(failure, CommandRefused):
        return f"操作被拒绝（{failure.code}），请查看留痕中的理由"
    place = _place(failure)
    return f"程序出错（{type(failure).__name__}，{place}），请联系技术支持"[:LONGEST_ERROR]


def _place(failure: Exception) -> str:
    """Return where it happened; the message of a foreign exception may hold anything."""
    trace = failure.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "位置不明"
    code = trace.tb_frame.f_code
    return f"{Path(code.co_filename).name} 第{trace.tb_lineno}行"
