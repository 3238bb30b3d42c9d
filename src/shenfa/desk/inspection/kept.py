"""What was kept elsewhere, against which a deployment is held."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept elsewhere: the public key, if given, and counts with their heads."""

    keys: tuple[bytes, ...] = ()
    anchors: tuple[tuple[int, str], ...] = ()
