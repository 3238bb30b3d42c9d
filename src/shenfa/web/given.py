"""What the process was given at its start: the clock and the deployment.

Whoever starts the process hands both down, once; tests hand down their own.
"""

from dataclasses import dataclass

from shenfa.desk.clock import Clock
from shenfa.desk.deployment import Deployment


@dataclass(frozen=True, slots=True)
class Given:
    """The one clock, and where everything is."""

    clock: Clock
    deployment: Deployment


_HELD: dict[str, Given] = {}


def give(given: Given) -> None:
    """Set what every request finds from now on."""
    _HELD["process"] = given


def given() -> Given:
    """Return what was given; a request before that is a bug."""
    return _HELD["process"]
