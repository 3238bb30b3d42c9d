"""How old the last backup is that was made by ``shenfa backup`` on this machine."""

import datetime

from django.utils.timezone import localtime

from shenfa.desk.backup.noted import last_backup
from shenfa.desk.deployment import Deployment
from shenfa.desk.inspection.outcome import Check, failed, notice, passed

DAILY, WEEKLY = datetime.timedelta(hours=26), datetime.timedelta(days=7)
"""One is made every day; what is older than a week loses a week of work."""


def backup_check(deployment: Deployment, now: datetime.datetime) -> Check:
    """Return whether the last backup is of today or yesterday."""
    noted = last_backup(deployment.data)
    if noted is None:
        return notice("备份", "没有备份记录，请每天运行 shenfa backup，并把备份存放到另一台机器")
    said = f"最近一次是 {localtime(noted.made):%Y-%m-%d %H:%M}，含留痕{noted.count}条"
    if now - noted.made > WEEKLY:
        return failed("备份", f"{said}，已超过七天，请检查每日备份")
    if now - noted.made > DAILY:
        return notice("备份", f"{said}，已超过一天，请检查每日备份")
    return passed("备份", said)
