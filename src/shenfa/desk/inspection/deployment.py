"""All checks of a deployment, in the order in which they should be put right."""

from collections.abc import Iterator

from django.db import Error

from shenfa.desk.clock import Clock, ClockWentBack
from shenfa.desk.deployment import Deployment
from shenfa.desk.inspection.database import engine_checks, guard_check, version_check
from shenfa.desk.inspection.folder import disk_check, folder_checks
from shenfa.desk.inspection.kept import Kept
from shenfa.desk.inspection.machine import calendar_check, machine_checks, worker_checks
from shenfa.desk.inspection.outcome import Check, Level, failed
from shenfa.desk.inspection.trail import key_check, trail_checks


def inspect(deployment: Deployment, kept: Kept, clock: Clock) -> Iterator[Check]:
    """Yield one check after the other. Nothing is changed but for a checkpoint that is signed."""
    yield from folder_checks(deployment)
    yield disk_check(deployment)
    yield key_check(deployment, kept.keys)
    yield from machine_checks()
    try:
        version = version_check()
        yield version
        if version.level is Level.FAILED:
            return
        yield from engine_checks()
        yield guard_check()
        yield calendar_check(clock.now())
        yield from worker_checks(clock.now())
        yield from trail_checks(deployment, kept, clock)
    except ClockWentBack as fault:
        yield failed("时钟", str(fault))
    except Error:
        yield failed("数据库", "无法连接或者无权读取，请检查地址、服务和应用角色的权限")
