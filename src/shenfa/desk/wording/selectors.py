"""Reading the county's own tables: what is in force, what waits, what it would change."""

import datetime
from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Count, Q, QuerySet, Subquery, Value

from shenfa.desk.refusals import NotFound
from shenfa.desk.wording.county_file import Row, Tables, file_of, tables_of
from shenfa.desk.wording.keepers import may_read
from shenfa.desk.wording.kinds import BY_TABLE
from shenfa.desk.wording.models import (
    EffectRecord,
    ProposalRecord,
    RowRecord,
    WithdrawalRecord,
)

NOTHING = Tables()


def county_tables() -> Tables:
    """Return the tables in force. One query while they stay the same.

    Every check asks this at its beginning, so a change is in force for the next one. What was
    confirmed or withdrawn never changes, so the tables after one change are remembered.
    """
    counted = WithdrawalRecord.objects.annotate(all=Value(1)).values("all")
    withdrawn = Subquery(counted.annotate(count=Count("pk")).values("count"))
    confirmed = ProposalRecord.objects.filter(is_confirmed=True).annotate(withdrawn=withdrawn)
    last = confirmed.order_by("-number").values_list("id", "number", "withdrawn").first()
    return NOTHING if last is None or last[1] is None else _tables(last[0], last[1], last[2])


@lru_cache(maxsize=8)
def _tables(proposal: str, number: int, withdrawn: int | None) -> Tables:
    del proposal, withdrawn  # numbers of two databases are alike, ids are not
    return tables_of(file_of(map(to_row, rows_in_force(number))))


def last_confirmed() -> ProposalRecord | None:
    """Return the last change that was confirmed. One query."""
    return ProposalRecord.objects.filter(is_confirmed=True).order_by("-number").first()


def present_number() -> int:
    """Return the number of the last change; 0 before the first one. One query."""
    last = last_confirmed()
    return (last.number or 0) if last else 0


def rows_in_force(number: int) -> QuerySet[RowRecord]:
    """Return the rows after so many changes, without the rulings that were withdrawn."""
    gone = Q(removals__proposal__number__lte=number)
    rows = RowRecord.objects.filter(proposal__number__lte=number, withdrawal=None)
    return rows.exclude(id__in=rows.filter(gone).values("id")).order_by("kind", "label", "id")


def row_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[RowRecord]:
    """Return the rows in force, to whoever keeps or audits them."""
    if not may_read(viewer=viewer, at=at):
        return RowRecord.objects.none()
    rows = rows_in_force(present_number())
    return rows.select_related("proposal__proposed_by", "proposal__decided_by")


def row_history(*, viewer: str, at: datetime.datetime) -> tuple[ProposalRecord, ...]:
    """Return every decided proposal, the latest first, to whoever keeps or audits them."""
    decided = proposal_visible(viewer=viewer, at=at).exclude(decided_at=None)
    return tuple(decided.order_by("-decided_at", "id")[:200])


def proposal_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[ProposalRecord]:
    """Return every proposal, to whoever keeps or audits the tables."""
    rows = ProposalRecord.objects.select_related("proposed_by__unit", "decided_by")
    if not may_read(viewer=viewer, at=at):
        return rows.none()
    return rows.prefetch_related("added", "removed__row")


def proposal_waiting(*, viewer: str, at: datetime.datetime) -> tuple[ProposalRecord, ...]:
    """Return the proposals that wait for their second person, the oldest first."""
    waiting = proposal_visible(viewer=viewer, at=at).filter(decided_at=None)
    return tuple(waiting.order_by("proposed_at", "id"))


def proposal_get(*, viewer: str, proposal: str, at: datetime.datetime) -> ProposalRecord:
    """Return a proposal, or refuse as if there were none."""
    found = proposal_visible(viewer=viewer, at=at).filter(id=proposal).first()
    if found is None:
        raise NotFound("提议")
    return found


def effect_latest(proposal: ProposalRecord) -> EffectRecord | None:
    """Return what was worked out against the latest tables. One query."""
    return proposal.effects.order_by("-base", "-computed_at", "-id").first()


def tables_with(proposal: ProposalRecord, number: int) -> Tables:
    """Return the tables as they would be after a proposal. Raises CountyFileError."""
    return tables_of(file_of(map(to_row, rows_after(proposal, number))))


def rows_after(proposal: ProposalRecord, number: int) -> Iterable[RowRecord]:
    """Yield the rows that would be in force after a proposal. Three queries."""
    removed = set(proposal.removed.values_list("row_id", flat=True))
    yield from (row for row in rows_in_force(number) if row.id not in removed)
    yield from proposal.added.order_by("kind", "label", "id")


def county_file(number: int) -> str:
    """Return the county's file after so many changes, for the command line. One query."""
    return file_of(map(to_row, rows_in_force(number)))


def to_row(record: RowRecord) -> Row:
    """Return a stored row as the file knows it."""
    return Row(BY_TABLE[record.kind], record.content)
