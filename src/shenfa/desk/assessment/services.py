"""The writes of the assessment: inspections by two people, frozen quarters, talks by a person."""

import datetime
import hashlib
import re
from dataclasses import dataclass

from shenfa.desk.assessment.authority import need_assessor, need_caller
from shenfa.desk.assessment.collecting import inputs_of
from shenfa.desk.assessment.models import (
    InspectionRecord,
    PreviewRecord,
    QuarterRecord,
    TalkRecord,
)
from shenfa.desk.assessment.scales_in_force import county_scale, national_in_force
from shenfa.desk.assessment.selectors import quarter_latest, result_of
from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.clock import Clock
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.selectors import unit_get
from shenfa.desk.organisation.steps import keep_text, need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, chain, command, repeated
from shenfa.ledger.period import BEIJING, Quarter, quarter_at
from shenfa.ledger.result import compute, write_result
from shenfa.ledger.talks import talk_facts, talk_list

LONGEST_MINUTES = 5000


@dataclass(frozen=True, slots=True)
class Found:
    """What an inspection found: under which item, when, in words, and where it can be seen."""

    code: str
    found_on: datetime.date
    note: str
    address: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """A talk as it was held: when, who of the unit came, what was said, the digest of the paper."""

    held_on: datetime.date
    attended: str
    text: str
    document: str = ""


def inspection_enter(*, by: Acting, unit: str, found: Found) -> InspectionRecord:
    """Enter what an inspection found; it counts once another person has confirmed it."""
    with command("inspection.enter", unit, by) as now:
        need_assessor(now)
        owner = unit_get(viewer=by.person, unit=unit, at=now.at)
        today = now.at.astimezone(BEIJING).date()
        if found.found_on > today:
            raise CommandRefused("day", "发现日期不能晚于今天")
        codes = {one.code for one in national_in_force(today).indicators}
        own = county_scale(today)
        codes |= {one.code for one in own.indicators} if own else set()
        if found.code not in codes:
            raise CommandRefused("code", "没有这个代码的考核项目，请从列表中选择")
        if (
            found.account
            and not ChannelRecord.objects.filter(
                id=found.account, unit=owner, kind=ChannelKind.ACCOUNT.value
            ).exists()
        ):
            raise CommandRefused("account", "该账号不属于这个单位，请核对")
        record = InspectionRecord(
            id=new_id("i"),
            code=found.code,
            unit=owner,
            account=found.account,
            found_on=found.found_on,
            note=need_text(found.note, "情况", 500),
            address=keep_text(found.address, "网址", 500),
            proposed_by=need_person(now),
            proposed_at=now.at,
        )
        record.save(force_insert=True)
        facts = {"unit": unit, "code": found.code, "day": found.found_on.isoformat()}
        chain(now, "inspection.enter", record.id, facts)
        return record


def inspection_confirm(*, by: Acting, inspection: str) -> InspectionRecord:
    """Confirm an entry as a second person; from then on it counts."""
    with command("inspection.confirm", inspection, by) as now:
        need_assessor(now)
        record = _open_inspection(inspection)
        if record.proposed_by_id == now.person:
            raise CommandRefused("second_person", "须由登记人以外的人员确认")
        record.is_confirmed = True
        record.decided_by, record.decided_at = need_person(now), now.at
        record.save(update_fields=["is_confirmed", "decided_by", "decided_at"])
        chain(now, "inspection.confirm", inspection, {"requester": record.proposed_by_id})
        return record


def inspection_decline(*, by: Acting, inspection: str, reason: str) -> InspectionRecord:
    """Decline an entry, or take back one's own."""
    with command("inspection.decline", inspection, by) as now:
        need_assessor(now)
        record = _open_inspection(inspection)
        record.is_confirmed = False
        record.decided_by, record.decided_at = need_person(now), now.at
        record.answer = need_text(reason, "理由", 500)
        record.save(update_fields=["is_confirmed", "decided_by", "decided_at", "answer"])
        chain(now, "inspection.decline", inspection, {"reason": record.answer})
        return record


def quarter_freeze(*, by: Acting, quarter: Quarter, reason: str = "") -> QuarterRecord:
    """Compute a quarter that is over, and keep it with everything it was computed from (R77).

    A second time needs a reason; where nothing has changed, the frozen one stays.
    """
    with command("assessment.freeze", quarter.code, by) as now:
        need_assessor(now)
        if now.at < quarter.end:
            raise CommandRefused("early", f"{quarter.name}尚未结束，结束后才能生成通报")
        data = write_result(compute(inputs_of(quarter, now.at)))
        digest = hashlib.sha256(data).hexdigest()
        last = quarter_latest(quarter)
        if last is not None and last.sha256 == digest:
            repeated()
            return last
        if last is not None and not reason.strip():
            raise CommandRefused("reason", "该季度已经生成通报，重新计算请写明理由")
        record = QuarterRecord(
            id=new_id("q"),
            quarter=quarter.code,
            number=last.number + 1 if last else 1,
            result=data.decode(),
            sha256=digest,
            facts_sha256=result_of(data).facts_sha256,
            reason=need_text(reason, "理由", 500) if last else "",
            by=need_person(now),
            at=now.at,
        )
        record.save(force_insert=True)
        facts = {
            "quarter": quarter.code,
            "number": record.number,
            "sha256": digest,
            "facts": record.facts_sha256,
            "reason": record.reason,
        }
        chain(now, "assessment.freeze", record.id, facts)
        return record


def preview_refresh(clock: Clock) -> int:
    """Compute the running quarter for the board. A job; nothing is decided by it."""
    at = clock.now()
    quarter = quarter_at(at)
    data = write_result(compute(inputs_of(quarter, at))).decode()
    PreviewRecord.objects.update_or_create(
        quarter=quarter.code, defaults={"result": data, "at": at}
    )
    return 1


def talk_decide(*, by: Acting, quarter: str, unit: str, decision: str, reason: str) -> TalkRecord:
    """Decide as a person whether a unit on the list is called in (``talk``) or not (``none``)."""
    with command("talk.decide", unit, by) as now:
        need_caller(now)
        frozen = QuarterRecord.objects.filter(id=quarter).first()
        if frozen is None:
            raise NotFound("季度通报")
        listed = {one.unit: one for one in talk_list(result_of(frozen.result))}
        if unit not in listed:
            raise CommandRefused("not_listed", "该单位不在约谈名单上")
        if decision not in {"talk", "none"}:
            raise CommandRefused("decision", "请选择约谈或者不约谈")
        if TalkRecord.objects.filter(quarter=frozen, unit=unit).exists():
            raise CommandRefused("decided", "该单位已经作出决定，请刷新后查看")
        record = TalkRecord(
            id=new_id("y"),
            quarter=frozen,
            unit_id=unit,
            facts=talk_facts(listed[unit]),
            is_called=decision == "talk",
            reason=need_text(reason, "理由", 500),
            decided_by=need_person(now),
            decided_at=now.at,
        )
        record.save(force_insert=True)
        facts = {"quarter": frozen.quarter, "unit": unit, "decision": decision}
        chain(now, "talk.decide", record.id, {**facts, "reason": record.reason})
        return record


def talk_hold(*, by: Acting, talk: str, minutes: Minutes) -> TalkRecord:
    """Link the record of a talk that was held."""
    with command("talk.hold", talk, by) as now:
        need_assessor(now)
        record = TalkRecord.objects.filter(id=talk, is_called=True).first()
        if record is None:
            raise NotFound("约谈")
        if record.held_on is not None:
            raise CommandRefused("held", "该约谈已经登记记录")
        if not record.decided_at.date() <= minutes.held_on <= now.at.astimezone(BEIJING).date():
            raise CommandRefused("day", "约谈日期应在决定之后、今天以前")
        if minutes.document and not re.fullmatch("[0-9a-f]{64}", minutes.document):
            raise CommandRefused("document", "记录文件没有上传成功，请重新选择")
        record.held_on = minutes.held_on
        record.attended = need_text(minutes.attended, "参加人", 200)
        record.minutes = need_text(minutes.text, "约谈记录", LONGEST_MINUTES)
        record.document = minutes.document
        record.recorded_by, record.recorded_at = need_person(now), now.at
        record.save(
            update_fields=[
                "held_on", "attended", "minutes", "document", "recorded_by", "recorded_at",
            ]
        )  # fmt: skip
        facts = {
            "unit": record.unit_id,
            "day": minutes.held_on.isoformat(),
            "digest": hashlib.sha256(record.minutes.encode()).hexdigest(),
            "document": record.document,
        }
        chain(now, "talk.hold", talk, facts)
        return record


def _open_inspection(inspection: str) -> InspectionRecord:
    record = InspectionRecord.objects.filter(id=inspection).first()
    if record is None:
        raise NotFound("检查登记")
    if record.decided_at is not None:
        raise CommandRefused("decided", "该登记已经确认或者退回，请刷新后查看")
    return record
