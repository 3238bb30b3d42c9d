"""Bringing in units and people from one sheet: all of it, or nothing (R1).

The preview does the work and undoes it, so that what it says and what the import does cannot
differ. Positions wait for the principal leader's confirmation, as all do.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction

from shenfa.desk.organisation.authority import need_administrator
from shenfa.desk.organisation.models import PersonRecord, TenureRecord, UnitRecord
from shenfa.desk.organisation.selectors import county_office
from shenfa.desk.organisation.sheet import SheetRow
from shenfa.desk.organisation.steps import (
    Appointment,
    Registration,
    need_text,
    open_unit,
    register_person,
    start_tenure,
)
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import SYSTEM, Acting, Now, command
from shenfa.desk.trail.services import trail_lock
from shenfa.review import POSITION_NAMES, Employment, Position
from shenfa.review.duties import ADMINISTRATORS

EMPLOYMENTS = {"在编在岗": Employment.IN_HOUSE, "外包": Employment.CONTRACTOR}
POSITIONS = {name: position for position, name in POSITION_NAMES.items()}
COLUMN_OF = {
    "staff_number": "工号",
    "appointment": "岗位",
    "tenure_exists": "岗位",
    "dates": "任职起始",
}
"""In which column the cause of a refusal stands."""
GIVEN = tuple(name for name, position in POSITIONS.items() if position not in ADMINISTRATORS)
BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, and in which column; none where it is the whole line."""

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a line: why it is refused, or what it brings in."""

    row: SheetRow
    faults: tuple[Fault, ...] = ()
    brings: tuple[str, ...] = ()

    @property
    def refusal(self) -> str | None:
        """Return why the line is refused, in one sentence."""
        return "；".join(fault.reason for fault in self.faults) or None


def organisation_preview(*, by: Acting, rows: Sequence[SheetRow]) -> tuple[Outcome, ...]:
    """Return what an import would do, line by line, and leave everything as it was."""
    with transaction.atomic(durable=True):
        trail_lock()
        now = Now(by.person, by.clock.now())
        _need_importer(now)
        outcomes = bring_in(now, rows)
        transaction.set_rollback(True)
        return outcomes


def organisation_import(*, by: Acting, rows: Sequence[SheetRow]) -> tuple[Outcome, ...]:
    """Bring in units, people and positions; a single refused line refuses all."""
    with command("organisation.import", "sheet", by) as now:
        _need_importer(now)
        outcomes = bring_in(now, rows)
        need_whole(outcomes)
        if not any(outcome.brings for outcome in outcomes):
            raise CommandRefused("nothing_new", "表中内容均已登记，没有需要导入的行")
        return outcomes


def _need_importer(now: Now) -> None:
    """Refuse unless it is the security administrator, or the command line of the machine."""
    county_office()
    if now.person != SYSTEM:
        need_administrator(now, Position.SECURITY_ADMINISTRATOR)


def bring_in(now: Now, rows: Sequence[SheetRow]) -> tuple[Outcome, ...]:
    """Bring in line after line, inside a command; what is refused leaves no trace."""
    outcomes = []
    for row in rows:
        if faults := tuple(_faults(row, now)):
            outcomes.append(Outcome(row, faults))
            continue
        try:
            with transaction.atomic():
                outcomes.append(Outcome(row, brings=tuple(_bring_in(now, row))))
        except CommandRefused as refused:
            column = COLUMN_OF.get(refused.code, "")
            outcomes.append(Outcome(row, (Fault(column, str(refused)),)))
    return tuple(outcomes)


def need_whole(outcomes: Sequence[Outcome]) -> None:
    """Refuse everything where one line is refused."""
    refused = [outcome for outcome in outcomes if outcome.faults]
    if refused:
        first = refused[0]
        raise CommandRefused(
            "rows",
            f"{len(refused)}行不能导入，全部未导入，"
            f"请先改正，如第{first.row.number}行：{first.refusal}",
        )


def _faults(row: SheetRow, now: Now) -> Iterator[Fault]:
    """Yield what is wrong with the cells as they are written, all of it."""
    checks: dict[str, Callable[[], object]] = {
        "单位": lambda: need_text(row.unit, "单位", 200),
        "姓名": lambda: _named(row),
    }
    if row.name:
        checks |= {
            "工号": lambda: need_text(row.staff_number, "工号", 40),
            "用工性质": lambda: _registration(row),
            "岗位": lambda: _positions(row.positions),
            "任职起始": lambda: _since(row.since, now),
        }
    for column, check in checks.items():
        try:
            check()
        except CommandRefused as refused:
            yield Fault(column, str(refused))


def _named(row: SheetRow) -> None:
    if row.name:
        need_text(row.name, "姓名", 60)
    elif row.staff_number or row.employment or row.positions:
        raise CommandRefused("row", "没有填写姓名，请补上")


def _bring_in(now: Now, row: SheetRow) -> list[str]:
    brought = []
    unit = UnitRecord.objects.filter(name=need_text(row.unit, "单位", 200)).first()
    if unit is None:
        unit = open_unit(now, row.unit, is_county_office=False)
        brought.append(f"单位{unit.name}")
    if not row.name:
        return brought
    person = PersonRecord.objects.filter(staff_number=row.staff_number).first()
    if person is None:
        person = register_person(now, unit, _registration(row))
        brought.append(f"人员{person.name}")
    elif (person.name, person.employment) != (row.name, _registration(row).employment.value):
        raise CommandRefused(
            "staff_number", f"工号{row.staff_number}已登记为另一姓名或用工性质，请核对"
        )
    since = _since(row.since, now)
    for position in _positions(row.positions):
        if not _is_held(person, unit, position):
            start_tenure(now, person, Appointment(unit.id, position, since))
            brought.append(f"{person.name}任{POSITION_NAMES[position]}")
    return brought


def _is_held(person: PersonRecord, unit: UnitRecord, position: Position) -> bool:
    """Return whether the same was brought in before, so that a sheet may be read again."""
    same = TenureRecord.objects.filter(person=person, unit=unit, position=position.value)
    return same.filter(until=None).exists()


def _registration(row: SheetRow) -> Registration:
    if row.employment not in EMPLOYMENTS:
        raise CommandRefused("row", f"用工性质应为{'或'.join(EMPLOYMENTS)}")
    return Registration(row.name, row.staff_number, EMPLOYMENTS[row.employment])


def _positions(text: str) -> list[Position]:
    names = [name for name in re.split(r"[、，,；;/\s]+", text) if name]
    unknown = [name for name in names if name not in POSITIONS]
    if unknown:
        raise CommandRefused("row", f"没有“{unknown[0]}”这个岗位，应为{'、'.join(GIVEN)}")
    positions = list(dict.fromkeys(POSITIONS[name] for name in names))
    if ADMINISTRATORS.intersection(positions):
        raise CommandRefused("row", "管理员不能由表格导入，请由安全管理员逐一任命")
    return positions


def _since(text: str, now: Now) -> datetime.datetime:
    if not text:
        return now.at
    try:
        year, month, day = map(int, re.split("[-/.]", text))
        date = datetime.date(year, month, day)
    except ValueError:
        raise CommandRefused("row", "任职起始应写成 2026-11-24 的形式") from None
    return datetime.datetime.combine(date, datetime.time(), BEIJING)
