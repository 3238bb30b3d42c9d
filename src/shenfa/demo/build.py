"""Building the demonstration: the county, a month of releases, and something in every state."""

import datetime

from django.db import connection

from shenfa.demo import court, history, keeping, patrolling, present
from shenfa.demo.channels import open_channels
from shenfa.demo.county import set_up
from shenfa.demo.credentials import Credential, hand_over
from shenfa.demo.hands import Hands, set_clock, working_days
from shenfa.demo.hashing import quick_hashing
from shenfa.demo.staff import casts
from shenfa.demo.wording import leave_waiting, settle_wording
from shenfa.demo.world import World
from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation.selectors import county_office
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.notices import escalate_overdue

TODAY = datetime.timedelta(hours=3)
"""So long before the end the scenes of today begin; playing them takes two hours."""
JUST_NOW = datetime.timedelta(minutes=5)


class CountyExists(Exception):
    """The deployment holds a county already; the demonstration is built into an empty one."""


def build(deployment: Deployment, until: datetime.datetime) -> tuple[Credential, ...]:
    """Build the county into an empty database, up to this time, and return who can sign in.

    The clock of the demonstration ends before ``until``, so that the real one can follow. Where
    it breaks off, the folder is of no use any more.
    """
    if _holds_county():
        raise CountyExists("已有一个县的数据，演示只能建立在空的数据文件夹中，请另选一个")
    begins = until - TODAY
    first, *days = working_days(begins)
    world = World(deployment, Hands(first), {cast.code: cast for cast in casts()})
    _hurry("OFF")
    with quick_hashing():
        set_clock(world.hands, first)
        set_up(world)
        open_channels(world)
        settle_wording(world)
        releases = history.play(world, days, begins)
        set_clock(world.hands, begins)
        present.play(world, releases)
        court.play(world)
        patrolling.accounts(world)
        leave_waiting(world)
    credentials = hand_over(world)
    set_clock(world.hands, until - JUST_NOW)
    present.urgent(world)
    escalate_overdue(world.hands.clock)
    keeping.play(world)
    set_clock(world.hands, until)
    patrolling.visits(world)
    history.sign_day(world)
    _hurry("FULL")
    return credentials


def _holds_county() -> bool:
    try:
        county_office()
    except CommandRefused:
        return False
    return True


def _hurry(synchronous: str) -> None:
    """On SQLite, wait for the disk or not: who is interrupted here begins anew anyway."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous={synchronous}")
