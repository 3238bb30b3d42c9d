"""Who keeps a unit's catalogue and its timers: its own people; contractors never (R5, R8)."""

from shenfa.desk.organisation.authority import need_position
from shenfa.desk.trail.command import Now
from shenfa.review import Position

KEEPERS = (
    Position.DISCLOSURE_OFFICER,
    Position.INFORMATION_OFFICER,
    Position.SECTION_HEAD,
)
CONSENTING = (Position.PRINCIPAL_LEADER, Position.DEPUTY_IN_CHARGE)
"""Whose consent an extension needs: 行政机关负责人 (条例第三十三条)."""


def need_keeper(now: Now, unit: str) -> None:
    """Refuse unless the person acting keeps the unit's catalogue."""
    need_position(now, unit, *KEEPERS)


def need_leader(now: Now, unit: str) -> None:
    """Refuse unless the person acting may consent to an extension."""
    need_position(now, unit, *CONSENTING)
