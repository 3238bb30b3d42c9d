"""What the demonstration knows of itself while it is built: who is who, and who has which keys."""

from dataclasses import dataclass, field

from shenfa.demo.hands import Hands
from shenfa.demo.staff import Cast
from shenfa.desk.deployment import Deployment
from shenfa.desk.trail.command import SYSTEM, Acting


@dataclass(slots=True)
class Keys:
    """What a person proves with who they are."""

    login: str
    password: str = field(repr=False)
    secret: str = field(default="", repr=False)
    device: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


@dataclass(slots=True)
class World:
    """The county while it is built; people are called by their names, units by their codes."""

    deployment: Deployment
    hands: Hands
    casts: dict[str, Cast]
    units: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)
    keys: dict[str, Keys] = field(default_factory=dict)


def acting(world: World, name: str) -> Acting:
    """Return the person of this name as the one acting."""
    return Acting(world.people[name], world.hands.clock)


def by_system(world: World) -> Acting:
    """Return the system as the one acting."""
    return Acting(SYSTEM, world.hands.clock)
