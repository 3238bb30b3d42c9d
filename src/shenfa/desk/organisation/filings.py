"""The writes about filings (R7): confirmed by the unit, received or objected to by the office.

A filing is no approval. It takes effect when the principal leader confirms it; receipt is
recorded afterwards, and an objection ends the tenure.
"""

from shenfa.desk.organisation.authority import RECEIVERS, holds_any, need_person, need_position
from shenfa.desk.organisation.models import FilingRecord, TenureRecord
from shenfa.desk.organisation.selectors import county_office_id, tenure_get
from shenfa.desk.organisation.steps import close_tenure, keep_text, need_digest, need_text
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.review import Position


def filing_confirm(*, by: Acting, tenure: str, document: str) -> None:
    """Confirm a tenure with the digest of its paper; from now on it is in force."""
    with command("filing.confirm", tenure, by) as now:
        record = tenure_get(viewer=by.person, tenure=tenure, at=now.at)
        _need_leader(now, record)
        if FilingRecord.objects.filter(tenure=record).exists():
            raise CommandRefused("filed", "该任职已经备案")
        if record.until is not None and record.until <= now.at:
            raise CommandRefused("tenure_ended", "该任职已经结束，不能备案")
        document = need_digest(document)
        person = need_person(now)
        filing = FilingRecord(
            tenure=record, document=document, confirmed_at=now.at, confirmed_by=person
        )
        filing.save(force_insert=True)
        chain(now, "filing.confirm", tenure, {"document": document})


def filing_receive(*, by: Acting, tenure: str, note: str) -> None:
    """Record that the county office has seen a filing (收悉)."""
    with command("filing.receive", tenure, by) as now:
        filing = _unanswered(now, tenure)
        filing.received_at = now.at
        filing.answered_by = need_person(now)
        filing.answer = keep_text(note, "收悉意见", 500)
        filing.save(update_fields=["received_at", "answered_by", "answer"])
        chain(now, "filing.receive", tenure, {"note": filing.answer})


def filing_object(*, by: Acting, tenure: str, reason: str) -> None:
    """Object to a filing, which ends the tenure at once."""
    with command("filing.object", tenure, by) as now:
        filing = _unanswered(now, tenure)
        filing.objected_at = now.at
        filing.answered_by = need_person(now)
        filing.answer = need_text(reason, "理由", 500)
        filing.save(update_fields=["objected_at", "answered_by", "answer"])
        close_tenure(now, filing.tenure)
        chain(now, "filing.object", tenure, {"reason": filing.answer})


def _need_leader(now: Now, tenure: TenureRecord) -> None:
    """Refuse unless the unit's principal leader acts; for their own tenure that is enough."""
    leads = Position.PRINCIPAL_LEADER
    is_own = (tenure.person_id, tenure.position) == (now.person, leads) and tenure.since <= now.at
    if not (is_own or holds_any(now, tenure.unit_id, leads)):
        raise CommandRefused("not_entitled", "备案须由本单位主要领导确认")


def _unanswered(now: Now, tenure: str) -> FilingRecord:
    """Return a filing that the county office has still to answer, and whose holder is another."""
    record = tenure_get(viewer=now.person, tenure=tenure, at=now.at)
    need_position(now, county_office_id(), *RECEIVERS)
    filing = FilingRecord.objects.select_related("tenure").filter(tenure=record).first()
    if filing is None:
        raise CommandRefused("not_filed", "该任职还没有由主要领导确认备案")
    if filing.answered_by_id is not None:
        raise CommandRefused("answered", "该备案已经收悉或提出异议")
    if record.person_id == now.person:
        raise CommandRefused("own_filing", "本人的备案须由他人收悉")
    return filing
