"""The writes about scales: one person proposes a table, another confirms it (I22)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from shenfa.desk.assessment.authority import need_assessor
from shenfa.desk.assessment.models import ScaleKind, ScaleRecord
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, chain, command
from shenfa.ledger.indicators import (
    Scale,
    UnusableScale,
    hundredths,
    national_scale,
    table_of,
    with_points,
)
from shenfa.trail.entry import canonical


@dataclass(frozen=True, slots=True)
class Proposed:
    """A table as it is proposed: what it is, its content, and why."""

    kind: ScaleKind
    scale: Scale
    content: bytes
    reason: str


def county_proposal(scale: Scale, reason: str) -> Proposed:
    """Return the proposal of a county's own scale."""
    return Proposed(ScaleKind.COUNTY, scale, canonical(table_of(scale)), reason)


def annex_proposal(points: Mapping[str, list[str]], document: str, reason: str) -> Proposed:
    """Return the proposal of the annex's points. Raises UnusableScale."""
    national = national_scale()
    with_points(
        national,
        {code: (hundredths(each) or 0, hundredths(most)) for code, (each, most) in points.items()},
    )
    if not document.strip():
        raise UnusableScale("请填写附件所在文件的名称和文号")
    content = canonical({"document": document.strip(), "points": dict(points)})
    return Proposed(ScaleKind.ANNEX, national, content, reason)


def scale_propose(*, by: Acting, proposed: Proposed) -> ScaleRecord:
    """Propose a table; it holds once another person has confirmed it."""
    with command("scale.propose", "new", by) as now:
        need_assessor(now)
        record = ScaleRecord(
            id=new_id("k"),
            kind=proposed.kind,
            title=need_text(proposed.scale.title, "名称", 200),
            valid_from=proposed.scale.valid_from,
            content=proposed.content.decode(),
            sha256=hashlib.sha256(proposed.content).hexdigest(),
            reason=need_text(proposed.reason, "理由", 500),
            proposed_by=need_person(now),
            proposed_at=now.at,
        )
        record.save(force_insert=True)
        facts = {"kind": record.kind, "sha256": record.sha256, "reason": record.reason}
        chain(now, "scale.propose", record.id, facts)
        return record


def scale_confirm(*, by: Acting, scale: str) -> ScaleRecord:
    """Confirm a table as a second person."""
    with command("scale.confirm", scale, by) as now:
        need_assessor(now)
        record = _waiting(scale)
        if record.proposed_by_id == now.person:
            raise CommandRefused("second_person", "须由提出人以外的人员确认")
        record.is_confirmed = True
        record.number = ScaleRecord.objects.filter(kind=record.kind, is_confirmed=True).count() + 1
        record.decided_by, record.decided_at = need_person(now), now.at
        record.save(update_fields=["is_confirmed", "number", "decided_by", "decided_at"])
        facts = {"number": record.number, "sha256": record.sha256}
        chain(now, "scale.confirm", scale, {**facts, "requester": record.proposed_by_id})
        return record


def scale_decline(*, by: Acting, scale: str, reason: str) -> ScaleRecord:
    """Decline a table, or take back one's own."""
    with command("scale.decline", scale, by) as now:
        need_assessor(now)
        record = _waiting(scale)
        record.is_confirmed = False
        record.decided_by, record.decided_at = need_person(now), now.at
        record.answer = need_text(reason, "理由", 500)
        record.save(update_fields=["is_confirmed", "decided_by", "decided_at", "answer"])
        chain(now, "scale.decline", scale, {"reason": record.answer})
        return record


def _waiting(scale: str) -> ScaleRecord:
    record = ScaleRecord.objects.filter(id=scale).first()
    if record is None:
        raise NotFound("考核办法")
    if record.decided_at is not None:
        raise CommandRefused("decided", "该考核办法已经确认或者退回，请刷新后查看")
    return record
