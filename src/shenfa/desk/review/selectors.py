"""From rows to what the core judges: the case of a revision and what people did around it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.organisation.selectors import county_office, tenure_list
from shenfa.desk.review.models import (
    AuditRecord,
    CaptureRecord,
    DecisionRecord,
    EndRecord,
    QuestionRecord,
    SubmissionRecord,
)
from shenfa.desk.review.source_spans import stands_in_source
from shenfa.review import (
    REVIEWS,
    Attribute,
    Case,
    Decision,
    Employment,
    FindingDecision,
    OpenFinding,
    Position,
    Question,
    Result,
    Revision,
    Stage,
    Surroundings,
    undecided,
)
from shenfa.review.content import parts_of
from shenfa.review.duties import Tenure
from shenfa.text import ContentKind

NUMBERS = {1: Stage.FIRST, 2: Stage.SECOND, 3: Stage.FINAL}
STAGE_NUMBERS = {stage: number for number, stage in NUMBERS.items()}
UNFINISHED = "自动检查"


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows that a case is made of."""

    makers: frozenset[str]
    decisions: tuple[DecisionRecord, ...]
    question: QuestionRecord | None
    submission: SubmissionRecord | None
    is_ended: bool


def case_get(revision: RevisionRecord) -> Case:
    """Return the case of a revision as it stands. Eight queries."""
    found = _Found(
        makers=frozenset(revision.authors.values_list("person_id", flat=True)),
        decisions=tuple(revision.decisions.order_by("at", "stage")),
        question=question_last(revision),
        submission=SubmissionRecord.objects.filter(revision=revision).first(),
        is_ended=is_ended(revision),
    )
    return _to_case(revision, found, parts_of(revision.to_content()))


def with_outline(revisions: QuerySet[RevisionRecord]) -> QuerySet[RevisionRecord]:
    """Return the query with what ``case_outline`` looks at: three more queries, however many."""
    return revisions.select_related("submissionrecord", "end").prefetch_related(
        "authors", "decisions__questions"
    )


def case_outline(revision: RevisionRecord) -> Case:
    """Return the case of a row of ``with_outline``, without the parts to be opened. No query."""
    decisions = sorted(revision.decisions.all(), key=lambda row: (row.at, row.stage))
    questions = [row for decision in decisions for row in decision.questions.all()]
    found = _Found(
        makers=frozenset(row.person_id for row in revision.authors.all()),
        decisions=tuple(decisions),
        question=max(questions, key=lambda row: row.id, default=None),
        submission=getattr(revision, "submissionrecord", None),
        is_ended=revision.purged_at is not None or getattr(revision, "end", None) is not None,
    )
    return _to_case(revision, found, frozenset())


def surroundings_get(revision: RevisionRecord, person: str, at: datetime.datetime) -> Surroundings:
    """Return what a move of this person is judged by at this moment. About fifteen queries."""
    audit = audit_latest(revision)
    unit = revision.manuscript.unit
    attribute = revision.attributes.order_by("id").last()
    secrecy = revision.secrecy.order_by("id").last()
    concluded = secrecy is not None and (secrecy.result, secrecy.sha256) == (
        Result.PASSED.value,
        revision.sha256,
    )
    return Surroundings(
        in_house=in_house(person),
        tenures=tenure_list(unit=unit.id),
        opened=opened_parts(revision, person),
        settled=not findings_open(revision),
        looked_at=not gaps_unseen(audit, revision, person),
        unread=unread_places(audit),
        secrecy_concluded=concluded,
        self_proofed=SubmissionRecord.objects.filter(revision=revision).exists(),
        attribute=Attribute(attribute.attribute) if attribute else None,
        author_may_first_review=unit.author_may_first_review is True,
        county_reviewers=county_reviewers(at),
    )


def findings_open(revision: RevisionRecord) -> tuple[OpenFinding, ...]:
    """Return the findings that keep the gate shut: those of the newest audit. Five queries.

    Without an audit there are none; that there is none stands in ``unread_places``.
    """
    return undecided(findings_of(revision), finding_decisions(revision))


def findings_of(revision: RevisionRecord) -> tuple[OpenFinding, ...]:
    """Return all findings of the newest audit as the core knows them. Four queries."""
    audit = audit_latest(revision)
    if audit is None:
        return ()
    capture = capture_latest(revision)
    return tuple(stands_in_source(row, capture) for row in audit.findings.all())


def finding_decisions(revision: RevisionRecord) -> tuple[FindingDecision, ...]:
    """Return what people said about the findings, in order. One query."""
    return tuple(row.to_decision() for row in revision.finding_decisions.order_by("id"))


def audit_latest(revision: RevisionRecord) -> AuditRecord | None:
    """Return the newest run of the audit, which is the one that counts. One query."""
    return revision.audits.order_by("-number").first()


def capture_latest(revision: RevisionRecord) -> CaptureRecord | None:
    """Return the newest capture of the source, which is the one that counts. One query."""
    return revision.captures.order_by("-id").first()


def question_last(revision: RevisionRecord) -> QuestionRecord | None:
    """Return the last question, answered or not. One query."""
    rows = QuestionRecord.objects.filter(decision__revision=revision)
    return rows.select_related("decision").order_by("-id").first()


def opened_parts(revision: RevisionRecord, person: str) -> frozenset[str]:
    """Return the parts of this revision that a person has opened. One query."""
    return frozenset(revision.opened.filter(person_id=person).values_list("part", flat=True))


def unread_places(audit: AuditRecord | None) -> tuple[str, ...]:
    """Return what only a new run of the audit can close (R49). One query.

    No run, or one that came to no result, is such a thing itself.
    """
    if audit is None:
        return (f"{UNFINISHED}还没有进行",)
    gaps = audit.gaps.filter(kind="unread").order_by("id")
    places = tuple(f"{gap.part}·{gap.place}" for gap in gaps)
    return places if audit.is_finished else (f"{UNFINISHED}没有得出结果", *places)


def gaps_unseen(
    audit: AuditRecord | None, revision: RevisionRecord, person: str
) -> tuple[str, ...]:
    """Return the pictures, videos and sounds that a person has not looked at. Two queries."""
    if audit is None:
        return ()
    seen = set(revision.gap_views.filter(person_id=person).values_list("gap", flat=True))
    media = audit.gaps.filter(kind="media").order_by("id").values_list("key", flat=True)
    return tuple(key for key in media if key not in seen)


def in_house(person: str) -> frozenset[str]:
    """Return the person if they serve: active, and no contractor (R5). One query."""
    serving = PersonRecord.objects.filter(
        id=person, disabled_at=None, employment=Employment.IN_HOUSE.value
    )
    return frozenset(serving.values_list("id", flat=True))


def holders(
    tenures: Iterable[Tenure], positions: Iterable[Position], at: datetime.datetime
) -> frozenset[str]:
    """Return who holds one of the positions at a moment, A岗 and B岗 alike."""
    wanted = frozenset(positions)
    return frozenset(
        tenure.person for tenure in tenures if tenure.position in wanted and tenure.holds_at(at)
    )


def county_reviewers(at: datetime.datetime) -> frozenset[str]:
    """Return the county office's reviewers at a moment. Two queries."""
    return holders(tenure_list(unit=county_office().id), (Position.COUNTY_REVIEWER,), at)


def is_ended(revision: RevisionRecord) -> bool:
    """Whether a revision has come to an end, or its bytes were purged. One query."""
    return revision.purged_at is not None or EndRecord.objects.filter(revision=revision).exists()


def _to_case(revision: RevisionRecord, found: _Found, parts: frozenset[str]) -> Case:
    return Case(
        revision=Revision(
            id=revision.id,
            sha256=revision.sha256,
            unit=revision.manuscript.unit_id,
            makers=found.makers,
            parts=parts,
            is_official=revision.kind == ContentKind.OFFICIAL.value,
            is_major=revision.is_major,
        ),
        stage=_stage(found),
        decisions=tuple(_to_decision(row) for row in found.decisions),
        question=_to_question(found.question),
        submitted_at=found.submission.at if found.submission else None,
    )


def _stage(found: _Found) -> Stage:
    if found.is_ended:
        return Stage.ENDED
    if found.submission is None:
        return Stage.DRAFT
    passed = sum(row.result == Result.PASSED.value for row in found.decisions)
    return REVIEWS[passed] if passed < len(REVIEWS) else Stage.APPROVED


def _to_decision(row: DecisionRecord) -> Decision:
    return Decision(
        stage=NUMBERS[row.stage],
        person=row.person_id,
        position=Position(row.position),
        result=Result(row.result),
        at=row.at,
        note=row.comment,
        before_receipt=row.is_before_receipt,
    )


def _to_question(row: QuestionRecord | None) -> Question | None:
    if row is None:
        return None
    return Question(
        stage=NUMBERS[row.decision.stage],
        asked_by=row.decision.person_id,
        to=row.asked_id,
        due=row.due,
        text=row.decision.comment,
        answer=row.answer,
        answered_at=row.answered_at,
    )
