"""The life of a problem, searched to its end: R69, R71, R75 hold whatever people do in which order."""

import datetime
from collections import deque
from dataclasses import replace

import pytest

from shenfa.ledger import Act, Action, ActRefused, Problem, State, Verdict, advance, refusal
from shenfa.ledger.transitions import NEXT

AT = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)
PEOPLE = ("fixer", "writer", "checker")
VERDICTS = (Verdict.CLEAN, Verdict.SHOWS, Verdict.UNDETERMINED)


def acts() -> list[Act]:
    """Return everything that anybody can try in one moment."""
    return [
        Act(
            person,
            action,
            AT,
            to="fixer",
            note="说明",
            verdict=verdict,
            fixers=frozenset({"writer"}),
        )
        for person in PEOPLE
        for action in Action
        for verdict in (VERDICTS if action is Action.CHECK else VERDICTS[:1])
    ]


def reached() -> set[tuple[Problem, Act, Problem]]:
    """Return every step that can be taken from the beginning, with or without who answers."""
    begin = Problem(State.OPENED)
    waiting, known, steps = deque([begin]), {begin}, set()
    while waiting:
        problem = waiting.popleft()
        for one in (problem, replace(problem, is_answered_for=not problem.is_answered_for)):
            for act in acts():
                if refusal(one, act) is not None:
                    continue
                after = advance(one, act)
                steps.add((one, act, after))
                if after not in known:
                    known.add(after)
                    waiting.append(after)
    return steps


STEPS = reached()


def test_every_row_of_the_table_can_happen_and_nothing_else() -> None:
    assert {(before.state, act.action) for before, act, _ in STEPS} == set(NEXT)
    assert all(NEXT[before.state, act.action] is after.state for before, act, after in STEPS)


def test_nothing_is_struck_off_without_proof() -> None:
    struck = [(before, act) for before, act, after in STEPS if after.state is State.STRUCK_OFF]

    assert struck
    for before, act in struck:
        assert act.person not in before.fixers >= {"fixer", "writer"}
        assert before.person == "fixer"
        assert before.is_answered_for
        assert before.check is not None
        assert before.check.verdict is Verdict.CLEAN
        assert before.check.by not in before.fixers


def test_who_holds_it_for_a_false_alarm_does_not_rule() -> None:
    ruled = {Action.UPHOLD, Action.DECLINE}

    assert all(act.person != before.appellant for before, act, _ in STEPS if act.action in ruled)


def test_what_returns_begins_anew() -> None:
    back = {Action.RECUR, Action.REOPEN, Action.HAND_OVER}
    fresh = Problem(State.OPENED)

    assert {after for _, act, after in STEPS if act.action in back} == {fresh}


FIXED = Problem(State.FIXED, "fixer", frozenset({"fixer"}), AT, is_answered_for=True)


@pytest.mark.parametrize(
    ("problem", "act", "reason"),
    [
        (Problem(State.OPENED), Act("fixer", Action.FIX, AT, note="改了"), "待落实专人"),
        (Problem(State.OPENED), Act("head", Action.ASSIGN, AT), "请选择"),
        (Problem(State.ASSIGNED, "fixer"), Act("other", Action.FIX, AT, note="改了"), "整改责任人"),
        (Problem(State.ASSIGNED, "fixer"), Act("fixer", Action.FIX, AT), "怎样整改"),
        (FIXED, Act("fixer", Action.STRIKE_OFF, AT), "不得复核销号"),
        (FIXED, Act("head", Action.STRIKE_OFF, AT), "请先复核"),
        (FIXED, Act("head", Action.RETURN, AT), "理由"),
        (FIXED, Act("fixer", Action.RETURN, AT, note="不行"), "以外的人员"),
    ],
)
def test_a_refusal_says_what_to_do(problem: Problem, act: Act, reason: str) -> None:
    with pytest.raises(ActRefused, match=reason):
        advance(problem, act)


def test_a_look_vouches_for_a_day_only() -> None:
    seen = advance(FIXED, Act("head", Action.CHECK, AT, verdict=Verdict.CLEAN))
    late = AT + datetime.timedelta(hours=24, seconds=1)

    assert refusal(seen, Act("head", Action.STRIKE_OFF, AT)) is None
    assert "24小时" in str(refusal(seen, Act("head", Action.STRIKE_OFF, late)))
