"""All jobs, in the order in which they are done. Adding one is adding a row.

A row's function finds in the state what is to be done, calls a service for each, and returns
how many there were. It must be safe to call twice.
"""

import datetime
from collections.abc import Callable

from shenfa.desk.assessment.services import preview_refresh
from shenfa.desk.availability.probing import probe_due
from shenfa.desk.campaign.sweeping import sweeps_pending
from shenfa.desk.catalogue.reminding import catalogue_daily
from shenfa.desk.clock import Clock
from shenfa.desk.exports.services import export_pending
from shenfa.desk.jobs.job import Daily, Job, Means
from shenfa.desk.jobs.upkeep import beat, sign_checkpoint
from shenfa.desk.ledger.gathering import problems_gather
from shenfa.desk.looks.services import looks_close
from shenfa.desk.mail.sending import mail_pending
from shenfa.desk.manuscripts.files import blob_sweep
from shenfa.desk.masking.services import masking_pending
from shenfa.desk.patrol.supervising import patrol_pending
from shenfa.desk.release.delivery import deliver_pending
from shenfa.desk.release.erasing import erase_purged
from shenfa.desk.release.live import live_check
from shenfa.desk.release.scheduling import run_due
from shenfa.desk.release.searching import text_sweep
from shenfa.desk.release.takedown import takedown_overdue
from shenfa.desk.review.auditing import audit_pending
from shenfa.desk.review.notices import escalate_overdue
from shenfa.desk.review.reminding import remind_due
from shenfa.desk.wording.effects import audits_anew, effects_pending

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
    Job("masking", "制作脱敏副本", SOON, _by_clock(masking_pending), longest=HOURS),
    Job("effects", "计算词表变更的影响", SOON, _by_clock(effects_pending), longest=HOURS),
    Job("anew", "按新词表重新检查", SOON, _by_clock(audits_anew), longest=HOURS),
    Job("schedule", "定时发布", SOON, _by_clock(run_due)),
    Job("deliver", "送达各渠道", SOON, _by_clock(deliver_pending)),
    Job("erase", "清除已决定清除的内容", SOON, _by_clock(erase_purged)),
    Job("search", "整理公开检索", HOURLY, _find),
    Job("escalate", "催办", datetime.timedelta(minutes=1), _by_clock(escalate_overdue)),
    Job("remind", "提醒到期", datetime.timedelta(minutes=5), _by_clock(remind_due)),
    Job("mail", "发送邮件提醒", SOON, mail_pending),
    Job("export", "导出并核验留痕", SOON, export_pending, longest=HOURS),
    Job("takedown", "催办紧急下线确认", HOURLY, _by_clock(takedown_overdue)),
    Job("checkpoint", "签署检查点", Daily(datetime.time(0, 30)), sign_checkpoint),
    Job("live", "核对已发布内容", Daily(datetime.time(2)), _by_clock(live_check), longest=HOURS),
    Job("patrol", "巡查网站", SOON, patrol_pending),
    Job("ledger", "问题自动挂账", datetime.timedelta(minutes=5), _by_clock(problems_gather)),
    Job("campaign", "全面清理排查", SOON, _by_clock(sweeps_pending), longest=HOURS),
    Job("catalogue", "对照公开目录", Daily(datetime.time(5)), _by_clock(catalogue_daily)),
    Job("assess", "计算本季考核", Daily(datetime.time(5, 30)), _by_clock(preview_refresh)),
    Job("probe", "探测首页可用性", SOON, probe_due),
    Job("missed", "登记漏巡", HOURLY, _by_clock(looks_close)),
    Job("sweep", "清理残留文件", Daily(datetime.time(4)), _sweep),
)
