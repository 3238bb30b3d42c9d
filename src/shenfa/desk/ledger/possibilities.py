"""What a person may do about a problem now: for each act why not, or nothing. Buttons ask this."""

import datetime
from collections.abc import Mapping

from shenfa.desk.ledger.answering_for import responsible
from shenfa.desk.ledger.authority import is_concerned, is_in_office
from shenfa.desk.ledger.models import ObjectionRecord, ProblemRecord
from shenfa.desk.ledger.selectors import to_problem
from shenfa.ledger import Act, Action, Problem, State, refusal

NOT_CONCERNED = "台账由本单位在岗且已备案的有关人员或者县政府办公室办理"
ONLY_OFFICE = "该操作由县政府办公室办理"
IN_COURT = "该问题由误报认定程序认定"
OFFICE_ACTS = frozenset({Action.UPHOLD, Action.DECLINE, Action.REOPEN, Action.HAND_OVER})
BY_HAND = tuple(one for one in Action if one is not Action.RECUR)
BY_NAMED = frozenset({Action.FIX, Action.APPEAL})
"""What the person named to fix it does, whatever position they hold."""
SAID = "已写明"
"""Stands for the words that a form still asks for."""


def problem_acts(
    *, problem: ProblemRecord, person: str, at: datetime.datetime
) -> Mapping[str, str]:
    """Return for each act of a person why it is not possible now; empty where it is."""
    known = to_problem(problem)
    concerned, office = is_concerned(person, problem.unit_id, at), is_in_office(person, at)
    waiting = ObjectionRecord.objects.filter(problem=problem, ruled_at=None).first()
    found = {}
    for action in BY_HAND:
        is_named = action in BY_NAMED and person == problem.person_id
        why = "" if concerned or is_named else NOT_CONCERNED
        if action in OFFICE_ACTS and not office:
            why = ONLY_OFFICE
        elif action in (Action.UPHOLD, Action.DECLINE) and waiting and waiting.court_id:
            why = IN_COURT
        found[action.value] = why or _refusal(problem, known, person, action, at)
    return found


def _refusal(
    problem: ProblemRecord,
    known: Problem,
    person: str,
    action: Action,
    at: datetime.datetime,
) -> str:
    # Who fixes or disputes what nobody was named for is the person named.
    if known.state is State.OPENED and action in (Action.FIX, Action.APPEAL):
        return ""
    if action is Action.STRIKE_OFF and person not in known.fixers and known.state is State.FIXED:
        return "" if responsible(problem) else "没有查到责任人员，请先登记该单位的分管领导"
    return refusal(known, Act(person, action, at, to=person, note=SAID)) or ""
