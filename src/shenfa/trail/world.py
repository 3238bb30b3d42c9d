"""The state of the county that follows from the entries alone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from shenfa.trail.entry import Entry, Facts
from shenfa.trail.faults import need

STAGES = {1: "information_officer", 2: "section_head", 3: "deputy_in_charge"}


@dataclass(slots=True)
class Revision:
    """One immutable version of a manuscript and all entries about it."""

    manuscript: str
    facts: Facts
    authors: set[str]
    log: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    has_ended: bool = False

    def last(self, verb: str) -> Entry | None:
        """Return the last entry of a verb about this revision, if any."""
        return self.log[verb][-1] if self.log[verb] else None

    def says(self, verb: str, fact: str, word: str) -> bool:
        """Return whether the last entry of a verb holds this fact."""
        entry = self.last(verb)
        return entry is not None and entry.facts[fact] == word

    def passed(self) -> dict[int, Entry]:
        """Return the decisions by which stages were passed."""
        decisions = self.log["review.decide"]
        return {e.facts["stage"]: e for e in decisions if e.facts["result"] == "passed"}


@dataclass(slots=True)
class World:
    """What is known after an entry; ``last`` is kept by verb and by namespace, then by object."""

    last: dict[str, dict[str, Entry]] = field(default_factory=lambda: defaultdict(dict))
    tenures: dict[str, dict[str, Facts]] = field(default_factory=lambda: defaultdict(dict))
    revisions: dict[str, Revision] = field(default_factory=dict)
    manuscripts: dict[str, Revision] = field(default_factory=dict)
    releases: dict[str, str] = field(default_factory=dict)
    released: dict[str, Revision] = field(default_factory=dict)


def serves(world: World, person: str) -> bool:
    """Return whether a person is registered, active and in-house."""
    entry = world.last["person"].get(person)
    known = entry is not None and entry.verb == "person.register"
    return known and entry is not None and entry.facts["employment"] == "in_house"


def running_tenures(world: World, person: str, at: str) -> Iterator[tuple[str, Facts]]:
    """Yield the tenures of a person that have begun, not ended and not been objected to."""
    for tenure, facts in world.tenures[person].items():
        filing = world.last["filing"].get(tenure)
        is_closed = filing is not None and filing.verb == "filing.object"
        is_closed = is_closed or world.last["tenure"][tenure].verb != "tenure.start"
        if not is_closed and facts["since"] <= at and (not facts["until"] or at < facts["until"]):
            yield tenure, facts


def holds(world: World, entry: Entry, unit: str | None, *positions: str) -> bool:
    """Return whether the actor then held one of the positions, filed, in the unit (None: any)."""
    return held(world, entry.actor, entry.at, unit) & set(positions) != set()


def held(world: World, person: str, at: str, unit: str | None) -> set[str]:
    """Return the filed positions of a person at a time in a unit (None: anywhere)."""
    return {
        facts["position"]
        for tenure, facts in running_tenures(world, person, at)
        if unit in {None, facts["unit"]} and _is_filed(world, tenure)
    }


def need_post(world: World, entry: Entry, unit: str | None, *positions: str) -> None:
    """Break off unless the actor served and held one of the positions."""
    need(serves(world, entry.actor), "staff")
    need(holds(world, entry, unit, *positions), "post")


def opened_channel(world: World, name: str) -> Entry | None:
    """Return the entry by which a column or account was opened, if it is open."""
    entry = world.last["channel"].get(name)
    return entry if entry is not None and entry.verb == "channel.open" else None


def _is_filed(world: World, tenure: str) -> bool:
    filing = world.last["filing"].get(tenure)
    return filing is not None and filing.verb in {"filing.confirm", "filing.receive"}
