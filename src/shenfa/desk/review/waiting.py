"""What is under way: which revisions wait, for whom, since when and until when (I31)."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.review.deadlines import stage_due
from shenfa.desk.review.models import DecisionRecord, EndRecord, SubmissionRecord
from shenfa.desk.review.selectors import STAGE_NUMBERS, holders
from shenfa.review import REVIEWS, Case, Position, Result, Stage
from shenfa.review.duties import Tenure

LAST_STAGE = 3
POSITIONS = {
    Stage.FIRST: Position.INFORMATION_OFFICER,
    Stage.SECOND: Position.SECTION_HEAD,
    Stage.FINAL: Position.DEPUTY_IN_CHARGE,
}


def running_revisions() -> QuerySet[RevisionRecord]:
    """Return the revisions that were submitted and neither approved nor ended, oldest first."""
    approved = DecisionRecord.objects.filter(
        revision=OuterRef("id"), stage=LAST_STAGE, result=Result.PASSED.value
    )
    return (
        RevisionRecord.objects.filter(
            Exists(SubmissionRecord.objects.filter(revision=OuterRef("id"))),
            ~Exists(EndRecord.objects.filter(revision=OuterRef("id"))),
            ~Exists(approved),
            purged_at=None,
        )
        .select_related("manuscript__unit", "maker", "submissionrecord")
        .order_by("-is_urgent", "submissionrecord__at", "id")
    )


def position_of(case: Case, stage: Stage) -> Position:
    """Return which position decides a stage of this revision (R25)."""
    if stage is Stage.FINAL and case.revision.is_major:
        return Position.PRINCIPAL_LEADER
    return POSITIONS[stage]


def stage_people(
    case: Case, stage: Stage, tenures: Iterable[Tenure], at: datetime.datetime
) -> frozenset[str]:
    """Return who could decide a stage: the holders, without makers and who decided another.

    Whether the unit lets makers give the first review is left to the decision itself: nobody
    is called to review their own text.
    """
    found = holders(tenures, (position_of(case, stage),), at) - case.revision.makers
    return found - {one.person for one in case.decisions if one.stage is not stage}


def is_stalled(case: Case, tenures: Iterable[Tenure], at: datetime.datetime) -> bool:
    """Whether nobody is there who could decide the stage that waits: it waits visibly (R6)."""
    return case.stage in REVIEWS and not stage_people(case, case.stage, tenures, at)


def case_due(record: RevisionRecord, case: Case) -> datetime.datetime | None:
    """Return by when the next word is due: the answer, or the decision of the stage.

    A stage whose question was answered begins anew with the answer.
    """
    if case.stage not in REVIEWS or case.submitted_at is None:
        return None
    if case.is_suspended and case.question is not None:
        return case.question.due
    since = [case.submitted_at]
    since += [one.at for one in case.decisions if one.result is Result.PASSED]
    if case.question is not None and case.question.answered_at is not None:
        since.append(case.question.answered_at)
    return stage_due(record, max(since))


def waiting_for(case: Case) -> str:
    """Return the name of what is waited for, the same until it has come."""
    asked = sum(one.result is Result.UNDETERMINED for one in case.decisions)
    if case.is_suspended:
        return f"answer_{asked}"
    return f"stage_{STAGE_NUMBERS[case.stage]}_{asked}"
