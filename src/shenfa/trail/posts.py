"""What must hold when people get their posts: I4, I17, R5, R7."""

import datetime

from shenfa.trail.entry import Entry, moment
from shenfa.trail.faults import known, need
from shenfa.trail.world import World, need_post, opened_channel, running_tenures, serves

ADMINISTRATORS = {"system_administrator", "security_administrator", "audit_administrator"}
LONGEST_EXCEPTION = datetime.timedelta(days=366)


def check_tenure_start(world: World, entry: Entry) -> None:
    """Contractors get no post, and an administrator has no other post."""
    facts = entry.facts
    running = running_tenures(world, facts["person"], entry.at)
    positions = {facts["position"], *(other["position"] for _, other in running)}
    need(entry.object not in world.last["tenure"], "again")
    need(serves(world, facts["person"]), "staff")
    need(facts["unit"] in world.last["unit"], "unit")
    need(len(positions) == 1 or not positions & ADMINISTRATORS, "administrator")
    world.tenures[facts["person"]][entry.object] = facts


def check_filing_confirm(world: World, entry: Entry) -> None:
    """The unit's principal leader confirms; for the leader's own filing the tenure is enough."""
    start = known(world.last["tenure.start"].get(entry.object), "step")
    leads = any(
        facts["unit"] == start.facts["unit"] and facts["position"] == "principal_leader"
        for _, facts in running_tenures(world, entry.actor, entry.at)
    )
    need(world.last["tenure"][entry.object].verb == "tenure.start", "step")
    need(entry.object not in world.last["filing"], "again")
    need(leads, "leader")


def check_filing_receive(world: World, entry: Entry) -> None:
    """Only what was filed and not objected to can be received."""
    filing = world.last["filing"].get(entry.object)
    need(filing is not None and filing.verb == "filing.confirm", "step")


def check_source_standing(world: World, entry: Entry) -> None:
    """A standing exception comes from the principal leader and ends within a year (R56)."""
    channel = known(opened_channel(world, entry.object), "channel")
    need_post(world, entry, channel.facts["unit"], "principal_leader")
    need(moment(entry.facts["until"]) <= moment(entry.at) + LONGEST_EXCEPTION, "fact")
