"""From rows to what the core judges: the case of a revision and what people did around it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.organisation.selectors import county_office, tenure_list
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import (
    DecisionRecord,
    EndRecord,
    GapRecord,
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
UNREAD, MEDIA = "unread", "media"


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows that a case is made of."""

    makers: frozenset[str]
    decisions: tuple[DecisionRecord, ...]
    question: QuestionRecord | None
    submission: SubmissionRecord | None
    is_ended: bool


def case_get(dossier: Dossier) -> Case:
    """Return the case of a revision as it stands. Seven queries."""
    found = _Found(
        makers=dossier.makers,
        decisions=dossier.decisions,
        question=dossier.question,
        submission=dossier.submission,
        is_ended=dossier.revision.purged_at is not None or dossier.end is not None,
    )
    return _to_case(dossier.revision, found, parts_of(dossier.content))


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


def surroundings_get(dossier: Dossier, at: datetime.datetime) -> Surroundings:
    """Return what a move of the dossier's person is judged by at this moment. 14 queries."""
    revision, attribute, secrecy = dossier.revision, dossier.attribute, dossier.secrecy
    concluded = secrecy is not None and (secrecy.result, secrecy.sha256) == (
        Result.PASSED.value,
        revision.sha256,
    )
    return Surroundings(
        in_house=frozenset({dossier.person} if dossier.is_in_house else ()),
        tenures=dossier.tenures,
        opened=dossier.opened,
        settled=not findings_open(dossier),
        looked_at=not gaps_unseen(dossier, dossier.person),
        unread=unread_places(dossier),
        secrecy_concluded=concluded,
        self_proofed=dossier.submission is not None,
        attribute=Attribute(attribute.attribute) if attribute else None,
        author_may_first_review=revision.manuscript.unit.author_may_first_review is True,
        county_reviewers=holders(dossier.office_tenures, (Position.COUNTY_REVIEWER,), at),
    )


def findings_open(dossier: Dossier) -> tuple[OpenFinding, ...]:
    """Return the findings that keep the gate shut: those of the newest audit. Four queries.

    Without an audit there are none; that there is none stands in ``unread_places``.
    """
    return undecided(findings_of(dossier), finding_decisions(dossier))


def findings_of(dossier: Dossier) -> tuple[OpenFinding, ...]:
    """Return all findings of the newest audit as the core knows them. Three queries."""
    return tuple(stands_in_source(row, dossier.capture) for row in dossier.findings)


def finding_decisions(dossier: Dossier) -> tuple[FindingDecision, ...]:
    """Return what people said about the findings, in order. One query."""
    return tuple(row.to_decision() for row in dossier.finding_decisions)


def question_last(revision: RevisionRecord) -> QuestionRecord | None:
    """Return the last question, answered or not. One query."""
    rows = QuestionRecord.objects.filter(decision__revision=revision)
    return rows.select_related("decision").order_by("-id").first()


def unread_places(dossier: Dossier) -> tuple[str, ...]:
    """Return what only a new run of the audit can close (R49). Two queries.

    No run, or one that came to no result, is such a thing itself.
    """
    if dossier.audit is None:
        return (f"{UNFINISHED}还没有进行",)
    places = tuple(f"{gap.part}·{gap.place}" for gap in dossier.gaps if gap.kind == UNREAD)
    return places if dossier.audit.is_finished else (f"{UNFINISHED}没有得出结果", *places)


def gaps_unseen(dossier: Dossier, person: str) -> tuple[GapRecord, ...]:
    """Return the pictures, videos and sounds that a person has not looked at. Three queries."""
    seen = {row.gap for row in dossier.gap_views if row.person_id == person}
    return tuple(one for one in dossier.gaps if one.kind == MEDIA and one.key not in seen)


def in_house(person: str) -> frozenset[str]:
    """Return the person if they serve: active, and no contractor (R5). One query."""
    serving = PersonRecord.objects.filter(
        id=person, disabled_at=None, employment=Employment.IN_HOUSE.value
    )
    return frozenset(serving.values_list("id", flat=True))


def holds_here(dossier: Dossier, at: datetime.datetime, *positions: Position) -> bool:
    """Whether the dossier's person serves and holds a position in its unit. Two queries."""
    return dossier.is_in_house and dossier.person in holders(dossier.tenures, positions, at)


def holds_in_office(dossier: Dossier, at: datetime.datetime, *positions: Position) -> bool:
    """Whether the dossier's person serves and holds one in the county office. Three queries."""
    return dossier.is_in_house and dossier.person in holders(dossier.office_tenures, positions, at)


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
