"""From rows to what the core judges: the form as it stands, and what it is judged by."""

from django.utils.timezone import localdate

from shenfa.desk.form.comparing import UNREADABLE, Row
from shenfa.desk.form.models import (
    CommitmentRecord,
    ComparisonRecord,
    CountyDecisionRecord,
    FormRecord,
    SubmittedFormRecord,
)
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.review.models import DecisionRecord
from shenfa.review import Attribute, Result
from shenfa.review.form import Commitment, Evidence, Form, FormState, Grounds

FINAL = 3
COPIES = 4
"""The commitment that is made on a comparison."""
STATES = {
    "approved": FormState.ACCEPTED,
    "form_returned": FormState.RETURNED,
    "text_returned": FormState.RETURNED,
}
SECRECY = "保密"


def comparison_of(form: FormRecord) -> ComparisonRecord | None:
    """Return the comparison of the present two copies: the one with a result, else the newest.

    One query.
    """
    if form.formal_id is None or form.electronic_id is None:
        return None
    rows = ComparisonRecord.objects.filter(
        form=form, formal_id=form.formal_id, electronic_id=form.electronic_id
    )
    return rows.order_by("-is_finished", "-at", "-id").first()


def open_differences(comparison: ComparisonRecord) -> tuple[Row, ...]:
    """Return the differences that nobody has closed. One query."""
    closed = set(comparison.decisions.values_list("difference", flat=True))
    rows: list[Row] = comparison.differences
    return tuple(row for row in rows if row["kind"] != UNREADABLE and row["key"] not in closed)


def commitments_of(
    form: FormRecord, comparison: ComparisonRecord | None
) -> tuple[CommitmentRecord, ...]:
    """Return the commitments that stand: number 4 only for the present copies. One query."""
    rows = form.commitments.select_related("person").order_by("number", "at")
    return tuple(
        row for row in rows if row.number != COPIES or _is_on(row.comparison_id, comparison)
    )


def last_submission(form: FormRecord) -> SubmittedFormRecord | None:
    """Return the last round, with the county office's decision if there is one. One query."""
    rows = form.submissions.select_related("decision", "decision__person", "person")
    return rows.order_by("-round").first()


def decision_of(submitted: SubmittedFormRecord) -> CountyDecisionRecord | None:
    """Return what the county office decided on a round, None while it waits."""
    decision: CountyDecisionRecord | None = getattr(submitted, "decision", None)
    return decision


def state_of(submitted: SubmittedFormRecord | None) -> FormState:
    """Return where the form stands after its last round."""
    if submitted is None:
        return FormState.OPEN
    decision = decision_of(submitted)
    return FormState.SUBMITTED if decision is None else STATES[decision.result]


def to_form(form: FormRecord) -> Form:
    """Return the form as the core knows it. Five queries."""
    comparison = comparison_of(form)
    return Form(
        sha256=form.revision.sha256,
        has_formal_copy=form.formal_id is not None,
        has_electronic_copy=form.electronic_id is not None,
        open_differences=len(open_differences(comparison)) if comparison else 0,
        contains_media=form.contains_media,
        says_media=form.says_media,
        commitments=tuple(
            Commitment(row.number, row.person_id, row.at)
            for row in commitments_of(form, comparison)
        ),
        signature=_evidence(form.signature_id, form.signature_kind),
        seal=_evidence(form.seal_id, form.seal_kind),
        dated=form.dated,
        state=state_of(last_submission(form)),
    )


def passed_list(revision: RevisionRecord) -> tuple[DecisionRecord, ...]:
    """Return the reviews that were passed, in their order. One query."""
    rows = revision.decisions.filter(result=Result.PASSED.value, sha256=revision.sha256)
    return tuple(rows.select_related("person").order_by("stage"))


def to_grounds(revision: RevisionRecord) -> Grounds:
    """Return what commitments and submission are judged by. Three queries."""
    passed = passed_list(revision)
    final = next((row for row in passed if row.stage == FINAL), None)
    parts = {str(item) for row in passed for item in row.proof}
    secrecy = revision.secrecy.filter(sha256=revision.sha256).order_by("id").last()
    if secrecy is not None and secrecy.result == Result.PASSED.value:
        parts.add(SECRECY)
    attribute = revision.attributes.order_by("id").last()
    return Grounds(
        sha256=revision.sha256,
        final_review=localdate(final.at) if final and len(passed) == FINAL else None,
        is_proactive=attribute is not None and attribute.attribute == Attribute.PROACTIVE.value,
        reviewed_parts=frozenset(parts),
    )


def involved_in(form: FormRecord) -> frozenset[str]:
    """Return everybody who handled the revision or its form before the county office. I12."""
    revision = form.revision
    people = {revision.maker_id, revision.cut_by_id, form.opened_by_id}
    for rows in (
        revision.authors,
        revision.decisions,
        revision.secrecy,
        revision.attributes,
        revision.finding_decisions,
        revision.gap_views,
        form.commitments,
        form.submissions,
    ):
        people.update(rows.values_list("person_id", flat=True))
    closers = ComparisonRecord.objects.filter(form=form, decisions__isnull=False)
    people.update(closers.values_list("decisions__person_id", flat=True))
    return frozenset(people)


def _is_on(comparison_id: str | None, comparison: ComparisonRecord | None) -> bool:
    return comparison is not None and comparison_id == comparison.id


def _evidence(sha256: str | None, kind: str) -> Evidence | None:
    return Evidence(sha256, kind) if sha256 else None
