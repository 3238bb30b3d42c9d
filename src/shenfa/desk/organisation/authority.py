"""Who may change the organisation, asked of the tenures inside the command (I19, I22).

System administrators open units, security administrators keep people and positions, the
principal leader confirms what concerns the unit, the county office receives filings.
"""

from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.organisation.selectors import county_office_id, person_holds_any
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import SYSTEM, Now
from shenfa.review import POSITION_NAMES, Position

RECEIVERS = (
    Position.COUNTY_REVIEWER,
    Position.DISCLOSURE_OFFICER,
    Position.PRINCIPAL_LEADER,
)


def need_administrator(now: Now, position: Position) -> None:
    """Refuse unless the person acting is this administrator."""
    need_position(now, county_office_id(), position)


def need_position(now: Now, unit: str, *positions: Position) -> None:
    """Refuse unless the person acting serves and holds one of the positions in the unit."""
    if not holds_any(now, unit, *positions):
        names = "、".join(POSITION_NAMES[position] for position in positions)
        raise CommandRefused("not_entitled", f"该操作须由在岗且已备案的{names}办理")


def holds_any(now: Now, unit: str, *positions: Position) -> bool:
    """Return whether the person acting serves and holds one of the positions in the unit."""
    return person_holds_any(person=now.person, unit=unit, positions=positions, at=now.at)


def need_person(now: Now) -> PersonRecord:
    """Return the person acting; the system cannot do what somebody must answer for."""
    person = PersonRecord.objects.filter(id=now.person, disabled_at=None).first()
    if now.person == SYSTEM or person is None:
        raise CommandRefused("not_entitled", "该操作须由本人登录后办理")
    return person
