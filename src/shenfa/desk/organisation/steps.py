"""The single changes that services are made of: decide, store, chain, inside a command."""

import datetime
import re
import secrets
from dataclasses import dataclass

from shenfa.desk.clock import stamp
from shenfa.desk.organisation.models import PersonRecord, TenureRecord, UnitRecord
from shenfa.desk.organisation.selectors import lasting
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Now, chain
from shenfa.review import Employment, Position, appointment_refusal
from shenfa.review.duties import ADMINISTRATORS
from shenfa.trail import person_id
from shenfa.trail.entry import is_plain

YES = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Registration:
    """What is written down about a person."""

    name: str
    staff_number: str
    employment: Employment


@dataclass(frozen=True, slots=True)
class Appointment:
    """A position in a unit from a time on, until a time or without end."""

    unit: str
    position: Position
    since: datetime.datetime
    until: datetime.datetime | None = None


def new_id(kind: str) -> str:
    """Return a new id, which says nothing but what kind of thing it is of."""
    return f"{kind}-{secrets.token_hex(8)}"


def need_text(value: str, what: str, longest: int) -> str:
    """Return a text without the space around it, or refuse one that cannot be kept."""
    text = " ".join(value.split())
    if not text or len(text) > longest or not is_plain(text):
        raise CommandRefused("text", f"{what}不能为空，且不超过{longest}个字")
    return text


def keep_text(value: str, what: str, longest: int) -> str:
    """Return a text without the space around it, which may be empty."""
    return need_text(value, what, longest) if value.strip() else ""


def need_digest(value: str) -> str:
    """Return the digest of a paper, or refuse because none was given."""
    if not re.fullmatch("[0-9a-f]{64}", value):
        raise CommandRefused("document", "请附上文件，以便登记其摘要")
    return value


def open_unit(now: Now, name: str, *, is_county_office: bool) -> UnitRecord:
    """Register a unit."""
    name = need_text(name, "单位名称", 200)
    if UnitRecord.objects.filter(name=name).exists():
        raise CommandRefused("unit_exists", f"“{name}”已经登记")
    unit = UnitRecord(
        id=new_id("u"), name=name, is_county_office=is_county_office, opened_at=now.at
    )
    unit.save(force_insert=True)
    facts = {"name": name, "county_office": YES[is_county_office]}
    chain(now, "unit.open", unit.id, facts)
    return unit


def register_person(now: Now, unit: UnitRecord, registration: Registration) -> PersonRecord:
    """Register a person who is not known yet."""
    name = need_text(registration.name, "姓名", 60)
    number = need_text(registration.staff_number, "工号", 40)
    if PersonRecord.objects.filter(staff_number=number).exists():
        raise CommandRefused("person_exists", f"工号{number}已经登记，一人只有一个账号")
    salt = secrets.token_hex(16)
    person = PersonRecord(
        id=person_id(number, salt),
        staff_number=number,
        salt=salt,
        name=name,
        unit=unit,
        employment=registration.employment.value,
        registered_at=now.at,
    )
    person.save(force_insert=True)
    chain_person(now, person)
    return person


def chain_person(now: Now, person: PersonRecord) -> None:
    """Chain where a person belongs and how they are employed."""
    facts = {"unit": person.unit_id, "employment": person.employment}
    chain(now, "person.register", person.id, facts)


def start_tenure(
    now: Now, person: PersonRecord, appointment: Appointment, **more: str
) -> TenureRecord:
    """Give a person a position, which takes effect when it is filed."""
    since = appointment.since.replace(microsecond=0)
    until = appointment.until and appointment.until.replace(microsecond=0)
    if until is not None and until <= max(since, now.at):
        raise CommandRefused("dates", "任职的截止时间须晚于起始时间和现在")
    # What is held now counts as well, since the verifier looks at the moment of the entry.
    rows = TenureRecord.objects.filter(lasting(min(since, now.at)), person=person)
    held = [row for row in rows if until is None or row.since < until]
    place = (appointment.unit, appointment.position)
    if any(
        (row.unit_id, row.position) == place and (row.until is None or row.until > since)
        for row in held
    ):
        raise CommandRefused("tenure_exists", "该人员已担任此岗位，须先结束原任职")
    positions = [Position(row.position) for row in held]
    if reason := appointment_refusal(person.to_person(), appointment.position, positions):
        raise CommandRefused("appointment", reason)
    tenure = TenureRecord(
        id=new_id("t"),
        person=person,
        unit_id=appointment.unit,
        position=appointment.position.value,
        since=since,
        until=until,
    )
    tenure.save(force_insert=True)
    facts = {
        "person": person.id,
        "unit": appointment.unit,
        "position": appointment.position.value,
        "since": stamp(since),
        "until": stamp(until),
    }
    chain(now, "tenure.start", tenure.id, {**facts, **more})
    return tenure


def end_tenure(now: Now, tenure: TenureRecord, reason: str) -> None:
    """End a tenure now; one that has not begun never begins."""
    if tenure.position in ADMINISTRATORS and not _has_successor(now, tenure):
        raise CommandRefused("last_administrator", "须先任命该管理员岗位的接任人员并备案")
    close_tenure(now, tenure)
    chain(now, "tenure.end", tenure.id, {"reason": reason})


def close_tenure(now: Now, tenure: TenureRecord) -> None:
    """Set the end of a tenure that is still running."""
    if tenure.until is not None and tenure.until <= max(now.at, tenure.since):
        raise CommandRefused("tenure_ended", "该任职已经结束")
    tenure.until = max(now.at, tenure.since)
    tenure.save(update_fields=["until"])


def _has_successor(now: Now, tenure: TenureRecord) -> bool:
    others = TenureRecord.objects.filter(
        lasting(now.at),
        position=tenure.position,
        since__lte=now.at,
        filing__confirmed_at__lte=now.at,
    )
    return others.exclude(id=tenure.id).exists()
