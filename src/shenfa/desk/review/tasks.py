"""What waits for a person: derived from tenures and cases, so that nothing is lost (I19, I31).

Whoever leaves a position has its tasks no longer, and whoever follows has them at once. A
stage for which nobody is there is shown to the principal leader and the county office.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.authority import RECEIVERS
from shenfa.desk.organisation.selectors import county_office_id, tenure_list
from shenfa.desk.review.models import SecrecyRecord
from shenfa.desk.review.selectors import case_outline, holders, in_house, with_outline
from shenfa.desk.review.waiting import (
    case_due,
    is_stalled,
    position_of,
    running_revisions,
    stage_people,
)
from shenfa.review import REVIEWS, Case, Position, Stage
from shenfa.review.duties import Tenure


class TaskKind(StrEnum):
    """What a person is waited for: READ is reading in parallel what is urgent."""

    REVIEW = "review"
    READ = "read"
    SECRECY = "secrecy"
    ANSWER = "answer"
    STALLED = "stalled"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for a person. ``missing`` is the position that nobody holds."""

    kind: TaskKind
    revision: RevisionRecord
    stage: Stage
    due: datetime.datetime | None
    is_overdue: bool
    missing: Position | None = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A case with what its tasks are derived from."""

    revision: RevisionRecord
    case: Case
    tenures: tuple[Tenure, ...]
    is_concluded: bool


def task_list(*, person: str, at: datetime.datetime) -> tuple[Task, ...]:
    """Return what waits for a person, urgent first, then the oldest. Eight queries at most."""
    if not in_house(person):
        return ()
    tenures = tenure_list()
    own = tuple(one for one in tenures if one.person == person and one.holds_at(at))
    is_receiver = person in holders(
        (one for one in own if one.unit == county_office_id()), RECEIVERS, at
    )
    rows = running_revisions()
    if not is_receiver:
        units = {one.unit for one in own}
        asked = Q(decisions__questions__asked=person)
        rows = rows.filter(
            Q(manuscript__unit__in=units) | Q(id__in=rows.filter(asked).values("id"))
        )
    concluded = set(SecrecyRecord.objects.values_list("revision_id").filter(revision__in=rows))
    found: list[Task] = []
    for row in with_outline(rows):
        unit = tuple(one for one in tenures if one.unit == row.manuscript.unit_id)
        waiting = _Waiting(row, case_outline(row), unit, (row.id,) in concluded)
        kinds = _kinds(waiting, person, at, is_receiver=is_receiver)
        found += [_task(waiting, kind, stage, at) for kind, stage in kinds]
    return tuple(found)


def missing_position(
    case: Case, tenures: Iterable[Tenure], at: datetime.datetime
) -> Position | None:
    """Return the position for which nobody is there who could decide the stage that waits."""
    return position_of(case, case.stage) if is_stalled(case, tenures, at) else None


def _task(waiting: _Waiting, kind: TaskKind, stage: Stage, at: datetime.datetime) -> Task:
    due = case_due(waiting.revision, waiting.case)
    missing = missing_position(waiting.case, waiting.tenures, at)
    is_overdue = due is not None and at >= due
    return Task(kind, waiting.revision, stage, due, is_overdue, missing)


def _kinds(
    waiting: _Waiting, person: str, at: datetime.datetime, *, is_receiver: bool
) -> Iterator[tuple[TaskKind, Stage]]:
    case, tenures = waiting.case, waiting.tenures
    yield from _own_words(case, person, tenures, at)
    if waiting.revision.is_urgent:
        for stage in REVIEWS[REVIEWS.index(case.stage) + 1 :]:
            if person in stage_people(case, stage, tenures, at):
                yield TaskKind.READ, stage
    keepers = holders(tenures, (Position.SECRECY_REVIEWER,), at) - case.revision.makers
    if person in keepers and not waiting.is_concluded:
        yield TaskKind.SECRECY, case.stage
    is_superior = is_receiver or person in holders(tenures, (Position.PRINCIPAL_LEADER,), at)
    if is_superior and is_stalled(case, tenures, at):
        yield TaskKind.STALLED, case.stage


def _own_words(
    case: Case, person: str, tenures: Iterable[Tenure], at: datetime.datetime
) -> Iterator[tuple[TaskKind, Stage]]:
    """Yield the answer or the decision that the case waits for, if it is this person's."""
    if case.is_suspended and case.question is not None:
        if case.question.to == person:
            yield TaskKind.ANSWER, case.stage
        return
    is_theirs = person in stage_people(case, case.stage, tenures, at)
    if is_theirs and not _waits_for_another(case, person, tenures, at):
        yield TaskKind.REVIEW, case.stage


def _waits_for_another(
    case: Case, person: str, tenures: Iterable[Tenure], at: datetime.datetime
) -> bool:
    question = case.question
    if question is None or question.stage is not case.stage or question.asked_by == person:
        return False
    return question.asked_by in stage_people(case, case.stage, tenures, at)
