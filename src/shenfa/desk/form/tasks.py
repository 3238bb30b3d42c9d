"""What waits for a person around the review form: derived, so that nothing is lost (I19, I31)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet

from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.form.listing import FormRow, form_row
from shenfa.desk.form.models import FormRecord
from shenfa.desk.form.standing import (
    FETCHED,
    FINAL,
    commitments_of,
    comparison_of,
    open_differences,
    passed_list,
)
from shenfa.desk.manuscripts.models import RenderingRecord, RevisionRecord
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import office_positions, unit_visible
from shenfa.desk.review.models import DecisionRecord, EndRecord
from shenfa.review import Position, Result
from shenfa.writers.form import COMMITMENTS


class FormTaskKind(StrEnum):
    """What has to be done with a form."""

    OPEN = "open"
    COMPLETE = "complete"
    RETURNED = "returned"
    DIFFERENCES = "differences"
    COMMIT = "commit"
    COUNTY = "county"


TASK_NAMES = {
    FormTaskKind.OPEN: "待填报审核表",
    FormTaskKind.COMPLETE: "待补全审核表",
    FormTaskKind.RETURNED: "退回补表",
    FormTaskKind.DIFFERENCES: "差异待处置",
    FormTaskKind.COMMIT: "待确认承诺",
    FormTaskKind.COUNTY: "待县府办审核",
}


@dataclass(frozen=True, slots=True)
class FormTask:
    """One thing that waits. ``row`` is empty where the form has still to be opened."""

    kind: FormTaskKind
    revision: RevisionRecord
    row: FormRow | None = None

    @property
    def name(self) -> str:
        """What the task is called."""
        return TASK_NAMES[self.kind]


def form_task_list(*, person: str, at: datetime.datetime) -> tuple[FormTask, ...]:
    """Return what waits for a person around forms; what is due first. Twelve queries."""
    visible = unit_visible(viewer=person, at=at)
    over = EndRecord.objects.filter(revision=OuterRef("revision"))
    forms = (
        FormRecord.objects.filter(revision__manuscript__unit__in=visible, revision__purged_at=None)
        .filter(~Exists(over))
        .exclude(submissions__decision__result="approved")
        .select_related("revision__manuscript__unit")
        .prefetch_related(*FETCHED)
        .order_by("opened_at", "revision_id")
    )
    is_reviewer = Position.COUNTY_REVIEWER in office_positions(person=person, at=at)
    found = [FormTask(FormTaskKind.OPEN, one) for one in _unopened(person, visible)]
    for form in forms:
        row = form_row(form, at)
        found += [
            FormTask(kind, form.revision, row)
            for kind in _kinds(row, person, is_reviewer=is_reviewer)
        ]
    late = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return tuple(sorted(found, key=lambda one: (one.row.due if one.row else None) or late))


def _kinds(row: FormRow, person: str, *, is_reviewer: bool) -> Iterator[FormTaskKind]:
    form = row.form
    if row.due is not None:
        if is_reviewer:
            yield FormTaskKind.COUNTY
        return
    passed = passed_list(form.revision)
    comparison = comparison_of(form)
    left = open_differences(comparison) if comparison and comparison.is_finished else ()
    is_signatory = any(one.stage == FINAL and one.person_id == person for one in passed)
    if left and is_signatory:
        yield FormTaskKind.DIFFERENCES
    given = commitments_of(form, comparison)
    is_ready = comparison is not None and comparison.is_finished and not left
    if is_signatory and is_ready and len(given) < len(COMMITMENTS):
        yield FormTaskKind.COMMIT
    if form.opened_by_id == person:
        yield FormTaskKind.RETURNED if row.decision else FormTaskKind.COMPLETE


def _unopened(person: str, visible: QuerySet[UnitRecord]) -> tuple[RevisionRecord, ...]:
    """Return what a person wrote for a main column, approved and without its form. One query."""
    main = RenderingRecord.objects.filter(
        revision=OuterRef("id"), channel__kind=ChannelKind.MAIN_COLUMN.value
    )
    approved = DecisionRecord.objects.filter(
        revision=OuterRef("id"), stage=FINAL, result=Result.PASSED.value
    )
    rows = RevisionRecord.objects.filter(
        Exists(main),
        Exists(approved),
        ~Exists(EndRecord.objects.filter(revision=OuterRef("id"))),
        ~Exists(FormRecord.objects.filter(revision=OuterRef("id"))),
        manuscript__unit__in=visible,
        cut_by=person,
        purged_at=None,
    )
    return tuple(rows.select_related("manuscript__unit").order_by("cut_at", "id"))
