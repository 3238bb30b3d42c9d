"""Everything a page or a program shows of one revision under review, for whoever looks."""

import datetime
from dataclasses import dataclass

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.organisation.selectors import tenure_list
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
    audit_latest,
    capture_latest,
    case_get,
    findings_open,
    opened_parts,
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

    revision: RevisionRecord
    stage: Stage
    submission: SubmissionRecord | None
    end: EndRecord | None
    due: datetime.datetime | None
    missing: Position | None
    steps: tuple[Step, ...]
    question: QuestionRecord | None
    audit: AuditRecord | None
    unread: tuple[str, ...]
    findings: tuple[ShownFinding, ...]
    gaps: tuple[ShownGap, ...]
    secrecy: SecrecyRecord | None
    attribute: AttributeRecord | None
    capture: CaptureRecord | None
    parts: tuple[str, ...]
    opened: frozenset[str]
    may: tuple[May, ...]


def case_view(*, viewer: str, revision: str, at: datetime.datetime) -> CaseView:
    """Return a revision under review as the viewer sees it. About fifty queries."""
    record = revision_get(viewer=viewer, revision=revision, at=at)
    case = case_get(record)
    tenures = tenure_list(unit=case.revision.unit)
    audit = audit_latest(record)
    questions = QuestionRecord.objects.filter(decision__revision=record)
    return CaseView(
        revision=record,
        stage=case.stage,
        submission=SubmissionRecord.objects.filter(revision=record).first(),
        end=EndRecord.objects.filter(revision=record).first(),
        due=case_due(record, case),
        missing=missing_position(case, tenures, at),
        steps=tuple(_step(record, case, stage, at) for stage in REVIEWS),
        question=questions.select_related("asked", "decision__person").order_by("-id").first(),
        audit=audit,
        unread=unread_places(audit),
        findings=_findings(record, audit),
        gaps=_gaps(record, audit),
        secrecy=record.secrecy.select_related("person").order_by("-id").first(),
        attribute=record.attributes.select_related("person").order_by("-id").first(),
        capture=capture_latest(record),
        parts=tuple(sorted(case.revision.parts)),
        opened=opened_parts(record, viewer),
        may=may_do(record, case, viewer, at),
    )


def _step(record: RevisionRecord, case: Case, stage: Stage, at: datetime.datetime) -> Step:
    rows = record.decisions.select_related("person").order_by("at")
    own = tuple(row for row in rows if NUMBERS[row.stage] is stage)
    is_passed = any(row.result == Result.PASSED.value for row in own)
    people = stage_people(case, stage, tenure_list(unit=case.revision.unit), at)
    candidates = PersonRecord.objects.filter(id__in=people).order_by("name", "id")
    return Step(
        stage=stage,
        position=position_of(case, stage),
        is_current=case.stage is stage,
        decisions=own,
        candidates=() if is_passed or case.stage is Stage.ENDED else tuple(candidates),
    )


def _findings(record: RevisionRecord, audit: AuditRecord | None) -> tuple[ShownFinding, ...]:
    if audit is None:
        return ()
    said = tuple(record.finding_decisions.select_related("person").order_by("id"))
    is_open = {one.id for one in findings_open(record)}
    return tuple(
        ShownFinding(
            finding,
            tuple(one for one in said if one.finding == finding.key),
            finding.key in is_open,
        )
        for finding in audit.findings.order_by("id")
    )


def _gaps(record: RevisionRecord, audit: AuditRecord | None) -> tuple[ShownGap, ...]:
    if audit is None:
        return ()
    views = tuple(record.gap_views.select_related("person").order_by("id"))
    return tuple(
        ShownGap(gap, tuple(view for view in views if view.gap == gap.key))
        for gap in audit.gaps.order_by("id")
    )
