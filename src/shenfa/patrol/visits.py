"""An address that is to be visited, how the visit went, and what is kept of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shenfa.patrol.address import Nature
from shenfa.patrol.record import Record, Sighting

if TYPE_CHECKING:
    from array import array


@dataclass(frozen=True, slots=True)
class Place:
    """An address as it stands in the file."""

    id: int
    url: str
    nature: Nature
    depth: int
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """How the visit to an address went."""

    url: str
    nature: Nature
    status: int
    failure: str
    final: str
    seconds: float
    size: int
    type: str
    first_run: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a page since the last time it was read."""

    etag: str
    modified: str
    digest: str
    ruleset: str
    record: Record | None
    links: "array[int]"
    sightings: tuple[Sighting, ...]
