"""What people keep and look after: a saved filter, and an export that the auditor had verified."""

from shenfa.demo.staff import ADMINISTRATORS
from shenfa.demo.world import World, acting
from shenfa.desk.exports.services import export_pending, export_request
from shenfa.desk.jobs.job import Means
from shenfa.desk.preferences.services import filter_save
from shenfa.desk.trail.command import SYSTEM, Acting
from shenfa.review import Position

TOWN = "ZG"
FILTERS = {"待发布的": {"group": "ready"}, "退回的公文": {"group": "back", "kind": "official"}}


def play(world: World) -> None:
    """Keep filters of the writer, and let the auditor export the trail."""
    writer = acting(world, world.casts[TOWN].writer)
    for name, asked in FILTERS.items():
        filter_save(by=writer, name=name, asked=asked)
    export_request(by=acting(world, ADMINISTRATORS[Position.AUDIT_ADMINISTRATOR]))
    export_pending(Means(Acting(SYSTEM, world.hands.clock), world.deployment))
