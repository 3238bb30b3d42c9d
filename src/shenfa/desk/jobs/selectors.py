"""Reading the jobs: when each is due, and what the page on the state of the system shows."""

import datetime
from dataclasses import dataclass

from shenfa.desk.jobs.job import Daily, Job, next_time, retry_time
from shenfa.desk.jobs.models import LeaseRecord
from shenfa.desk.jobs.table import JOBS
from shenfa.desk.organisation.authority import RECEIVERS
from shenfa.desk.organisation.selectors import county_office_id, tenure_list
from shenfa.desk.refusals import NotFound
from shenfa.review.duties import ADMINISTRATORS

VIEWERS = ADMINISTRATORS | set(RECEIVERS)
EVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)
LATE = datetime.timedelta(minutes=30)
"""A worker looks every half minute; what is due for longer is done by nobody."""


@dataclass(frozen=True, slots=True)
class JobState:
    """How a job stands. ``is_late`` means that no worker is running."""

    name: str
    title: str
    rhythm: str
    last_started: datetime.datetime | None
    last_finished: datetime.datetime | None
    error: str
    runs: int
    due: datetime.datetime | None
    is_running: bool
    is_late: bool


def lease_due(*, job: Job, lease: LeaseRecord) -> datetime.datetime:
    """Return when a job may be run: at its time, or when the lease of a dead worker expires."""
    if lease.until is not None:
        return lease.until
    if lease.last_started is None or lease.last_finished is None:
        return EVER
    if lease.last_error:
        return retry_time(job.every, lease.last_finished)
    return next_time(job.every, lease.last_started)


def job_overview(*, viewer: str, at: datetime.datetime) -> tuple[JobState, ...]:
    """Return the state of all jobs, to administrators and the county office. Three queries."""
    office = county_office_id()
    held = [tenure for tenure in tenure_list(person=viewer) if tenure.holds_at(at)]
    if not any(one.unit == office and one.position in VIEWERS for one in held):
        raise NotFound("页面")
    return job_states(at=at)


def job_states(*, at: datetime.datetime) -> tuple[JobState, ...]:
    """Return the state of all jobs in the order of the table. One query."""
    leases = LeaseRecord.objects.in_bulk()
    return tuple(_state(job, leases.get(job.name), at) for job in JOBS)


def _state(job: Job, lease: LeaseRecord | None, at: datetime.datetime) -> JobState:
    lease = lease or LeaseRecord(name=job.name)
    due = lease_due(job=job, lease=lease)
    is_running = lease.until is not None and lease.until > at
    return JobState(
        name=job.name,
        title=job.title,
        rhythm=rhythm(job.every),
        last_started=lease.last_started,
        last_finished=lease.last_finished,
        error=lease.last_error,
        runs=lease.runs,
        due=None if due == EVER else due,
        is_running=is_running,
        is_late=due == EVER or due + LATE < at,
    )


def rhythm(every: datetime.timedelta | Daily) -> str:
    """Return how often, in words."""
    if isinstance(every, Daily):
        return f"每天{every.at:%H:%M}"
    minutes, seconds = divmod(int(every.total_seconds()), 60)
    if seconds:
        return f"每{minutes * 60 + seconds}秒"
    return f"每{minutes // 60}小时" if minutes % 60 == 0 else f"每{minutes}分钟"
