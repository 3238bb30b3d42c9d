"""The writes about statutory timers, and how each stands today (政府信息公开条例 and others)."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from shenfa.desk.catalogue.authority import need_keeper, need_leader
from shenfa.desk.catalogue.models import TimerRecord, TimerStepRecord
from shenfa.desk.catalogue.selectors import timer_get
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.selectors import unit_get
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.desk.working_days import calendar
from shenfa.ledger.statutory import Counted, Running, StatutoryLimit, last_day, statutory_limits
from shenfa.lexicons.calendar import NoCalendar

Act = TimerStepRecord.Act
ANSWER = "answer"
SOON = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a matter: begun anew, extended by so many days, paused, going on."""

    act: str
    day: datetime.date
    reason: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class TimerState:
    """A timer as it stands: the last day, or the year without which it cannot be told."""

    timer: TimerRecord
    limit: StatutoryLimit
    due: datetime.date | None
    missing_year: int
    is_paused: bool
    is_late: bool
    is_soon: bool


def timer_start(
    *, by: Acting, unit: str, limit: str, title: str, begun_on: datetime.date
) -> TimerRecord:
    """Let a statutory limit run for a matter."""
    with command("timer.start", unit, by) as now:
        owner = unit_get(viewer=by.person, unit=unit, at=now.at)
        need_keeper(now, unit)
        if limit not in statutory_limits():
            raise CommandRefused("limit", "请选择时限")
        _need_past(now, begun_on)
        record = TimerRecord(
            id=new_id("z"),
            unit=owner,
            statute=limit,
            title=need_text(title, "事项", 200),
            begun_on=begun_on,
            by=need_person(now),
            at=now.at,
        )
        record.save(force_insert=True)
        facts = {"unit": unit, "limit": limit, "day": begun_on.isoformat()}
        chain(now, "timer.start", record.id, facts)
        return record


def timer_step(*, by: Acting, timer: str, step: Step) -> TimerStepRecord:
    """Enter what changes the count; an extension is consented to by a leader of the unit (第三十三条)."""
    with command(f"timer.{step.act}", timer, by) as now:
        record = timer_get(viewer=by.person, timer=timer, at=now.at)
        _need_open(record)
        limit = statutory_limits()[record.statute]
        if step.act not in Act.values or record.statute != ANSWER:
            raise CommandRefused("act", "该时限不能延长、中止或者重新起算")
        if step.act == Act.EXTEND.value:
            need_leader(now, record.unit_id)
        else:
            need_keeper(now, record.unit_id)
        _need_past(now, step.day)
        _need_fitting(record, limit, step)
        row = TimerStepRecord(
            timer=record,
            act=step.act,
            day=step.day,
            days=step.days if step.act == Act.EXTEND.value else 0,
            reason=need_text(step.reason, "理由", 500),
            by=need_person(now),
            at=now.at,
        )
        row.save(force_insert=True)
        facts = {"day": step.day.isoformat(), "days": row.days, "reason": row.reason}
        chain(now, f"timer.{step.act}", timer, facts)
        return row


def timer_close(*, by: Acting, timer: str, closed_on: datetime.date, outcome: str) -> TimerRecord:
    """Say when and how a matter was done."""
    with command("timer.close", timer, by) as now:
        record = timer_get(viewer=by.person, timer=timer, at=now.at)
        need_keeper(now, record.unit_id)
        _need_open(record)
        _need_past(now, closed_on)
        if closed_on < record.begun_on:
            raise CommandRefused("day", "办结日期不能早于起算日")
        record.closed_on, record.closed_by = closed_on, need_person(now)
        record.outcome = need_text(outcome, "办结情况", 500)
        record.save(update_fields=["closed_on", "closed_by", "outcome"])
        facts = {"day": closed_on.isoformat(), "outcome": record.outcome}
        chain(now, "timer.close", timer, facts)
        return record


def timer_state(record: TimerRecord, today: datetime.date) -> TimerState:
    """Return how a timer stands. Its steps must be there already."""
    limit, missing = statutory_limits()[record.statute], 0
    running = running_of(record)
    due = None
    try:
        due = last_day(running, calendar())
    except NoCalendar as unknown:
        missing = unknown.year
    end = record.closed_on or today
    is_least = limit.counted is Counted.LEAST_DAYS
    late = due is not None and (
        end < due and record.closed_on is not None if is_least else end > due
    )
    is_open = record.closed_on is None
    return TimerState(
        timer=record,
        limit=limit,
        due=due,
        missing_year=missing,
        is_paused=is_open and any(finish is None for _, finish in running.pauses),
        is_late=late,
        is_soon=is_open and due is not None and not is_least and today <= due <= today + SOON,
    )


def running_of(record: TimerRecord) -> Running:
    """Return a timer as it is counted."""
    begun, extended = record.begun_on, 0
    pauses: list[tuple[datetime.date, datetime.date | None]] = []
    for step in record.steps.all():
        match Act(step.act):
            case Act.RESTART:
                begun, extended, pauses = step.day, 0, []
            case Act.EXTEND:
                extended += step.days
            case Act.PAUSE:
                pauses.append((step.day, None))
            case Act.RESUME:
                pauses[-1] = (pauses[-1][0], step.day)
    return Running(statutory_limits()[record.statute], begun, extended, tuple(pauses))


def _need_fitting(record: TimerRecord, limit: StatutoryLimit, step: Step) -> None:
    running = running_of(record)
    is_paused = any(end is None for _, end in running.pauses)
    if step.day < running.begun:
        raise CommandRefused("day", "日期不能早于起算日")
    match step.act:
        case Act.EXTEND.value:
            if not 1 <= step.days <= limit.extension - running.extended:
                raise CommandRefused("days", f"延长不得超过{limit.extension}个工作日")
        case Act.PAUSE.value if is_paused:
            raise CommandRefused("paused", "已在征求第三方意见")
        case Act.RESUME.value if not is_paused:
            raise CommandRefused("running", "没有在征求第三方意见")


def _need_open(record: TimerRecord) -> None:
    if record.closed_on is not None:
        raise CommandRefused("closed", "该事项已经办结")


def _need_past(now: Now, day: datetime.date) -> None:
    if day > localdate(now.at):
        raise CommandRefused("day", "日期不能晚于今天")
