"""Who may look for a unit: until a roster says who is on duty, whoever serves it in such a position."""

import datetime

from shenfa.desk.organisation.selectors import person_holds_any
from shenfa.review import Position

LOOKING = (
    Position.PATROLLER,
    Position.RELEASER,
    Position.INFORMATION_OFFICER,
    Position.DISCLOSURE_OFFICER,
    Position.SITE_ADMINISTRATOR,
    Position.COUNTY_REVIEWER,
)


def may_look(*, person: str, unit: str, at: datetime.datetime) -> bool:
    """Return whether a person may sign the look of a unit. Two queries."""
    return person_holds_any(person=person, unit=unit, positions=LOOKING, at=at)
