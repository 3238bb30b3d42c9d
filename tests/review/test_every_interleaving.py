"""Every interleaving of a small world, and the same with each guard taken out.

Six people, one of them the author, one a contractor, every one of them holding every position
(the worst case), two revisions of one manuscript: all sequences of moves are tried, and in
every state that may be released the invariants I1–I8 must hold. Then each guard is removed
from the source on purpose; the search must notice, or the guard guards nothing.
"""

import datetime
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import pytest
from histories import AROUND, START, held

from shenfa.review import transitions
from shenfa.review.case import Action, Case, Move, Proof, Result, Revision, Stage, Surroundings
from shenfa.review.duties import Position

UNIT = "竹沟镇"
AUTHOR, CONTRACTOR = "author", "contractor"
PEOPLE = (AUTHOR, CONTRACTOR, "w", "x", "y", "z")
HELD = (Position.INFORMATION_OFFICER, Position.SECTION_HEAD, Position.DEPUTY_IN_CHARGE)
WORLD = replace(
    AROUND,
    in_house=frozenset(PEOPLE) - {CONTRACTOR},
    tenures=tuple(held(person, position) for person in PEOPLE for position in HELD),
    county_reviewers=frozenset({"x", "county"}),
)
ACTIONS = (
    Action.SUBMIT,
    Action.PASS,
    Action.FAIL,
    Action.SUSPEND,
    Action.ANSWER,
    Action.ASK_AGAIN,
    Action.RECALL,
)
FEWEST_RELEASABLE = 20


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Two revisions; the second is cut when the first has come to an end or is changed."""

    case: Case
    number: int


def revision(number: int) -> Revision:
    return Revision(f"r{number}", f"{number}" * 64, UNIT, frozenset({AUTHOR}), frozenset({"正文"}))


def moves(case: Case, depth: int) -> Iterator[Move]:
    at = START + depth * datetime.timedelta(minutes=1)
    checklist = transitions.CHECKLISTS.get(case.stage, ())
    # One question is enough: a second one would only repeat what the first has shown.
    asked = any(one.result is Result.UNDETERMINED for one in case.decisions)
    actions = [action for action in ACTIONS if not (asked and action is Action.SUSPEND)]
    for person in PEOPLE:
        for action in actions:
            yield Move(
                person,
                action,
                at,
                case.revision.sha256,
                note="理由",
                reauthenticated=True,
                proof=Proof(checklist),
                to=AUTHOR,
                due=at + datetime.timedelta(days=1),
            )


def key(manuscript: Manuscript) -> object:
    case = manuscript.case
    said = tuple((one.stage, one.person, one.result) for one in case.decisions)
    question = case.question and (case.question.stage, case.question.asked_by, case.question.answer)
    return manuscript.number, case.stage, said, question


Advance = Callable[[Case, Move, Surroundings], Case]


def explore(advance: Advance, refused: type[Exception]) -> tuple[int, int, set[str]]:
    """Return the number of states, of releasable ones, and the violations met."""
    start = Manuscript(Case(revision(1)), 1)
    waiting = deque([(start, 1)])
    seen = {key(start)}
    releasable = 0
    violations: set[str] = set()
    while waiting:
        manuscript, depth = waiting.popleft()
        if manuscript.case.stage is Stage.APPROVED:
            releasable += 1
            violations |= set(broken(manuscript.case))
        for following in successors(manuscript, depth, advance, refused):
            if key(following) not in seen:
                seen.add(key(following))
                waiting.append((following, depth + 1))
    return len(seen), releasable, violations


def successors(
    manuscript: Manuscript, depth: int, advance: Advance, refused: type[Exception]
) -> Iterator[Manuscript]:
    if manuscript.number == 1 and manuscript.case.stage is not Stage.DRAFT:
        yield Manuscript(Case(revision(2)), 2)
    for move in moves(manuscript.case, depth):
        try:
            yield Manuscript(advance(manuscript.case, move, WORLD), manuscript.number)
        except refused:
            continue


def broken(case: Case) -> Iterator[str]:
    """Name the invariants that an approved case breaks."""
    passed = [one for one in case.decisions if one.result is Result.PASSED]
    stages = Counter(one.stage for one in passed)
    people = {one.person for one in passed}
    if stages != {Stage.FIRST: 1, Stage.SECOND: 1, Stage.FINAL: 1}:
        yield "I1 three stages"
    if len(people) < 3:
        yield "I1 three distinct people"
    if AUTHOR in people:
        yield "I3 author"
    if CONTRACTOR in people:
        yield "I4 contractor"
    if [one.at for one in passed] != sorted({one.at for one in passed}):
        yield "I5 times"
    if any(one.result is Result.FAILED for one in case.decisions):
        yield "I8 failed"
    if case.is_suspended:
        yield "R49 undetermined"
    if case.submitted_at is None:
        yield "I5 submitted"


def test_no_interleaving_gets_round_the_reviews() -> None:
    states, releasable, violations = explore(transitions.advance, transitions.MoveRefused)

    assert violations == set()
    assert releasable >= FEWEST_RELEASABLE, "the search must reach what it is about"
    assert states > 500


MUTANTS = [
    ("author", "if person in case.revision.makers and not", "if False and not", "I3 author"),
    (
        "one person, two stages",
        "if any(one.person == person and one.stage is not case.stage",
        "if False and any(one.person == person and one.stage is not case.stage",
        "I1 three distinct people",
    ),
    ("contractor", "if move.person not in around.in_house:", "if False:", "I4 contractor"),
    (
        "second stage forgotten",
        "(Stage.FIRST, Action.PASS): Stage.SECOND,",
        "(Stage.FIRST, Action.PASS): Stage.FINAL,",
        "I1 three stages",
    ),
    (
        "released from the second stage",
        "(Stage.SECOND, Action.PASS): Stage.FINAL,",
        "(Stage.SECOND, Action.PASS): Stage.APPROVED,",
        "I1 three stages",
    ),
    (
        "a failed revision goes on",
        "(Stage.FIRST, Action.FAIL): Stage.ENDED,",
        "(Stage.FIRST, Action.FAIL): Stage.SECOND,",
        "I8 failed",
    ),
    ("a question is ignored", "if case.is_suspended:", "if False:", "R49 undetermined"),
    (
        "straight from the draft",
        "NEXT: dict[tuple[Stage, Action], Stage] = {",
        "NEXT: dict[tuple[Stage, Action], Stage] = {(Stage.DRAFT, Action.PASS): Stage.SECOND,",
        None,
    ),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "violation"), MUTANTS, ids=[row[0] for row in MUTANTS]
)
def test_a_guard_taken_out_is_noticed(name: str, old: str, new: str, violation: str | None) -> None:
    mutant = mutated(name, old, new)
    _, _, violations = explore(mutant.advance, mutant.MoveRefused)

    if violation is None:
        # The position table holds the line: nobody decides on a draft even with a wrong table.
        assert violations == set()
    else:
        assert violation in violations


def mutated(name: str, old: str, new: str) -> ModuleType:
    """Return the module of the transitions with one piece of its source changed."""
    source = Path(transitions.__file__).read_text(encoding="utf-8")
    assert source.count(old) == 1, "the mutant must change exactly one place"
    module = ModuleType(f"mutant {name}")
    sys.modules[module.__name__] = module
    exec(compile(source.replace(old, new), name, "exec"), module.__dict__)  # noqa: S102 - our own source
    return module
