"""Rulings of the false-alarm court as rows of the county's tables: put in force, and withdrawn.

Parts of the court's commands. A ruling within a unit is a change that who asked has proposed and
who ruled confirms; one for the whole county waits for a second person, as any change does.
"""

from dataclasses import dataclass

from django.utils.timezone import localdate

from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Now, chain
from shenfa.desk.wording.county_file import Row, Tables, file_of, tables_of
from shenfa.desk.wording.effects import Changed
from shenfa.desk.wording.kinds import BY_TABLE, Content
from shenfa.desk.wording.models import EffectRecord, ProposalRecord, RowRecord, WithdrawalRecord
from shenfa.desk.wording.selectors import present_number, rows_in_force, to_row
from shenfa.desk.wording.services import put_in_force, store_proposal

FALSE_ALARM = BY_TABLE["false_alarm"]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A place that is ruled, as the county's file writes it, without who ruled and when."""

    content: Content
    asked_by: PersonRecord


def ruling_propose(now: Now, ruled: Ruled) -> RowRecord:
    """Propose a ruling for the whole county, by the person acting; another one confirms it."""
    return _stored(now, ruled, need_person(now))


def ruling_settle(now: Now, ruled: Ruled, changed: Changed) -> RowRecord:
    """Put a ruling within a unit in force, by the person acting."""
    row = _stored(now, ruled, ruled.asked_by)
    effect = EffectRecord(
        id=new_id("we"),
        proposal=row.proposal,
        base=present_number(),
        computed_at=now.at,
        texts=changed.texts,
        unread=changed.unread,
        rows=changed.rows,
    )
    effect.save(force_insert=True)
    put_in_force(now, row.proposal, effect, tables_beside(to_row(row)))
    return row


def ruling_withdraw(now: Now, row: RowRecord, reason: str) -> WithdrawalRecord:
    """Take a ruling back, by the person acting: from now on the place is reported again."""
    if not rows_in_force(present_number()).filter(id=row.id).exists():
        raise CommandRefused("gone", "该认定没有生效或者已经撤销，请刷新后查看")
    gone = WithdrawalRecord(row=row, by=need_person(now), at=now.at, reason=reason)
    gone.save(force_insert=True)
    chain(now, "wording.withdraw", row.proposal_id, {"row": row.id, "reason": reason})
    return gone


def tables_beside(row: Row) -> Tables:
    """Return the tables in force together with a row that is not yet among them. Two queries."""
    rows = [to_row(one) for one in rows_in_force(present_number())]
    return tables_of(file_of([*(one for one in rows if one.label != row.label), row]))


def _stored(now: Now, ruled: Ruled, proposed_by: PersonRecord) -> RowRecord:
    known = {"decided_by": need_person(now).name, "since": localdate(now.at).isoformat()}
    row = Row(FALSE_ALARM, {**ruled.content, **known})
    present = rows_in_force(present_number())
    if present.filter(kind=FALSE_ALARM.table, label=row.label).exists():
        raise CommandRefused("row", "该处已有相同范围的认定，请重新检查稿件")
    proposal = ProposalRecord(
        id=new_id("w"),
        reason=f"误报认定：{ruled.content['reason']}"[:500],
        proposed_by=proposed_by,
        proposed_at=now.at,
    )
    store_proposal(now, proposal, (row,), ())
    return proposal.added.get()
