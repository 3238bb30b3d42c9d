"""The writes about the county's own tables: one person proposes, another confirms (I22).

Before anybody confirms, the effect on the texts there are must have been worked out against
the very tables that the change is made to. From the confirmation on every new check uses them.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from shenfa.audit import compile_engine
from shenfa.audit.suppress import CountyFileError
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.selectors import tenure_list
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import holders
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.desk.wording.county_file import Row, Tables, file_of, rows_of, tables_of
from shenfa.desk.wording.keepers import need_keeper
from shenfa.desk.wording.kinds import Content
from shenfa.desk.wording.models import EffectRecord, ProposalRecord, RemovalRecord, RowRecord
from shenfa.desk.wording.selectors import (
    effect_latest,
    present_number,
    proposal_get,
    rows_after,
    rows_in_force,
    tables_with,
)
from shenfa.review import Position
from shenfa.trail.entry import is_plain

ANSWERABLE = (Position.INFORMATION_OFFICER, Position.RELEASER)
"""Who of a unit looks after what is public."""
NEW_FINDINGS = "wording_"
NEW_FINDINGS_TEXT = "已发布的内容按变更后的本县词表有问题点，请核对，需要的更正或者下线"
MOST_ROWS = 20_000
LONGEST_LABEL = 500


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be added, the ids of the rows to be taken out, and why."""

    reason: str
    add: tuple[Row, ...] = ()
    remove: tuple[str, ...] = ()


def change_propose(*, by: Acting, change: Change) -> ProposalRecord:
    """Propose a change of the county's tables; it is in force once another person confirms it."""
    with command("wording.propose", "new", by) as now:
        need_keeper(now)
        person = need_person(now)
        reason = need_text(change.reason, "理由", 500)
        rows = tuple(Row(row.kind, _filled(row, person.name, now.at)) for row in change.add)
        number = present_number()
        removed = _removed(change.remove, number)
        _need_usable(rows, removed, number)
        proposal = ProposalRecord(
            id=new_id("w"), reason=reason, proposed_by=person, proposed_at=now.at
        )
        store_proposal(now, proposal, rows, removed)
        return proposal


def change_confirm(*, by: Acting, proposal: str) -> ProposalRecord:
    """Confirm a change, by another person, who has been shown what it does to the texts."""
    with command("wording.confirm", proposal, by) as now:
        record = proposal_get(viewer=by.person, proposal=proposal, at=now.at)
        need_keeper(now)
        _need_waiting(record)
        if record.proposed_by_id == now.person:
            raise CommandRefused("second_person", "须由提出人以外的人员确认")
        number, effect = present_number(), effect_latest(record)
        if effect is None or effect.base != number:
            raise CommandRefused("effect", "请先计算对现有稿件的影响，看过以后再确认")
        _need_free(record, number)
        tables = tables_with(record, number)
        return put_in_force(now, record, effect, tables)


def change_decline(*, by: Acting, proposal: str, reason: str) -> ProposalRecord:
    """Decline a change, or take back what one has proposed oneself; one person is enough."""
    with command("wording.decline", proposal, by) as now:
        record = proposal_get(viewer=by.person, proposal=proposal, at=now.at)
        need_keeper(now)
        _need_waiting(record)
        record.is_confirmed = False
        record.decided_by, record.decided_at = need_person(now), now.at
        record.answer = need_text(reason, "理由", 500)
        record.save(update_fields=["is_confirmed", "decided_by", "decided_at", "answer"])
        chain(now, "wording.decline", proposal, {"reason": record.answer})
        return record


def file_change(content: str, *, reason: str, is_whole: bool) -> Change:
    """Return what would have to change so that the tables hold what a file says. One query.

    With ``is_whole`` what the file does not hold is taken out. Raises CountyFileError.
    """
    wanted = {(row.kind.table, row.label): row for row in rows_of(content)}
    present = {(row.kind, row.label): row for row in rows_in_force(present_number())}
    changed = [
        key
        for key, row in wanted.items()
        if key in present and dict(row.content) != present[key].content
    ]
    gone = [key for key in present if key not in wanted] if is_whole else []
    return Change(
        reason,
        tuple(row for key, row in wanted.items() if key not in present or key in changed),
        tuple(present[key].id for key in (*changed, *gone)),
    )


def put_in_force(
    now: Now, record: ProposalRecord, effect: EffectRecord, tables: Tables
) -> ProposalRecord:
    """Let a change be the next one that holds, by the person acting. Part of a command."""
    number = effect.base + 1
    record.is_confirmed, record.number = True, number
    record.decided_by, record.decided_at = need_person(now), now.at
    record.save(update_fields=["is_confirmed", "number", "decided_by", "decided_at"])
    facts = {
        "requester": record.proposed_by_id,
        "number": number,
        "effect": effect.id,
        "ruleset": compile_engine(tables.county, tables.suppressions).ruleset,
    }
    chain(now, "wording.confirm", record.id, facts)
    _announce(now, effect, number)
    return record


def store_proposal(
    now: Now, proposal: ProposalRecord, rows: Sequence[Row], removed: Sequence[RowRecord]
) -> None:
    """Store a proposal with its rows, and chain it. Part of a command."""
    proposal.save(force_insert=True)
    added = [
        RowRecord(
            id=new_id("wr"),
            kind=row.kind.table,
            label=row.label,
            content=dict(row.content),
            proposal=proposal,
        )
        for row in rows
    ]
    RowRecord.objects.bulk_create(added)
    RemovalRecord.objects.bulk_create(
        RemovalRecord(id=new_id("wx"), row=row, proposal=proposal) for row in removed
    )
    facts = {
        "added": len(added),
        "removed": len(removed),
        "digest": _digest(added, removed),
        "reason": proposal.reason,
    }
    chain(now, "wording.propose", proposal.id, facts)


def _announce(now: Now, effect: EffectRecord, number: int) -> None:
    """Tell the units whose public texts have findings now; nothing public changes by itself."""
    named = [row["revision"] for row in effect.rows if row["is_live"] and row["appear"]]
    for revision in RevisionRecord.objects.filter(id__in=named).select_related("manuscript"):
        tenures = tenure_list(unit=revision.manuscript.unit_id)
        people = holders(tenures, ANSWERABLE, now.at) | {revision.maker_id}
        notify(now, people, Notice(f"{NEW_FINDINGS}{number}", revision.id, NEW_FINDINGS_TEXT))


def _need_waiting(record: ProposalRecord) -> None:
    if record.decided_at is not None:
        raise CommandRefused("decided", "该变更已经确认或退回，请刷新后查看")


def _filled(row: Row, name: str, at: datetime.datetime) -> Content:
    """Return a row with what nobody has to type: who decided, and from when."""
    fields = {field.name for field in row.kind.fields}
    given = {key: value for key, value in row.content.items() if value not in (None, "", [])}
    known = {"decided_by": name, "since": localdate(at).isoformat()}
    return {**{key: value for key, value in known.items() if key in fields}, **given}


def _removed(ids: Sequence[str], number: int) -> list[RowRecord]:
    rows = list(rows_in_force(number).filter(id__in=ids))
    if len(rows) != len(set(ids)):
        raise CommandRefused("gone", "要移出的条目已不在表中，请刷新后重试")
    return rows


def _need_usable(rows: Sequence[Row], removed: Sequence[RowRecord], number: int) -> None:
    if not rows and not removed:
        raise CommandRefused("nothing_new", "没有要变更的条目，表中已有相同内容")
    if len(rows) + len(removed) > MOST_ROWS:
        raise CommandRefused("too_many", f"一次不超过{MOST_ROWS}条，请分开提出")
    for place, reason in _faults(rows, removed, number):
        raise CommandRefused("row", f"第{place}条：{reason}")
    try:
        tables_of(file_of(rows))
    except CountyFileError as error:
        raise CommandRefused("row", str(error)) from error


def _faults(
    rows: Sequence[Row], removed: Sequence[RowRecord], number: int
) -> Iterator[tuple[int, str]]:
    gone = {row.id for row in removed}
    taken = {(row.kind, row.label) for row in rows_in_force(number) if row.id not in gone}
    for place, row in enumerate(rows, start=1):
        missing = [
            one.title for one in row.kind.fields if one.is_required and not _has(row, one.name)
        ]
        if missing:
            yield place, f"请填写{'、'.join(missing)}"
        elif not is_plain(dict(row.content)):
            yield place, "含有不能保存的字符，请重新输入"
        elif len(row.label) > LONGEST_LABEL:
            yield place, f"文字过长，不超过{LONGEST_LABEL}个字"
        elif (row.kind.table, row.label) in taken:
            yield place, f"{row.kind.title}中已有“{shown(row)}”"
        elif refusal := row.kind.refusal(row.content):
            yield place, refusal
        taken.add((row.kind.table, row.label))


def shown(row: Row) -> str:
    """Return what a row is about as a sentence may repeat it: no whole mobile number."""
    return f"{row.label[:3]}****{row.label[-4:]}" if row.kind.is_covered else row.label


def _has(row: Row, name: str) -> bool:
    return bool(str(row.content.get(name) or "").strip())


def _need_free(proposal: ProposalRecord, number: int) -> None:
    """Refuse what another change has overtaken meanwhile."""
    present = set(rows_in_force(number).values_list("id", flat=True))
    if not present.issuperset(proposal.removed.values_list("row_id", flat=True)):
        raise CommandRefused("gone", "要移出的条目已不在表中，请退回后重新提出")
    keys = [(row.kind, row.label) for row in rows_after(proposal, number)]
    if len(keys) != len(set(keys)):
        raise CommandRefused("row", "表中已有相同的条目，请退回后重新提出")


def _digest(added: Sequence[RowRecord], removed: Sequence[RowRecord]) -> str:
    """Return what the trail keeps of the rows: nobody can exchange them, nobody reads them there."""
    facts = [[[row.id, row.kind, row.content] for row in added], [row.id for row in removed]]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
