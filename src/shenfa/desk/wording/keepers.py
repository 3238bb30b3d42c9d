"""Who keeps the county's own tables, and who may read them."""

import datetime

from shenfa.desk.organisation.authority import RECEIVERS, holds_any, need_position
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.desk.trail.command import Now
from shenfa.review import Position

KEEPERS = (*RECEIVERS, Position.SITE_ADMINISTRATOR, Position.SECURITY_ADMINISTRATOR)
"""Who proposes and who confirms; never the same person. They only set up, they publish nothing."""
READERS = (*KEEPERS, Position.AUDIT_ADMINISTRATOR)
"""Restricted topics are not for everybody's eyes, nor is what a county takes for sensitive."""


def need_keeper(now: Now) -> None:
    """Refuse unless the person acting keeps the tables."""
    need_position(now, county_office_id(), *KEEPERS)


def may_keep(*, viewer: str, at: datetime.datetime) -> bool:
    """Return whether a person may propose and confirm changes of the tables."""
    return holds_any(Now(viewer, at), county_office_id(), *KEEPERS)


def may_read(*, viewer: str, at: datetime.datetime) -> bool:
    """Return whether a person may see the tables."""
    return holds_any(Now(viewer, at), county_office_id(), *READERS)
