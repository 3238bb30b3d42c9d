"""Who keeps the county's own tables, and who may read them."""

import datetime
from collections.abc import Iterable

from shenfa.desk.organisation.authority import RECEIVERS, need_position
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.organisation.selectors import county_office_id, tenure_list
from shenfa.desk.trail.command import Now
from shenfa.review import Employment, Position, tenure_of

KEEPERS = (*RECEIVERS, Position.SITE_ADMINISTRATOR, Position.SECURITY_ADMINISTRATOR)
"""Who proposes and who confirms; never the same person. They only set up, they publish nothing."""
READERS = (*KEEPERS, Position.AUDIT_ADMINISTRATOR)
"""Restricted topics are not for everybody's eyes, nor is what a county takes for sensitive."""


def need_keeper(now: Now) -> None:
    """Refuse unless the person acting keeps the tables."""
    need_position(now, county_office_id(), *KEEPERS)


def may_keep(*, viewer: str, at: datetime.datetime) -> bool:
    """Return whether a person may propose and confirm changes of the tables. Three queries."""
    return _holds(viewer, at, KEEPERS)


def may_read(*, viewer: str, at: datetime.datetime) -> bool:
    """Return whether a person may see the tables. Three queries."""
    return _holds(viewer, at, READERS)


def _holds(viewer: str, at: datetime.datetime, positions: Iterable[Position]) -> bool:
    serving = PersonRecord.objects.filter(
        id=viewer, disabled_at=None, employment=Employment.IN_HOUSE.value
    )
    if not serving.exists():
        return False
    office, tenures = county_office_id(), tenure_list(person=viewer)
    return any(
        tenure_of(viewer, office, position, tenures=tenures, at=at) is not None
        for position in positions
    )
