"""What the page of a revision asks beside the case: who the viewer is to it, what it follows.

Only what is shown; what may be done is asked of ``possibilities`` and decided in the services.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_visible
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.review.deadlines import stage_due
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.selectors import finding_decisions, findings_of, holds_here
from shenfa.desk.review.steps import decider_of
from shenfa.desk.review.tasks import Task, TaskKind, task_list
from shenfa.desk.review.views import CaseView
from shenfa.review import FindingDecision, MoveRefused, Position, Verb, decision_refusal

SITTING = (TaskKind.REVIEW, TaskKind.SECRECY)
WHY = "（填写后）"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where a revision stands among what waits for a person. ``after`` comes next, if anything."""

    number: int
    count: int
    after: RevisionRecord | None


def sitting_tasks(*, person: str, at: datetime.datetime) -> tuple[Task, ...]:
    """Return what a person decides in one sitting, each revision once. Eight queries."""
    found = (task for task in task_list(person=person, at=at) if task.kind in SITTING)
    once: dict[str, Task] = {}
    for task in found:
        once.setdefault(task.revision.id, task)
    return tuple(once.values())


def sitting_at(*, person: str, revision: str, at: datetime.datetime) -> Sitting:
    """Return where a revision stands in the sitting; one that is done has the first one next."""
    rows = [task.revision for task in sitting_tasks(person=person, at=at)]
    place = next((index for index, row in enumerate(rows) if row.id == revision), -1)
    after = rows[place + 1] if place + 1 < len(rows) else None
    return Sitting(place + 1, len(rows), after)


def previous_revision(
    *, viewer: str, record: RevisionRecord, at: datetime.datetime
) -> RevisionRecord | None:
    """Return the revision before, if the viewer sees it and its bytes are there. One query.

    Who was handed one revision sees that one, and nothing of what came before.
    """
    if record.number == 1:
        return None
    rows = revision_visible(viewer=viewer, at=at).filter(
        manuscript=record.manuscript, number__lt=record.number, purged_at=None
    )
    return rows.order_by("-number").first()


def is_reviewer(view: CaseView, person: str) -> bool:
    """Whether the stage that waits is this person's, whatever they still have to look at."""
    current = next((step for step in view.steps if step.is_current), None)
    return current is not None and any(one.id == person for one in current.candidates)


def is_secrecy_reviewer(dossier: Dossier, at: datetime.datetime) -> bool:
    """Whether the secrecy conclusion is this person's."""
    is_maker = dossier.person in dossier.makers
    return not is_maker and holds_here(dossier, at, Position.SECRECY_REVIEWER)


def answerers(view: CaseView) -> tuple[PersonRecord, ...]:
    """Return whom a question can be put to: the maker first, then whoever decides a stage."""
    found = {view.revision.maker_id: view.revision.maker}
    for step in view.steps:
        for person in (*(one.person for one in step.decisions), *step.candidates):
            found.setdefault(person.id, person)
    return tuple(found.values())


def answer_due(record: RevisionRecord, at: datetime.datetime) -> datetime.datetime:
    """Return by when an answer is due unless somebody says otherwise."""
    return stage_due(record, at)


def settling_verbs(dossier: Dossier, at: datetime.datetime) -> Mapping[str, frozenset[Verb]]:
    """Return what a person may do about each finding, if they give a reason."""
    try:
        decider = decider_of(dossier, at)
    except MoveRefused:
        return {}
    made, person = finding_decisions(dossier), dossier.person
    return {
        found.id: frozenset(
            verb
            for verb in Verb
            if decision_refusal(
                found, FindingDecision(found.id, verb, person, at, WHY), decider, made
            )
            is None
        )
        for found in findings_of(dossier)
    }


def may_except_source(dossier: Dossier, at: datetime.datetime) -> bool:
    """Whether a person may let this item come from another source (R56)."""
    is_maker = dossier.person in dossier.makers
    return not is_maker and holds_here(dossier, at, Position.DEPUTY_IN_CHARGE)


def settles_differences(dossier: Dossier, at: datetime.datetime) -> bool:
    """Whether a person answers the differences from a source: a reviewer, no maker."""
    try:
        decider = decider_of(dossier, at)
    except MoveRefused:
        return False
    return decider.is_reviewer and not decider.is_maker
