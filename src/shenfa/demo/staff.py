"""Who serves in the county: the table staff.txt, and who of a unit does what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shenfa.desk.organisation.sheet import SheetRow
from shenfa.review import POSITION_NAMES, Employment, Position

POSITIONS = {name: position for position, name in POSITION_NAMES.items()}
CONTRACTED = "外包"
OFFICE = "FB"
TABLE = "staff.txt"
ADMINISTRATORS = {
    Position.SYSTEM_ADMINISTRATOR: "秦致远",
    Position.SECURITY_ADMINISTRATOR: "孟安然",
    Position.AUDIT_ADMINISTRATOR: "纪明察",
}
SYSTEM_KEEPER = ADMINISTRATORS[Position.SYSTEM_ADMINISTRATOR]
SECURITY_KEEPER = ADMINISTRATORS[Position.SECURITY_ADMINISTRATOR]


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a unit, with the positions that are held."""

    name: str
    number: str
    positions: tuple[Position, ...]
    employment: Employment = Employment.IN_HOUSE


@dataclass(frozen=True, slots=True)
class Cast:
    """A unit, its code and its people."""

    code: str
    unit: str
    members: tuple[Member, ...]

    def holders(self, position: Position) -> tuple[str, ...]:
        """Return who holds a position; of A岗 and B岗 the first is A岗."""
        return tuple(one.name for one in self.members if position in one.positions)

    def holder(self, position: Position) -> str:
        """Return who holds a position first."""
        return self.holders(position)[0]

    @property
    def writer(self) -> str:
        """Return who writes: the first person in-house without a position."""
        return next(self.writers)

    @property
    def writers(self) -> Iterator[str]:
        """Yield the people in-house without a position."""
        return (
            one.name
            for one in self.members
            if not one.positions and one.employment is Employment.IN_HOUSE
        )


@cache
def casts() -> tuple[Cast, ...]:
    """Return all units with their people, the county office first."""
    text = (files("shenfa.demo") / TABLE).read_text(encoding="utf-8")
    return tuple(_cast(block) for block in re.split(r"^# ", text, flags=re.MULTILINE) if block)


def sheet() -> tuple[SheetRow, ...]:
    """Return the table as the sheet by which a county brings in its units and people."""
    people = [(cast, one) for cast in casts() for one in cast.members]
    return tuple(
        SheetRow(
            number=number,
            unit=cast.unit,
            name=one.name,
            staff_number=one.number,
            employment=CONTRACTED if one.employment is Employment.CONTRACTOR else "在编在岗",
            positions="、".join(POSITION_NAMES[position] for position in one.positions),
            since="",
        )
        for number, (cast, one) in enumerate(people, start=2)
    )


def _cast(block: str) -> Cast:
    head, *lines = block.strip().splitlines()
    unit, code = head.split("　")
    members = (_member(line, f"{code}{number:02d}") for number, line in enumerate(lines, start=1))
    return Cast(code, unit, tuple(members))


def _member(line: str, number: str) -> Member:
    name, _, words = line.partition("　")
    if words == CONTRACTED:
        return Member(name, number, (), Employment.CONTRACTOR)
    return Member(name, number, tuple(POSITIONS[word] for word in words.split("、") if word))
