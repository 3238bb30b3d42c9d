"""The job of the ledger: whatever has to be on account gets there, and rulings are taken over."""

from shenfa.desk.clock import Clock
from shenfa.desk.ledger.from_ours import own_enter
from shenfa.desk.ledger.from_patrol import observations_waiting, patrol_enter
from shenfa.desk.ledger.objections import objection_settle, objections_ruled
from shenfa.desk.trail.command import SYSTEM, Acting


def problems_gather(clock: Clock) -> int:
    """Do what the state asks for, and say how much it was."""
    by = Acting(SYSTEM, clock)
    done = own_enter(by)
    if observations_waiting().exists():
        done += patrol_enter(by)
    return done + sum(objection_settle(by=by, objection=one) for one in objections_ruled())
