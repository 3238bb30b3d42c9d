"""From rows to what the core judges: the form as it stands, and what it is judged by.

Everything is chosen among all rows of a form, so that a list can fetch them beforehand.
"""

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
FETCHED = (
    "comparisons__decisions",
    "commitments",
    "submissions__decision__person",
    "submissions__person",
    "revision__decisions",
    "revision__secrecy",
    "revision__attributes",
)
"""What a list, or a page that asks more than once, fetches of its forms beforehand."""


def comparison_of(form: FormRecord) -> ComparisonRecord | None:
    """Return the comparison of the present two copies: the one with a result, else the newest.

    One query.
    """
    if form.formal_id is None or form.electronic_id is None:
        return None
    pair = (form.formal_id, form.electronic_id)
    rows = (row for row in form.comparisons.all() if (row.formal_id, row.electronic_id) == pair)
    return max(rows, key=lambda row: (row.is_finished, row.at, row.id), default=None)


def open_differences(comparison: ComparisonRecord) -> tuple[Row, ...]:
    """Return the differences that nobody has closed. One query."""
    closed = {row.difference for row in comparison.decisions.all()}
    rows: list[Row] = comparison.differences
    return tuple(row for row in rows if row["kind"] != UNREADABLE and row["key"] not in closed)


def commitments_of(
    form: FormRecord, comparison: ComparisonRecord | None
) -> tuple[CommitmentRecord, ...]:
    """Return the commitments that stand: number 4 only for the present copies. One query."""
    rows = sorted(form.commitments.all(), key=lambda row: (row.number, row.at))
    return tuple(
        row for row in rows if row.number != COPIES or _is_on(row.comparison_id, comparison)
    )


def last_submission(form: FormRecord) -> SubmittedFormRecord | None:
    """Return the last round. One query."""
    return max(form.submissions.all(), key=lambda row: row.round, default=None)


def decision_of(submitted: SubmittedFormRecord) -> CountyDecisionRecord | None:
    """Return what the county office decided on a round, None while it waits. One query."""
    decision: CountyDecisionRecord | None = getattr(submitted, "decision", None)
    return decision


def state_of(submitted: SubmittedFormRecord | None) -> FormState:
    """Return where the form stands after its last round."""
    if submitted is None:
        return FormState.OPEN
    decision = decision_of(submitted)
    return FormState.SUBMITTED if decision is None else STATES[decision.result]


def to_form(form: FormRecord) -> Form:
    """Return the form as the core knows it. Six queries."""
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
    passed = (Result.PASSED.value, revision.sha256)
    rows = (row for row in revision.decisions.all() if (row.result, row.sha256) == passed)
    return tuple(sorted(rows, key=lambda row: row.stage))


def to_grounds(revision: RevisionRecord) -> Grounds:
    """Return what commitments and submission are judged by. Three queries."""
    passed = passed_list(revision)
    final = next((row for row in passed if row.stage == FINAL), None)
    parts = {str(item) for row in passed for item in row.proof}
    concluded = (row for row in revision.secrecy.all() if row.sha256 == revision.sha256)
    secrecy = max(concluded, key=lambda row: row.id, default=None)
    if secrecy is not None and secrecy.result == Result.PASSED.value:
        parts.add(SECRECY)
    attribute = max(revision.attributes.all(), key=lambda row: row.id, default=None)
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
