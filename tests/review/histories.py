"""Play short histories: who does what, in words, and the only place that calls advance."""

import datetime
from dataclasses import dataclass, replace

from shenfa.review import (
    CHECKLISTS,
    Action,
    Attribute,
    Case,
    Move,
    Position,
    Proof,
    Revision,
    Surroundings,
    Tenure,
    advance,
    refusal,
)

START = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
UNIT = "竹沟镇"
SHA = "a" * 64
POSITIONS = {
    "officer": Position.INFORMATION_OFFICER,
    "head": Position.SECTION_HEAD,
    "deputy": Position.DEPUTY_IN_CHARGE,
    "principal": Position.PRINCIPAL_LEADER,
}
PEOPLE = frozenset({"author", "officer", "head", "deputy", "principal", "county", "all"})
VERBS = {
    "submit": Action.SUBMIT,
    "pass": Action.PASS,
    "fail": Action.FAIL,
    "suspend": Action.SUSPEND,
    "answer": Action.ANSWER,
    "ask": Action.ASK_AGAIN,
    "recall": Action.RECALL,
    "return": Action.RETURN_TEXT,
}


def tenures(*extra: Tenure) -> tuple[Tenure, ...]:
    """Everybody in the position of their name; "all" holds every position."""
    own = (held(person, position) for person, position in POSITIONS.items())
    every = (held("all", position) for position in POSITIONS.values())
    return (*own, *every, *extra)


def held(person: str, position: Position, *, minute: int = -10, unit: str = UNIT) -> Tenure:
    since = START + minute * MINUTE
    return Tenure(person, unit, position, since, since, received=since)


REVISION = Revision("r1", SHA, UNIT, frozenset({"author"}), frozenset({"正文"}))
AROUND = Surroundings(
    in_house=PEOPLE,
    tenures=tenures(),
    opened=frozenset({"正文"}),
    secrecy_concluded=True,
    self_proofed=True,
    attribute=Attribute.PROACTIVE,
    county_reviewers=frozenset({"county"}),
)
MOVE = Move("", Action.PASS, START, SHA, reauthenticated=True)


@dataclass(frozen=True, slots=True)
class World:
    """What every move of a history is judged by; changed one fact at a time in the tables."""

    revision: Revision = REVISION
    around: Surroundings = AROUND
    move: Move = MOVE


WORLD = World()


def play(history: str, world: World = WORLD) -> Case:
    """Play "author submit, officer pass, …" and return the case."""
    case = Case(world.revision)
    for minute, words in enumerate(history.split(", "), start=1):
        case = advance(case, _move(case, words, minute, world), world.around)
    return case


def why_not(history: str, last: str, world: World = WORLD) -> str | None:
    """Return the reason why ``last`` may not follow ``history``."""
    case = play(history, World(world.revision)) if history else Case(world.revision)
    minute = len(history.split(", ")) + 1 if history else 1
    return refusal(case, _move(case, last, minute, world), world.around)


def _move(case: Case, words: str, minute: int, world: World) -> Move:
    person, verb = words.split(" ")
    checklist = CHECKLISTS.get(case.stage, ())
    move = replace(
        world.move,
        person=person,
        action=VERBS[verb],
        proof=world.move.proof or Proof(checklist),
        note=world.move.note or "理由",
        to=world.move.to or "author",
        due=START + 60 * MINUTE,
    )
    return move if world.move.at != START else replace(move, at=START + minute * MINUTE)
