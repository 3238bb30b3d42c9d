"""The forms that a person sees, each with where it stands and what it lacks, in words (R29–R37)."""

import datetime
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from shenfa.desk.form.judging import NOT_COMPARED, submission_reasons
from shenfa.desk.form.models import (
    CountyDecisionRecord,
    FormRecord,
    SubmittedFormRecord,
)
from shenfa.desk.form.standing import (
    FETCHED,
    comparison_of,
    decision_of,
    last_submission,
    open_differences,
)
from shenfa.desk.form.view import advice_on
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.organisation.staffing import end_of_next_working_day
from shenfa.desk.review.models import EndRecord

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

ON_A_PAGE = 50
WAITS = "waits"
GONE = (EndRecord.Cause.FAILED, EndRecord.Cause.RECALLED, EndRecord.Cause.PURGED)
"""Ends after which nobody has to look at the form any more."""


class Group(StrEnum):
    """Where a form stands, as people filter by it."""

    WAITING = "waiting"
    FILLING = "filling"
    RETURNED = "returned"
    APPROVED = "approved"
    TEXT_RETURNED = "text_returned"


GROUP_NAMES = {
    Group.WAITING: "待审核",
    Group.FILLING: "单位填报中",
    Group.RETURNED: "已退回补表",
    Group.APPROVED: "已同意",
    Group.TEXT_RETURNED: "已退回改稿",
}
WORDS = {
    "approved": Group.APPROVED,
    "form_returned": Group.RETURNED,
    "text_returned": Group.TEXT_RETURNED,
}


class Grouping(TypedDict):
    """What the database is asked of each form beside its own row."""

    word: str | None
    sent: datetime.datetime
    group: str


if TYPE_CHECKING:
    Grouped = WithAnnotations[FormRecord, Grouping]


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form in a list. ``lacks`` is what is missing, ``notes`` what to look at, in sentences.

    ``due`` is there while the county office has to answer: the end of the next working day, the
    system's default and not the notice's.
    """

    form: FormRecord
    submitted: SubmittedFormRecord | None
    decision: CountyDecisionRecord | None
    due: datetime.datetime | None
    is_late: bool
    lacks: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page of a list, and how many forms there are of each group."""

    rows: tuple[FormRow, ...]
    counts: dict[Group, int]
    number: int
    last: int


def form_page(
    *, viewer: str, at: datetime.datetime, group: Group, unit: str = "", number: int = 1
) -> FormPage:
    """Return one page of forms: what waits by its time, the rest latest first. Thirteen queries."""
    rows = _with_group(viewer, at)
    if unit:
        rows = rows.filter(revision__manuscript__unit=unit)
    counts = dict.fromkeys(Group, 0)
    for word in rows.values_list("group", flat=True):
        counts[Group(word)] += 1
    found = rows.filter(group=group.value).select_related("revision__manuscript__unit")
    order = ("sent", "revision_id") if group is Group.WAITING else ("-sent", "-opened_at")
    last = max(1, -(-counts[group] // ON_A_PAGE))
    number = min(max(1, number), last)
    begin = (number - 1) * ON_A_PAGE
    shown = found.order_by(*order).prefetch_related(*FETCHED)[begin : begin + ON_A_PAGE]
    return FormPage(tuple(form_row(one, at) for one in shown), counts, number, last)


def forms_by_unit(*, viewer: str, at: datetime.datetime) -> Counter[tuple[str, Group]]:
    """Return how many forms of each group a unit has. One query."""
    rows = _with_group(viewer, at).values_list("revision__manuscript__unit", "group")
    return Counter((unit, Group(word)) for unit, word in rows)


def form_row(form: FormRecord, at: datetime.datetime) -> FormRow:
    """Return a form as lists show it. No query where FETCHED was fetched."""
    submitted = last_submission(form)
    decision = decision_of(submitted) if submitted else None
    waits = submitted is not None and decision is None
    due = end_of_next_working_day(submitted.at) if submitted and waits else None
    is_open = submitted is None or (decision is not None and decision.result == "form_returned")
    return FormRow(
        form=form,
        submitted=submitted,
        decision=decision,
        due=due,
        is_late=due is not None and at >= due,
        lacks=_lacks(form, at) if is_open else (),
        notes=(*_compared(form), *advice_on(form.phone)),
    )


def _with_group(viewer: str, at: datetime.datetime) -> "QuerySet[Grouped]":
    rounds = SubmittedFormRecord.objects.filter(form=OuterRef("pk")).order_by("-round")
    decided = rounds.annotate(word=Coalesce("decision__result", Value(WAITS)))
    gone = EndRecord.objects.filter(cause__in=GONE).values("revision")
    return (
        FormRecord.objects.filter(revision__manuscript__unit__in=unit_visible(viewer=viewer, at=at))
        .filter(~Q(revision__in=gone), revision__purged_at=None)
        .annotate(
            word=Subquery(decided.values("word")[:1]),
            sent=Coalesce(Subquery(rounds.values("at")[:1]), F("opened_at")),
        )
        .annotate(
            group=Case(
                When(word=WAITS, then=Value(Group.WAITING.value)),
                *(When(word=word, then=Value(group.value)) for word, group in WORDS.items()),
                default=Value(Group.FILLING.value),
                output_field=CharField(),
            )
        )
    )


def _lacks(form: FormRecord, at: datetime.datetime) -> tuple[str, ...]:
    return submission_reasons(form, localdate(at))


def _compared(form: FormRecord) -> tuple[str, ...]:
    """What became of the comparison, in a sentence."""
    comparison = comparison_of(form)
    if comparison is None:
        return (NOT_COMPARED.partition("，")[0],) if form.formal_id else ()
    if not comparison.is_finished:
        return ("正式件与电子件的比对没有得出结果",)
    left = len(open_differences(comparison))
    if left:
        return (f"正式件与电子件有{left}处差异未处置",)
    told = len(comparison.differences)
    return (f"正式件与电子件的{told}处差异已逐处核对",) if told else ("正式件与电子件一致",)
