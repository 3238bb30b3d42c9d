"""Who looks back in the trail: the audit administrator, who also exports, and the county office."""

import datetime

from shenfa.desk.organisation.authority import RECEIVERS
from shenfa.desk.organisation.selectors import county_office_id, tenure_list
from shenfa.desk.refusals import CommandRefused
from shenfa.review import POSITION_NAMES, Position

EXPORTERS = (Position.AUDIT_ADMINISTRATOR,)
READERS = (*EXPORTERS, *RECEIVERS)


def trail_reader_need(*, person: str, at: datetime.datetime) -> None:
    """Refuse unless the person may look back in the whole trail. Two queries."""
    _need(person, at, READERS)


def trail_exporter_need(*, person: str, at: datetime.datetime) -> None:
    """Refuse unless the person may take the trail away. Two queries."""
    _need(person, at, EXPORTERS)


def may_export(*, person: str, at: datetime.datetime) -> bool:
    """Return whether the person may take the trail away. Two queries."""
    return _holds(person, at, EXPORTERS)


def _need(person: str, at: datetime.datetime, positions: tuple[Position, ...]) -> None:
    if not _holds(person, at, positions):
        names = "、".join(POSITION_NAMES[position] for position in positions)
        raise CommandRefused("not_entitled", f"留痕由县政府办公室在岗的{names}查看")


def _holds(person: str, at: datetime.datetime, positions: tuple[Position, ...]) -> bool:
    office = county_office_id()
    return any(
        one.unit == office and one.position in positions and one.holds_at(at)
        for one in tenure_list(person=person)
    )
