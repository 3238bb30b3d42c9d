"""What a person may do about a revision now, and why not: what buttons ask.

The same functions of the core answer that decide when the button is pressed, so page and
service cannot disagree.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.selectors import findings_open, surroundings_get
from shenfa.review import (
    CHECKLISTS,
    Action,
    Attribute,
    Attribution,
    Case,
    Conclusion,
    Move,
    Proof,
    Result,
    attribute_refusal,
    conclusion_refusal,
    refusal,
)
from shenfa.text import Family

SHOWN = (
    Action.SUBMIT,
    Action.PASS,
    Action.FAIL,
    Action.SUSPEND,
    Action.ANSWER,
    Action.ASK_AGAIN,
    Action.RECALL,
)
CONCLUDE, ATTRIBUTE = "conclude", "attribute"
FILLED_IN = "（填写后）"
HOUR = datetime.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class May:
    """Whether a person may do something now: an empty refusal, or why not."""

    action: str
    refusal: str


def may_do(dossier: Dossier, case: Case, at: datetime.datetime) -> tuple[May, ...]:
    """Return what the person may do, asked as if they filled in everything and proved who they are.

    Those queries of ``surroundings_get`` that the dossier has not made yet.
    """
    return tuple(May(action, reason or "") for action, reason in _asked(dossier, case, at))


def _asked(dossier: Dossier, case: Case, at: datetime.datetime) -> Iterator[tuple[str, str | None]]:
    around = surroundings_get(dossier, at)
    record, person = dossier.revision, dossier.person
    move = Move(
        person=person,
        action=Action.SUBMIT,
        at=at,
        sha256=record.sha256,
        note=FILLED_IN,
        reauthenticated=True,
        proof=Proof(CHECKLISTS.get(case.stage, ())),
        to=FILLED_IN,
        due=at + HOUR,
    )
    signed = replace(around, self_proofed=True)
    for action in SHOWN:
        facts = signed if action is Action.SUBMIT else around
        yield action.value, refusal(case, replace(move, action=action), facts)
    concluded = Conclusion(
        person,
        Result.PASSED,
        at,
        record.sha256,
        reauthenticated=True,
        settled=all(one.family is not Family.SECRECY for one in findings_open(dossier)),
    )
    yield CONCLUDE, conclusion_refusal(case, concluded, around)
    wanted = Attribution(person, Attribute.PROACTIVE, at)
    yield ATTRIBUTE, attribute_refusal(case, wanted, around)
