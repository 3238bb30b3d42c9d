"""Who may do what about a problem: the people of its unit, and those of the county office."""

import datetime

from django.db.models import Q

from shenfa.desk.organisation.authority import RECEIVERS
from shenfa.desk.organisation.models import PersonRecord, TenureRecord
from shenfa.desk.organisation.selectors import (
    county_office_id,
    lasting,
    person_holds_any,
)
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Now
from shenfa.review import Employment, Position

IN_UNIT = (
    Position.RECTIFIER,
    Position.DISCLOSURE_OFFICER,
    Position.PATROLLER,
    Position.INFORMATION_OFFICER,
    Position.RELEASER,
    Position.SECTION_HEAD,
    Position.DEPUTY_IN_CHARGE,
    Position.PRINCIPAL_LEADER,
)
IN_OFFICE = (*RECEIVERS, Position.SITE_ADMINISTRATOR, Position.PATROLLER)


def is_in_office(person: str, at: datetime.datetime) -> bool:
    """Return whether a person watches over the ledger of the whole county."""
    return person_holds_any(person=person, unit=county_office_id(), positions=IN_OFFICE, at=at)


def is_concerned(person: str, unit: str, at: datetime.datetime) -> bool:
    """Return whether a person deals with the problems of a unit."""
    held = person_holds_any(person=person, unit=unit, positions=IN_UNIT, at=at)
    return held or is_in_office(person, at)


def need_concerned(now: Now, unit: str) -> None:
    """Refuse unless the person acting deals with the problems of this unit."""
    if not is_concerned(now.person, unit, now.at):
        raise CommandRefused(
            "not_entitled", "台账由本单位在岗且已备案的有关人员或者县政府办公室办理"
        )


def need_office(now: Now) -> None:
    """Refuse unless the person acting watches over the ledger of the whole county."""
    if not is_in_office(now.person, now.at):
        raise CommandRefused("not_entitled", "该操作由县政府办公室在岗且已备案的人员办理")


def staff_list(*, unit: str, at: datetime.datetime) -> tuple[PersonRecord, ...]:
    """Return whom a problem of a unit can be given to: its own people in house. One query."""
    serving = PersonRecord.objects.filter(disabled_at=None, employment=Employment.IN_HOUSE.value)
    held = TenureRecord.objects.filter(lasting(at), unit=unit, since__lte=at)
    rows = serving.filter(Q(unit=unit) | Q(id__in=held.values("person")))
    return tuple(rows.order_by("name", "id"))
