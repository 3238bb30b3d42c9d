"""The life of a problem as a table, and the one function that moves it.

挂账、落实专人、整改、复核、销号. A move that is not in the table cannot happen: nothing is struck
off that was not fixed, re-checked clean and answered for by name (R69, R71, R75).
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from shenfa.ledger.problem import (
    STATE_NAMES,
    Action,
    Check,
    Problem,
    State,
    Verdict,
)

NEXT: dict[tuple[State, Action], State] = {
    (State.OPENED, Action.HAND_OVER): State.OPENED,
    (State.ASSIGNED, Action.HAND_OVER): State.OPENED,
    (State.OPENED, Action.ASSIGN): State.ASSIGNED,
    (State.ASSIGNED, Action.ASSIGN): State.ASSIGNED,
    (State.ASSIGNED, Action.FIX): State.FIXED,
    (State.FIXED, Action.CHECK): State.FIXED,
    (State.FIXED, Action.RETURN): State.ASSIGNED,
    (State.FIXED, Action.STRIKE_OFF): State.STRUCK_OFF,
    (State.ASSIGNED, Action.APPEAL): State.APPEALED,
    (State.APPEALED, Action.UPHOLD): State.DISMISSED,
    (State.APPEALED, Action.DECLINE): State.ASSIGNED,
    (State.STRUCK_OFF, Action.RECUR): State.OPENED,
    (State.DISMISSED, Action.REOPEN): State.OPENED,
}
FRESH = datetime.timedelta(hours=24)
"""A look at the public page vouches for this long; after that it is looked at again."""


class ActRefused(Exception):
    """The act is not allowed; the message tells the person who tried it why."""


@dataclass(frozen=True, slots=True)
class Act:
    """One person doing one thing. ``to`` is who shall fix it, ``verdict`` what a look found."""

    person: str
    action: Action
    at: datetime.datetime
    to: str = ""
    note: str = ""
    verdict: Verdict = Verdict.UNDETERMINED
    fixers: frozenset[str] = frozenset()


def refusal(problem: Problem, act: Act) -> str | None:
    """Return why the act is not possible now, or None. Buttons ask this as well."""
    if (problem.state, act.action) not in NEXT:
        return f"该问题处于“{STATE_NAMES[problem.state]}”，不能办理这一步，请刷新后查看"
    return next(_GUARDS[act.action](problem, act), None)


def advance(problem: Problem, act: Act) -> Problem:
    """Return the problem after the act, or raise ActRefused."""
    if reason := refusal(problem, act):
        raise ActRefused(reason)
    moved = replace(problem, state=NEXT[problem.state, act.action])
    return _CHANGES.get(act.action, _unchanged)(moved, act)


def _assign(_problem: Problem, act: Act) -> Iterator[str]:
    if not act.to:
        yield "请选择整改责任人"


def _fix(problem: Problem, act: Act) -> Iterator[str]:
    if act.person != problem.person:
        yield "由落实的整改责任人报告整改情况，其他人整改的请先改派"
    if not act.note.strip():
        yield "请写明怎样整改的"


def _check(_problem: Problem, _act: Act) -> Iterator[str]:
    """Anybody may look, the fixer too: looking strikes nothing off."""
    return iter(())


def _return(problem: Problem, act: Act) -> Iterator[str]:
    if act.person in problem.fixers:
        yield "退回由整改人以外的人员办理"
    if not act.note.strip():
        yield "退回应写明理由"


def _strike_off(problem: Problem, act: Act) -> Iterator[str]:
    if act.person in problem.fixers:
        yield "整改人不得复核销号自己整改的问题，请由其他人员办理"
    check = problem.check
    if check is None:
        yield "销号前应复核公开页面，请先复核"
    elif check.verdict is Verdict.SHOWS:
        yield "公开页面仍能看到该问题，不能销号，请更正页面、附件和缓存后再复核"
    elif check.verdict is Verdict.UNDETERMINED:
        yield "公开页面没有看成，不能销号，请稍后再复核"
    elif act.at - check.at > FRESH:
        yield "上次复核已超过24小时，请重新复核后销号"
    elif check.by in problem.fixers:
        yield "整改人自己的复核不能作为销号依据，请由其他人员复核"
    if not problem.is_answered_for:
        yield "没有登记责任人员，不能销号（有错必改、有错必究）"


def _appeal(_problem: Problem, act: Act) -> Iterator[str]:
    if not act.note.strip():
        yield "请写明为什么是误报"


def _rule(problem: Problem, act: Act) -> Iterator[str]:
    if act.person == problem.appellant:
        yield "须由提请人以外的人员认定"
    if not act.note.strip():
        yield "认定应写明理由"


def _recur(_problem: Problem, _act: Act) -> Iterator[str]:
    return iter(())


def _reopen(_problem: Problem, act: Act) -> Iterator[str]:
    if not act.note.strip():
        yield "重新挂账应写明理由"


def _hand_over(_problem: Problem, act: Act) -> Iterator[str]:
    if not act.note.strip():
        yield "改派单位应写明理由"


Guard = Callable[[Problem, Act], Iterator[str]]
_GUARDS: dict[Action, Guard] = {
    Action.ASSIGN: _assign,
    Action.FIX: _fix,
    Action.CHECK: _check,
    Action.RETURN: _return,
    Action.STRIKE_OFF: _strike_off,
    Action.APPEAL: _appeal,
    Action.UPHOLD: _rule,
    Action.DECLINE: _rule,
    Action.RECUR: _recur,
    Action.REOPEN: _reopen,
    Action.HAND_OVER: _hand_over,
}


def _unchanged(moved: Problem, _act: Act) -> Problem:
    return moved


def _fixed(moved: Problem, act: Act) -> Problem:
    return replace(moved, fixers=act.fixers | {act.person}, fixed_at=act.at, check=None)


def _sent_back(moved: Problem, _act: Act) -> Problem:
    return replace(moved, fixers=frozenset(), fixed_at=None, check=None)


Change = Callable[[Problem, Act], Problem]
_CHANGES: dict[Action, Change] = {
    Action.ASSIGN: lambda moved, act: replace(moved, person=act.to),
    Action.FIX: _fixed,
    Action.CHECK: lambda moved, act: replace(moved, check=Check(act.person, act.at, act.verdict)),
    Action.RETURN: _sent_back,
    Action.STRIKE_OFF: lambda moved, act: replace(moved, struck_off_at=act.at),
    Action.APPEAL: lambda moved, act: replace(moved, appellant=act.person),
    Action.DECLINE: lambda moved, _act: replace(moved, appellant=""),
    Action.RECUR: lambda _moved, _act: Problem(State.OPENED),
    Action.REOPEN: lambda _moved, _act: Problem(State.OPENED),
    Action.HAND_OVER: lambda _moved, _act: Problem(State.OPENED),
}
"""What an act leaves behind besides the state."""
