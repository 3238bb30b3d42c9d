"""Who can sign in to the demonstration: one person for each role, told once."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from shenfa.demo.county import CONTRACTOR, GAP
from shenfa.demo.keys import change_password
from shenfa.demo.staff import ADMINISTRATORS, OFFICE, Cast
from shenfa.demo.world import World
from shenfa.desk.access.secret import new_word
from shenfa.review import POSITION_NAMES, Position

TOWN, POLICE = "ZG", "GA"
IN_TOWN = (
    Position.INFORMATION_OFFICER,
    Position.SECTION_HEAD,
    Position.DEPUTY_IN_CHARGE,
    Position.PRINCIPAL_LEADER,
    Position.SECRECY_REVIEWER,
    Position.RELEASER,
    Position.DISCLOSURE_OFFICER,
)
IN_OFFICE = (
    Position.COUNTY_REVIEWER,
    Position.SITE_ADMINISTRATOR,
    Position.PRINCIPAL_LEADER,
    Position.DISCLOSURE_OFFICER,
)
WRITER = "撰稿人"


@dataclass(frozen=True, slots=True)
class Credential:
    """How one person signs in. ``totp_secret`` is empty where none is needed."""

    role: str
    unit: str
    name: str
    username: str
    password: str = field(repr=False)
    totp_secret: str = field(repr=False)


def hand_over(world: World) -> tuple[Credential, ...]:
    """Give everybody who signs in the same new password, and return how each signs in.

    Called where passwords are hashed as everybody's.
    """
    password = new_word()
    return tuple(
        _credential(world, role, cast, name, password) for role, cast, name in _roles(world)
    )


def to_json(credentials: Sequence[Credential]) -> str:
    """Return the list for programs."""
    return json.dumps([asdict(one) for one in credentials], ensure_ascii=False, indent=2) + "\n"


def _roles(world: World) -> Iterator[tuple[str, Cast, str]]:
    town, office = world.casts[TOWN], world.casts[OFFICE]
    yield WRITER, town, town.writer
    for position in IN_TOWN:
        yield POSITION_NAMES[position], town, town.holder(position)
    yield "分管领导（B岗）", town, town.holders(Position.DEPUTY_IN_CHARGE)[1]
    for position in IN_OFFICE:
        yield POSITION_NAMES[position], office, office.holder(position)
    for position, name in ADMINISTRATORS.items():
        yield POSITION_NAMES[position], office, name
    police = world.casts[POLICE]
    yield "分管领导（新媒体账号）", police, police.holder(Position.DEPUTY_IN_CHARGE)
    yield "外包人员", town, CONTRACTOR
    gap = world.casts[GAP]
    yield "缺岗单位主要领导", gap, gap.holder(Position.PRINCIPAL_LEADER)


def _credential(world: World, role: str, cast: Cast, name: str, password: str) -> Credential:
    change_password(world, name, password)
    keys = world.keys[name]
    return Credential(role, cast.unit, name, keys.login, password, keys.secret)
