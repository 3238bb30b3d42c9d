"""A release at a later time: asked for by a person, and judged again when it falls due (I15)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from shenfa.desk.access.reauthentication import Evidence, need_reauthentication
from shenfa.desk.clock import Clock, stamp
from shenfa.desk.manuscripts.authority import visible_revision
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.selectors import tenure_list
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.release.delivery import deliver_release
from shenfa.desk.release.gates import GatesClosed
from shenfa.desk.release.models import ReleaseRecord, ScheduleRecord
from shenfa.desk.release.people import need_keeper
from shenfa.desk.release.publishing import judge, publish
from shenfa.desk.release.selectors import schedule_visible
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import holders
from shenfa.desk.trail.command import SYSTEM, Acting, Now, chain, command, repeated
from shenfa.review import Position

PUBLISHED, CANCELLED, MOVED = "已按时发布", "已取消", "已改期"
LONGEST_OUTCOME = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """When a release is to come, and through which channels."""

    due: datetime.datetime
    channels: list[str]


def release_schedule(
    *,
    by: Acting,
    revision: str,
    channels: Iterable[str],
    due: datetime.datetime,
    evidence: Evidence,
) -> ScheduleRecord:
    """Ask for a release at a time; the gates are asked now, and again then."""
    chosen = sorted(set(channels))
    with command("schedule.set", revision, by) as now:
        record = visible_revision(now, revision)
        if ScheduleRecord.objects.filter(revision=record, settled_at=None).exists():
            raise CommandRefused("scheduled", "该版本已设定定时发布，请先取消")
        return _set(now, record, Asked(due, chosen), evidence)


def schedule_change(
    *, by: Acting, schedule: str, due: datetime.datetime, evidence: Evidence
) -> ScheduleRecord:
    """Move a release that was to come to another time: the old one ends, a new one is asked for."""
    with command("schedule.change", schedule, by) as now:
        row = _waiting(now, schedule)
        if due == row.due:
            raise CommandRefused("due", "新的发布时间与原来的相同")
        _settle(now, row, MOVED)
        chain(now, "schedule.cancel", schedule, {"reason": MOVED})
        return _set(now, row.revision, Asked(due, row.channels), evidence)


def schedule_cancel(*, by: Acting, schedule: str, reason: str) -> None:
    """Give up a release that was to come."""
    with command("schedule.cancel", schedule, by) as now:
        row = _waiting(now, schedule)
        reason = need_text(reason, "理由", LONGEST_OUTCOME - 10)
        _settle(now, row, f"{CANCELLED}：{reason}")
        chain(now, "schedule.cancel", schedule, {"reason": reason})


def run_due(clock: Clock) -> int:
    """Carry out the schedules whose time has come; return how many came to an end.

    Whoever asked is the one who releases, with what they may do now (S26). Publishing and the
    end of the schedule are one transaction: a restart finds either both or neither.
    """
    due = ScheduleRecord.objects.filter(settled_at=None, due__lte=clock.now())
    return sum(_run(row.id, row.asked_by_id, clock) for row in due.order_by("due", "id"))


def _waiting(now: Now, schedule: str) -> ScheduleRecord:
    """Return a release to come that the person acting may change, or refuse."""
    rows = schedule_visible(viewer=now.person, at=now.at)
    row = rows.select_related("revision__manuscript__unit").filter(id=schedule).first()
    if row is None:
        raise NotFound("定时发布")
    need_keeper(now, row.revision.manuscript.unit_id)
    if row.settled_at is not None:
        raise CommandRefused("settled", "该定时发布已经了结")
    return row


def _set(now: Now, record: RevisionRecord, asked: Asked, evidence: Evidence) -> ScheduleRecord:
    """Judge a release as if it were now, and keep what is asked for."""
    due = asked.due.replace(microsecond=0)
    if due <= now.at:
        raise CommandRefused("due", "定时发布时间须晚于现在")
    _need_unreleased(record)
    judge(now, record, asked.channels)
    method = need_reauthentication(now, evidence)
    schedule = ScheduleRecord(
        id=new_id("z"),
        revision=record,
        due=due,
        channels=asked.channels,
        asked_by=need_person(now),
        asked_at=now.at,
    )
    schedule.save(force_insert=True)
    facts = {"revision": record.id, "due": stamp(due), "method": method}
    chain(now, "schedule.set", schedule.id, {**facts, "channels": asked.channels})
    return schedule


def _run(schedule: str, person: str, clock: Clock) -> bool:
    try:
        with command("schedule.run", schedule, Acting(person, clock)) as now:
            row = _row(schedule)
            if row.settled_at is not None:
                repeated()
                return False
            release = _publish(now, row)
    except CommandRefused as refusal:
        # A guard of the database shut what the gates let pass; all of it is undone.
        with command("schedule.fail", schedule, Acting(SYSTEM, clock)) as now:
            _give_up(now, _row(schedule), refusal)
        return True
    if release is not None:
        deliver_release(release, clock)
    return True


def _publish(now: Now, row: ScheduleRecord) -> ReleaseRecord | None:
    """Publish if every gate is open now, or give up; nothing is written before that is known."""
    try:
        _need_unreleased(row.revision)
        judged = judge(now, row.revision, row.channels)
    except CommandRefused as refusal:
        _give_up(now, row, refusal)
        return None
    release = publish(now, row.revision, judged, {"schedule": row.id})
    _settle(now, row, PUBLISHED)
    return release


def _give_up(now: Now, row: ScheduleRecord, refusal: CommandRefused) -> None:
    """Keep a schedule that could not be carried out from being tried again, and say so."""
    closed = refusal.closed if isinstance(refusal, GatesClosed) else ()
    _settle(now, row, "；".join([one.sentence for one in closed] or [str(refusal)]))
    unit = row.revision.manuscript.unit_id
    people = holders(tenure_list(unit=unit), (Position.RELEASER,), now.at) | {row.asked_by_id}
    notify(now, people, Notice("schedule_failed", row.id, "定时发布没有成功，请查看原因"))
    gates = [one.gate for one in closed] or [refusal.code]
    by_system = Now(SYSTEM, now.at)
    chain(by_system, "schedule.fail", row.id, {"revision": row.revision_id, "gates": gates})


def _need_unreleased(revision: RevisionRecord) -> None:
    if ReleaseRecord.objects.filter(revision=revision).exists():
        raise CommandRefused("released", "该版本已经发布过，再次发布须另成版本送审")


def _row(schedule: str) -> ScheduleRecord:
    rows = ScheduleRecord.objects.select_related("revision__manuscript__unit")
    return rows.get(id=schedule)


def _settle(now: Now, row: ScheduleRecord, outcome: str) -> None:
    row.settled_at, row.outcome = now.at, outcome[:LONGEST_OUTCOME]
    row.save(update_fields=["settled_at", "outcome"])
