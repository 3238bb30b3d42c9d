"""People of the town come and go."""

from county import PAPER, TOWN
from town import EVERY, LEADER, Town

from shenfa.desk.organisation import filings
from shenfa.desk.organisation import services as organisation
from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.organisation.steps import Appointment
from shenfa.review import Position


def leave(town: Town, name: str) -> None:
    """End every tenure of a person in the town, at once (I19)."""
    rows = TenureRecord.objects.filter(person=town.ids[name], until=None, unit__name=TOWN)
    for row in rows.order_by("id"):
        town.attempt(
            lambda row=row: organisation.tenure_end(
                by=town.by(LEADER), tenure=row.id, reason="调离"
            )
        )


def arrive(town: Town, name: str) -> None:
    """Give a person every position of the town that they do not hold, filed."""
    held = set(
        TenureRecord.objects.filter(person=town.ids[name], until=None, unit__name=TOWN).values_list(
            "position", flat=True
        )
    )
    for position in EVERY:
        if position.value not in held:
            appoint(town, name, position, TOWN)


def appoint(town: Town, name: str, position: Position, unit: str, leader: str = LEADER) -> None:
    """Appoint a person and file it."""
    appointment = Appointment(town.county.unit(unit), position, town.county.hands.at)
    tenure = town.attempt(
        lambda: organisation.tenure_start(
            by=town.by("秦安"), person=town.ids[name], appointment=appointment
        )
    )
    if tenure is not None:
        town.attempt(
            lambda: filings.filing_confirm(by=town.by(leader), tenure=tenure.id, document=PAPER)
        )
