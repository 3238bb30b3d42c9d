"""Reminders to those for whom something waits: one working day before it is due, and when late.

Both are derived from the tasks, so nothing is remembered but the notice itself, and nobody is
told twice: a notice of a kind is written once to a person (Q21). What is urgent is due in ten
minutes and was announced when it was submitted; it is only told when it is late.
"""

import datetime
from zoneinfo import ZoneInfo

from shenfa.desk.clock import Clock, stamp
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.selectors import tenure_list
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import NoticeRecord
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import case_get
from shenfa.desk.review.waiting import case_due, running_revisions, stage_people, waiting_for
from shenfa.desk.trail.command import SYSTEM, Acting, chain, command, repeated
from shenfa.desk.working_days import is_working_day
from shenfa.review import STAGE_NAMES

DUE, LATE = "due", "late"
BEIJING = ZoneInfo("Asia/Shanghai")
DAY = datetime.timedelta(days=1)


def remind_due(clock: Clock) -> int:
    """Remind everybody of what is due soon or late; return of how many revisions."""
    at = clock.now()
    rows = [record.id for record in running_revisions() if _reminder(record, at) is not None]
    return sum(_remind(Acting(SYSTEM, clock), revision) for revision in rows)


def working_day_before(due: datetime.datetime) -> datetime.datetime:
    """Return the same time of day on the working day before; a due midnight ends its own day."""
    # A due time at midnight belongs to the day that it ends.
    day, moved = due - datetime.timedelta(seconds=1), datetime.timedelta()
    while True:
        moved += DAY
        if is_working_day((day - moved).astimezone(BEIJING).date()):
            return due - moved


def _remind(by: Acting, revision: str) -> int:
    with command("notice.remind", revision, by) as now:
        # What waited before the lock may have been decided meanwhile, or told by another.
        record = running_revisions().filter(id=revision).first()
        found = _reminder(record, now.at) if record is not None else None
        if record is None or found is None or not notify(now, found[1], found[0]):
            repeated()
            return 0
        notice = found[0]
        facts = {"revision": revision, "waiting": notice.kind, "due": stamp(notice.due)}
        chain(now, "notice.remind", record.manuscript_id, facts)
        return 1


def _reminder(
    record: RevisionRecord, at: datetime.datetime
) -> tuple[Notice, frozenset[str]] | None:
    """Return what is to be told to whom, if anybody has not been told yet."""
    case = case_get(Dossier(record))
    due = case_due(record, case)
    if due is None:
        return None
    is_late = at >= due
    if not is_late and (record.is_urgent or at < working_day_before(due)):
        return None
    people = (
        frozenset({case.question.to})
        if case.is_suspended and case.question is not None
        else stage_people(case, case.stage, tenure_list(unit=record.manuscript.unit_id), at)
    )
    kind = f"{LATE if is_late else DUE}_{waiting_for(case)}"
    known = NoticeRecord.objects.filter(kind=kind, about=record.id)
    if people <= set(known.values_list("person_id", flat=True)):
        return None
    what = "答复" if case.is_suspended else STAGE_NAMES[case.stage]
    said = "已超过期限，请立即办理" if is_late else "即将到期，请及时办理"
    return Notice(kind, record.id, f"有稿件的{what}{said}", due), people
