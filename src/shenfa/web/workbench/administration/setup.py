"""The way into the administration, and the guide through the set-up of a county."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from shenfa.desk.refusals import CommandRefused
from shenfa.desk.setting_up.progress import setup_progress
from shenfa.web.workbench.administration.rooms import OWN, in_room, keeper_of, show_room
from shenfa.web.workbench.frame import Visitor


@in_room(OWN)
def administration(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Lead to the first room that opens, or to one's own unit."""
    del request
    keeper = keeper_of(visitor.acting.person, visitor.looking["at"])
    if keeper.rooms:
        return redirect(keeper.rooms[0].address)
    if keeper.heads:
        return redirect(f"/administration/units/{keeper.heads[0]}")
    raise CommandRefused("not_entitled", "该页面由负责此项设置的人员办理")


@in_room("setup")
def setup(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show how far the county is set up, what is missing, and who does it."""
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
