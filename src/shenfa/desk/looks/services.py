"""The writes about looks: a person signs on the day; when it is over, what is missing is recorded."""

import datetime

from shenfa.desk.clock import Clock
from shenfa.desk.jobs.job import BEIJING
from shenfa.desk.looks.authority import LOOKING
from shenfa.desk.looks.board import counts_of
from shenfa.desk.looks.models import LookRecord, MissedRecord
from shenfa.desk.looks.obligations import DAY, day_list, obliged, spans
from shenfa.desk.organisation.authority import need_person, need_position
from shenfa.desk.organisation.selectors import unit_get
from shenfa.desk.organisation.steps import keep_text, new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import SYSTEM, Acting, chain, command

REACHES_BACK = 400 * DAY
"""How long the system may have been down and still record what was missed meanwhile."""


def look_sign(*, by: Acting, unit: str, notes: str) -> LookRecord:
    """Sign that one has looked today at what a unit answers for. A crawl is no look (R61)."""
    with command("look.sign", unit, by) as now:
        owner = unit_get(viewer=by.person, unit=unit, at=now.at)
        need_position(now, unit, *LOOKING)
        day = now.at.astimezone(BEIJING).date()
        before = LookRecord.objects.filter(unit=owner, day=day).select_related("person").first()
        if before is not None:
            raise CommandRefused("looked", f"今天已由{before.person.name}巡查签名，不必重复")
        counts = counts_of(unit=unit, at=now.at)
        record = LookRecord(
            id=new_id("k"),
            unit=owner,
            day=day,
            person=need_person(now),
            at=now.at,
            notes=keep_text(notes, "巡查情况", 500),
            shown=counts,
        )
        record.save(force_insert=True)
        chain(now, "look.sign", record.id, {"unit": unit, "day": day.isoformat(), **counts})
        return record


def looks_close(clock: Clock) -> int:
    """Record for each day that is over the units of which nobody looked, and return how many (R67)."""
    known = spans()
    if not known:
        return 0
    today = clock.now().astimezone(BEIJING).date()
    first = max(today - REACHES_BACK, min(one.since for one in known).astimezone(BEIJING).date())
    done = {
        row
        for model in (LookRecord, MissedRecord)
        for row in model.objects.filter(day__gte=first).values_list("unit_id", "day")
    }
    missed = [
        (unit, day)
        for day in day_list(first, today - DAY)
        for unit in sorted(obliged(known, day))
        if (unit, day) not in done
    ]
    for unit, day in missed:
        _record(clock, unit, day)
    return len(missed)


def _record(clock: Clock, unit: str, day: datetime.date) -> None:
    with command("look.miss", unit, Acting(SYSTEM, clock)) as now:
        MissedRecord(unit_id=unit, day=day, noted_at=now.at).save(force_insert=True)
        chain(now, "look.miss", unit, {"day": day.isoformat()})
