"""Everything a page or a program shows of one revision under review, for whoever looks."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import (
    AttributeRecord,
    AuditRecord,
    CaptureRecord,
    DecisionRecord,
    EndRecord,
    FindingDecisionRecord,
    FindingRecord,
    GapRecord,
    GapViewRecord,
    QuestionRecord,
    SecrecyRecord,
    SubmissionRecord,
)
from shenfa.desk.review.possibilities import May, may_do
from shenfa.desk.review.selectors import (
    NUMBERS,
    case_get,
    findings_open,
    unread_places,
)
from shenfa.desk.review.tasks import missing_position
from shenfa.desk.review.waiting import case_due, position_of, stage_people
from shenfa.review import (
    REVIEWS,
    Case,
    Position,
    Result,
    Stage,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the stepper: who decided it, or who could."""

    stage: Stage
    position: Position
    is_current: bool
    decisions: tuple[DecisionRecord, ...]
    candidates: tuple[PersonRecord, ...]


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding and what people said about it; the last word counts."""

    finding: FindingRecord
    decisions: tuple[FindingDecisionRecord, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class ShownGap:
    """What could not be read, and who looked at it."""

    gap: GapRecord
    views: tuple[GapViewRecord, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """One revision under review. ``missing`` is the position that nobody holds."""

    dossier: Dossier
    stage: Stage
    due: datetime.datetime | None
    missing: Position | None
    steps: tuple[Step, ...]
    unread: tuple[str, ...]
    findings: tuple[ShownFinding, ...]
    gaps: tuple[ShownGap, ...]
    parts: tuple[str, ...]
    opened: frozenset[str]
    may: tuple[May, ...]

    @property
    def revision(self) -> RevisionRecord:
        """Return the revision."""
        return self.dossier.revision

    @property
    def submission(self) -> SubmissionRecord | None:
        """Return how it was submitted."""
        return self.dossier.submission

    @property
    def end(self) -> EndRecord | None:
        """Return how it ended."""
        return self.dossier.end

    @property
    def question(self) -> QuestionRecord | None:
        """Return the last question."""
        return self.dossier.question

    @property
    def audit(self) -> AuditRecord | None:
        """Return the run of the audit that counts."""
        return self.dossier.audit

    @property
    def secrecy(self) -> SecrecyRecord | None:
        """Return the secrecy conclusion that counts."""
        return self.dossier.secrecy

    @property
    def attribute(self) -> AttributeRecord | None:
        """Return the disclosure attribute that counts."""
        return self.dossier.attribute

    @property
    def capture(self) -> CaptureRecord | None:
        """Return the capture of the source that counts."""
        return self.dossier.capture


def case_view(*, viewer: str, revision: str, at: datetime.datetime) -> CaseView:
    """Return a revision under review as the viewer sees it. About thirty queries."""
    record = revision_get(viewer=viewer, revision=revision, at=at)
    return dossier_view(Dossier(record, viewer), at)


def dossier_view(dossier: Dossier, at: datetime.datetime) -> CaseView:
    """Return a dossier as its person sees it. Only the queries that it has not made yet."""
    case = case_get(dossier)
    return CaseView(
        dossier=dossier,
        stage=case.stage,
        due=case_due(dossier.revision, case),
        missing=missing_position(case, dossier.tenures, at),
        steps=_steps(dossier, case, at),
        unread=unread_places(dossier),
        findings=_findings(dossier),
        gaps=_gaps(dossier),
        parts=tuple(sorted(case.revision.parts)),
        opened=dossier.opened,
        may=may_do(dossier, case, at),
    )


def _steps(dossier: Dossier, case: Case, at: datetime.datetime) -> tuple[Step, ...]:
    """Return the stages with their people. One query besides those of the dossier."""
    could = {stage: stage_people(case, stage, dossier.tenures, at) for stage in REVIEWS}
    named = PersonRecord.objects.filter(id__in=frozenset[str]().union(*could.values()))
    people = tuple(named.order_by("name", "id"))
    return tuple(
        _step(dossier, case, stage, [one for one in people if one.id in could[stage]])
        for stage in REVIEWS
    )


def _step(dossier: Dossier, case: Case, stage: Stage, could: Iterable[PersonRecord]) -> Step:
    own = tuple(row for row in dossier.decisions if NUMBERS[row.stage] is stage)
    is_passed = any(row.result == Result.PASSED.value for row in own)
    return Step(
        stage=stage,
        position=position_of(case, stage),
        is_current=case.stage is stage,
        decisions=own,
        candidates=() if is_passed or case.stage is Stage.ENDED else tuple(could),
    )


def _findings(dossier: Dossier) -> tuple[ShownFinding, ...]:
    is_open = {one.id for one in findings_open(dossier)}
    return tuple(
        ShownFinding(
            finding,
            tuple(one for one in dossier.finding_decisions if one.finding == finding.key),
            finding.key in is_open,
        )
        for finding in dossier.findings
    )


def _gaps(dossier: Dossier) -> tuple[ShownGap, ...]:
    return tuple(
        ShownGap(gap, tuple(view for view in dossier.gap_views if view.gap == gap.key))
        for gap in dossier.gaps
    )
