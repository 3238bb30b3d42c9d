"""Who assesses and who may read it: the county office all, a unit its own (R77, I21)."""

import datetime

from shenfa.desk.organisation.authority import RECEIVERS, need_position
from shenfa.desk.organisation.selectors import county_office_id, person_holds_any
from shenfa.desk.trail.command import Now
from shenfa.review import Position

ASSESSORS = RECEIVERS
"""Who keeps scales, enters inspections and freezes quarters."""
CALLERS = (Position.PRINCIPAL_LEADER, Position.DEPUTY_IN_CHARGE)
"""Who of the county office decides whether a unit is called in."""


def need_assessor(now: Now) -> None:
    """Refuse unless the person acting assesses."""
    need_position(now, county_office_id(), *ASSESSORS)


def need_caller(now: Now) -> None:
    """Refuse unless the person acting decides about talks."""
    need_position(now, county_office_id(), *CALLERS)


def may_assess(*, viewer: str, at: datetime.datetime) -> bool:
    """Return whether a person assesses. Three queries."""
    return person_holds_any(person=viewer, unit=county_office_id(), positions=ASSESSORS, at=at)


def may_call(*, viewer: str, at: datetime.datetime) -> bool:
    """Return whether a person decides about talks. Three queries."""
    return person_holds_any(person=viewer, unit=county_office_id(), positions=CALLERS, at=at)
