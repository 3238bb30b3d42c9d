"""The state of the system as its administrator sees it, group by group, each line with what to do.

What is asked here is asked at every look, so nothing reads the whole database or the whole
trail: that is done by ``shenfa check-deploy`` and by each verified export.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.timezone import localtime

from shenfa.desk.clock import Clock, ClockWentBack
from shenfa.desk.deployment import Deployment
from shenfa.desk.exports.selectors import export_newest
from shenfa.desk.exports.verifying import LAWFUL
from shenfa.desk.inspection.backup import backup_check
from shenfa.desk.inspection.database import quick_checks
from shenfa.desk.inspection.folder import disk_check, folder_checks
from shenfa.desk.inspection.machine import calendar_check, machine_checks
from shenfa.desk.inspection.outcome import Check, Level, failed, notice, passed
from shenfa.desk.inspection.queues import Queue, queues
from shenfa.desk.inspection.trail import checkpoint_check, clock_check
from shenfa.desk.jobs.selectors import JobState, job_overview
from shenfa.desk.trail.selectors import trail_last
from shenfa.trail import public_key
from shenfa.trail.entry import moment

STALE = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Group:
    """Some checks under a heading."""

    title: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class SystemState:
    """Everything on the page: jobs, queues, checks."""

    at: datetime.datetime
    jobs: tuple[JobState, ...]
    queues: tuple[Queue, ...]
    groups: tuple[Group, ...]

    @property
    def last_seen(self) -> datetime.datetime | None:
        """When a worker last finished anything."""
        return max((job.last_finished for job in self.jobs if job.last_finished), default=None)

    @property
    def running(self) -> int:
        """How many jobs are being run under a lease."""
        return sum(job.is_running for job in self.jobs)

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every check of every group."""
        return tuple(check for group in self.groups for check in group.checks)


def system_state(*, viewer: str, deployment: Deployment, clock: Clock) -> SystemState:
    """Return the state, to the administrators and the county office. About thirty queries."""
    at = clock.now()
    return SystemState(
        at,
        job_overview(viewer=viewer, at=at),
        queues(at=at, sends_mail=deployment.mail is not None),
        (
            Group("时钟和留痕", tuple(_trail_checks(deployment, at))),
            Group("数据库", tuple(quick_checks())),
            Group("数据和备份", (disk_check(deployment), backup_check(deployment, at))),
            Group("文件权限", tuple(folder_checks(deployment))),
            Group(
                "读取、打印、提醒", (*machine_checks(), calendar_check(at), _mail_check(deployment))
            ),
        ),
    )


def _trail_checks(deployment: Deployment, at: datetime.datetime) -> Iterator[Check]:
    try:
        yield _clock(at)
    except ClockWentBack as fault:
        yield failed("时钟", str(fault))
    yield checkpoint_check(at)
    yield notice(
        "检查点另存",
        "系统不知道检查点是否已抄录另存，请每天把最新的 条数:链签 存到另一台机器或者打印留存",
    )
    yield passed("签名公钥", f"ed25519 {public_key(deployment.signing_key).hex()}，请与另存的核对")
    yield _verified(at)


def _clock(at: datetime.datetime) -> Check:
    """Return whether the clock is not behind the trail, and how far it is ahead of it."""
    check, last = clock_check(at), trail_last()
    if check.level is not Level.PASSED or last is None:
        return check
    return passed(
        "时钟", f"现在是 {_shown(at)}，最后一条留痕在{_ago(at - moment(last.at))}，没有倒退"
    )


def _verified(at: datetime.datetime) -> Check:
    newest = export_newest()
    if newest is None or newest.finished_at is None:
        return notice("留痕核验", "还没有导出核验过，请审计管理员在“留痕—导出和核验”办理")
    said = f"{_shown(newest.finished_at)} 导出{newest.count}条"
    if newest.outcome != LAWFUL:
        return failed("留痕核验", f"{said}，{newest.sentence}，请保留现场并报告县政府办公室")
    if at - newest.finished_at > STALE:
        return notice("留痕核验", f"{said}，全部相符，已超过30天，请再次导出核验")
    return passed("留痕核验", f"{said}，全部相符")


def _mail_check(deployment: Deployment) -> Check:
    if deployment.mail is None:
        return passed(
            "邮件提醒", "没有设置邮件服务器，提醒只在页面上显示；如需要请设置 SHENFA_MAIL"
        )
    return passed("邮件提醒", f"经 {deployment.mail.host}:{deployment.mail.port} 发送")


def _shown(at: datetime.datetime) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M:%S}"


def _ago(past: datetime.timedelta) -> str:
    minutes = max(0, int(past.total_seconds()) // 60)
    if minutes < 60:
        return f"{minutes}分钟前"
    return f"{minutes // 60}小时前" if minutes < 48 * 60 else f"{minutes // 1440}天前"
