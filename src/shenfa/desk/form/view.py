"""A form as people see it: where it stands, what is missing, what each commitment still needs."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.timezone import localdate

from shenfa.desk.form.comparing import UNREADABLE, Row
from shenfa.desk.form.judging import commitment_reason, submission_reasons
from shenfa.desk.form.models import (
    CommitmentRecord,
    ComparisonRecord,
    DifferenceDecisionRecord,
    FormRecord,
    SubmittedFormRecord,
)
from shenfa.desk.form.selectors import Contact, contact_get, form_get
from shenfa.desk.form.standing import (
    FETCHED,
    commitments_of,
    comparison_of,
    last_submission,
    state_of,
)
from shenfa.review.form import FormState
from shenfa.writers.form import COMMITMENTS

AREA_CODE = re.compile(r"\D*(?:0\d{2,3}\D*\d{7,8}|1\d{10})(?!\d)")
NO_AREA_CODE = "联系电话没有区号，请核对"


@dataclass(frozen=True, slots=True)
class Step:
    """A commitment with its sentence: given by whom and when, or why it cannot be given yet."""

    number: int
    sentence: str
    given: CommitmentRecord | None
    refusal: str


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A difference of the copies as it is stored, and who closed it."""

    row: Row
    closed: DifferenceDecisionRecord | None


@dataclass(frozen=True, slots=True)
class FormView:
    """A form. ``unread`` says why the comparison has no result, ``wanting`` why it cannot go up.

    ``lacks`` is everything that it lacks, ``advice`` what people should look at again; that holds
    nothing up.
    """

    form: FormRecord
    state: FormState
    comparison: ComparisonRecord | None
    differences: tuple[ShownDifference, ...]
    unread: tuple[str, ...]
    steps: tuple[Step, ...]
    submitted: SubmittedFormRecord | None
    wanting: str
    lacks: tuple[str, ...]
    advice: tuple[str, ...]
    contact: Contact


def form_view(*, viewer: str, revision: str, at: datetime.datetime) -> FormView:
    """Return everything about a form that the person may see. About fifteen queries."""
    form = form_get(viewer=viewer, revision=revision, at=at)
    prefetch_related_objects([form], *FETCHED, "comparisons__decisions__person")
    comparison = comparison_of(form)
    rows: list[Row] = comparison.differences if comparison else []
    submitted = last_submission(form)
    lacks = submission_reasons(form, localdate(at))
    return FormView(
        form=form,
        state=state_of(submitted),
        comparison=comparison,
        differences=_differences(comparison, rows),
        unread=tuple(row["message"] for row in rows if row["kind"] == UNREADABLE),
        steps=_steps(form, comparison),
        submitted=submitted,
        wanting=next(iter(lacks), ""),
        lacks=lacks,
        advice=advice_on(form.phone),
        contact=contact_get(),
    )


def advice_on(phone: str) -> tuple[str, ...]:
    """Return what people should look at again on a form."""
    return (NO_AREA_CODE,) if phone and not AREA_CODE.match(phone) else ()


def _differences(
    comparison: ComparisonRecord | None, rows: list[Row]
) -> tuple[ShownDifference, ...]:
    if comparison is None:
        return ()
    closed = {row.difference: row for row in comparison.decisions.all()}
    return tuple(
        ShownDifference(row, closed.get(row["key"])) for row in rows if row["kind"] != UNREADABLE
    )


def _steps(form: FormRecord, comparison: ComparisonRecord | None) -> tuple[Step, ...]:
    given = {row.number: row for row in commitments_of(form, comparison)}
    return tuple(
        Step(
            number,
            sentence,
            given.get(number),
            "" if number in given else commitment_reason(form, number),
        )
        for number, sentence in enumerate(COMMITMENTS, start=1)
    )
