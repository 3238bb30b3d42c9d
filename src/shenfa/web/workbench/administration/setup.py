"""The way into the administration, and the guide through the set-up of a county."""

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.setting_up.progress import setup_progress
from shenfa.web.workbench.administration.rooms import OWN, in_room, keeper_of, show_room
from shenfa.web.workbench.administration.units import show_unit
from shenfa.web.workbench.frame import Visitor


@in_room(OWN)
def administration(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the guide to who keeps something of the county, and to a head of a unit their own."""
    keeper = keeper_of(visitor.acting.person, visitor.looking["at"])
    if keeper.rooms:
        return _guide(request, visitor)
    return show_unit(request, visitor, keeper.heads[0])


@in_room("setup")
def setup(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show how far the county is set up, what is missing, and who does it."""
    return _guide(request, visitor)


def _guide(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    steps = setup_progress(**visitor.looking)
    keeper = keeper_of(visitor.acting.person, visitor.looking["at"])
    open_addresses = tuple(room.address for room in keeper.rooms)
    context = {
        "steps": [(step, _opens(step.address, open_addresses)) for step in steps],
        "finished": sum(step.is_done for step in steps),
        "total": len(steps),
    }
    return show_room(request, visitor, "setup.html", context)


def _opens(address: str, rooms: tuple[str, ...]) -> bool:
    where = address.partition("?")[0].replace("/import", "/people")
    return where in rooms
