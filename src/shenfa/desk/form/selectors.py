"""Reading forms: what a person may see is their own unit's, the county office sees all."""

import datetime
from dataclasses import dataclass

from shenfa.desk.form.models import CountyContactRecord, FormRecord, SubmittedFormRecord
from shenfa.desk.form.standing import last_submission, state_of
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.selectors import county_office, unit_visible
from shenfa.desk.organisation.staffing import end_of_next_working_day
from shenfa.desk.refusals import NotFound
from shenfa.review.form import FormState

OFFICE_NAME = "人民政府办公室"
OPINIONS = {"approved": "同意发布", "form_returned": "退回补表", "text_returned": "退回改稿"}
"""What the county office can say."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission that waits for the county office, complete already, and until when.

    The limit (the end of the next working day) is the system's default, not the notice's.
    """

    submitted: SubmittedFormRecord
    revision: RevisionRecord
    due: datetime.datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom units ask at the county office (R30), and how the annex calls the county.

    ``contact`` and ``phone`` are empty until somebody was named.
    """

    county: str
    contact: str
    phone: str


def form_get(*, viewer: str, revision: str, at: datetime.datetime) -> FormRecord:
    """Return the form of a revision that the person may see, or refuse as if there were none."""
    visible = unit_visible(viewer=viewer, at=at)
    forms = FormRecord.objects.select_related("revision__manuscript__unit")
    found = forms.filter(revision_id=revision, revision__manuscript__unit__in=visible).first()
    if found is None:
        raise NotFound("信息审核表")
    return found


def form_state(revision: str) -> FormState | None:
    """Return where the form of a revision stands, None where there is none. Two queries."""
    form = FormRecord.objects.filter(revision_id=revision).first()
    return state_of(last_submission(form)) if form else None


def submission_get(
    *, viewer: str, revision: str, number: int, at: datetime.datetime
) -> SubmittedFormRecord:
    """Return one round of a form that the person may see, or refuse as if there were none."""
    form = form_get(viewer=viewer, revision=revision, at=at)
    rows = form.submissions.select_related("form__revision", "person", "decision__person")
    found = rows.filter(round=number).first()
    if found is None:
        raise NotFound("报送记录")
    return found


def county_queue(*, viewer: str, at: datetime.datetime) -> tuple[Waiting, ...]:
    """Return the submissions that wait, the oldest first: all to the county office, else own.

    One query.
    """
    rows = SubmittedFormRecord.objects.filter(
        decision=None, form__revision__manuscript__unit__in=unit_visible(viewer=viewer, at=at)
    ).select_related("form__revision__manuscript__unit", "person")
    found = []
    for row in rows.order_by("at", "id"):
        due = end_of_next_working_day(row.at)
        found.append(Waiting(row, row.form.revision, due, at >= due))
    return tuple(found)


def contact_get() -> Contact:
    """Return whom units ask at the county office. At most two queries."""
    row = CountyContactRecord.objects.last()
    if row is None:
        return Contact(county_office().name.removesuffix(OFFICE_NAME), "", "")
    return Contact(row.county, row.contact, row.phone)
