"""The list for talks: units with many problems, or whose repairs are weak (R78).

Either threshold lists a unit, and which one is marked. The thresholds are the county's; without
any there is no list. What comes of it is decided by a person.
"""

from collections import Counter
from dataclasses import dataclass

from shenfa.ledger.result import Result

FOUND, DUE, LATE = "problem.found", "problem.due", "problem.overdue"
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit in numbers: problems found, repairs that were due, those that came late, vetoes."""

    unit: str
    found: int
    due: int
    late: int
    vetoes: tuple[str, ...]
    has_many: bool
    is_weak: bool


def candidates(result: Result) -> tuple[Candidate, ...]:
    """Return every unit with its numbers, those with most problems first."""
    scale = result.inputs.county
    counts = Counter((one.unit, one.measure) for one in result.inputs.facts)
    vetoes = {score.subject: score.vetoes for score in result.units}
    rows = []
    for unit in result.inputs.units:
        found, due, late = (counts[unit, measure] for measure in (FOUND, DUE, LATE))
        many = scale.talk_problems if scale else None
        share = scale.talk_percent if scale else None
        rows.append(
            Candidate(
                unit,
                found,
                due,
                late,
                vetoes.get(unit, ()),
                has_many=many is not None and found >= many,
                is_weak=share is not None and due > 0 and (due - late) * PERCENT < share * due,
            )
        )
    return tuple(sorted(rows, key=lambda one: (-one.found, -one.late, one.unit)))


def talk_list(result: Result) -> tuple[Candidate, ...]:
    """Return the units that one of the thresholds lists."""
    return tuple(one for one in candidates(result) if one.has_many or one.is_weak)


def talk_facts(one: Candidate) -> dict[str, object]:
    """Return the numbers of a candidate as they are kept with the decision."""
    return {
        "found": one.found,
        "due": one.due,
        "late": one.late,
        "vetoes": list(one.vetoes),
        "has_many": "yes" if one.has_many else "no",
        "is_weak": "yes" if one.is_weak else "no",
    }
