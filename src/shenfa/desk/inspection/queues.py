"""What waits for the workers and for people, how much of it, and since when."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Max, Min

from shenfa.desk.exports.models import ExportRecord
from shenfa.desk.inspection.outcome import Level
from shenfa.desk.mail.sending import letters_due
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.release.models import DeliveryRecord, ScheduleRecord
from shenfa.desk.review.auditing import pending_audits
from shenfa.desk.review.waiting import running_revisions

SOON = datetime.timedelta(minutes=10)
"""A worker looks every half minute: what it has not done after this long, it cannot do."""
TRIES = 3
NOTHING = "没有等待的"
LATE = "等待过久，请检查 shenfa worker 是否在运行"


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits: how many, since when (of what is planned: for when), and what to do about it."""

    title: str
    count: int
    oldest: datetime.datetime | None
    level: Level
    sentence: str


def queues(*, at: datetime.datetime, sends_mail: bool) -> tuple[Queue, ...]:
    """Return every queue, those of the workers first. Eight queries at most."""
    return (
        _checks(at),
        _deliveries(at),
        _schedules(at),
        *((_letters(at),) if sends_mail else ()),
        _exports(at),
        _reviews(),
    )


def _checks(at: datetime.datetime) -> Queue:
    waiting = pending_audits()
    oldest = RevisionRecord.objects.filter(id__in=waiting[:1]).aggregate(at=Min("cut_at"))["at"]
    return _worked("等待自动检查的版本", len(waiting), oldest, at)


def _deliveries(at: datetime.datetime) -> Queue:
    rows = DeliveryRecord.objects.filter(delivered_at=None).exclude(next_try=None)
    found = rows.aggregate(
        number=Count("id"), oldest=Min("release__released_at"), tries=Max("tries")
    )
    if (found["tries"] or 0) >= TRIES:
        sentence = "多次没有送达，请检查渠道的送达方式和网络"
        return Queue("等待送达的发布", found["number"], found["oldest"], Level.FAILED, sentence)
    return _worked("等待送达的发布", found["number"], found["oldest"], at)


def _schedules(at: datetime.datetime) -> Queue:
    rows = ScheduleRecord.objects.filter(settled_at=None)
    found = rows.aggregate(number=Count("id"), oldest=Min("due"))
    if found["oldest"] is not None and found["oldest"] + SOON < at:
        return Queue("定时发布", found["number"], found["oldest"], Level.FAILED, LATE)
    said = "到时自动办理，此处为最早的时间" if found["number"] else NOTHING
    return Queue("定时发布", found["number"], found["oldest"], Level.PASSED, said)


def _letters(at: datetime.datetime) -> Queue:
    found = letters_due(at).aggregate(number=Count("id"), oldest=Min("at"))
    return _worked("等待发送的邮件", found["number"], found["oldest"], at)


def _exports(at: datetime.datetime) -> Queue:
    rows = ExportRecord.objects.filter(finished_at=None)
    found = rows.aggregate(number=Count("id"), oldest=Min("asked_at"))
    return _worked("等待导出的留痕", found["number"], found["oldest"], at)


def _reviews() -> Queue:
    found = running_revisions().aggregate(number=Count("id"), oldest=Min("submissionrecord__at"))
    said = "由各单位审查人员办理，系统按期限提醒" if found["number"] else NOTHING
    return Queue("正在审查的稿件", found["number"], found["oldest"], Level.PASSED, said)


def _worked(
    title: str, count: int, oldest: datetime.datetime | None, at: datetime.datetime
) -> Queue:
    if oldest is not None and oldest + SOON < at:
        return Queue(title, count, oldest, Level.FAILED, LATE)
    return Queue(title, count, oldest, Level.PASSED, "正在办理" if count else NOTHING)
