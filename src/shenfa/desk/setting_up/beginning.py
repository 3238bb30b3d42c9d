"""The beginning of a county in one piece: office, administrators, units, people and positions.

The dry run does the work and undoes it, so that what it says and what happens cannot differ.
Nothing is half written: it is one command, and a single refused line refuses all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from shenfa.desk.organisation.importing import Outcome, bring_in, need_whole
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.services import appoint_administrators
from shenfa.desk.organisation.sheet import SheetRow
from shenfa.desk.organisation.steps import Registration
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import SYSTEM, Acting, Now, command
from shenfa.desk.trail.services import trail_lock
from shenfa.review import Position


@dataclass(frozen=True, slots=True)
class CountyPlan:
    """What a county begins with: its office, three administrators by a paper, its sheet."""

    office: str
    administrators: Mapping[Position, Registration]
    document: str
    rows: tuple[SheetRow, ...] = ()


def county_preview(*, by: Acting, plan: CountyPlan) -> tuple[Outcome, ...]:
    """Return what beginning would do, line by line, and leave everything as it was."""
    with transaction.atomic(durable=True):
        trail_lock()
        outcomes = _begin(Now(by.person, by.clock.now()), plan)
        transaction.set_rollback(True)
        return outcomes


def county_begin(*, by: Acting, plan: CountyPlan) -> tuple[Outcome, ...]:
    """Begin, all of it or nothing; happens once, by the machine's command line."""
    with command("administrators.appoint", "county-office", by) as now:
        outcomes = _begin(now, plan)
        need_whole(outcomes)
        return outcomes


def _begin(now: Now, plan: CountyPlan) -> tuple[Outcome, ...]:
    if now.person != SYSTEM or UnitRecord.objects.exists():
        raise CommandRefused("started", "管理员已经登记，变更须由安全管理员办理")
    appoint_administrators(now, plan.office, plan.administrators, plan.document)
    return bring_in(now, plan.rows)
