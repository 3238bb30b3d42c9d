"""The writes about units, people and tenures. Each is one command and one transaction."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.timezone import localdate

from shenfa.desk.organisation.authority import (
    holds_any,
    need_administrator,
    need_person,
    need_position,
)
from shenfa.desk.organisation.models import (
    DocumentKind,
    FilingRecord,
    PersonRecord,
    TenureRecord,
    UnitDocumentRecord,
    UnitRecord,
)
from shenfa.desk.organisation.selectors import (
    county_office_id,
    lasting,
    person_get,
    tenure_get,
    unit_get,
)
from shenfa.desk.organisation.steps import (
    YES,
    Appointment,
    Registration,
    chain_person,
    end_tenure,
    need_digest,
    need_text,
    new_id,
    open_unit,
    register_person,
    start_tenure,
)
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import SYSTEM, Acting, Now, chain, command
from shenfa.review import Employment, Position
from shenfa.review.duties import ADMINISTRATORS


@dataclass(frozen=True, slots=True)
class UnitPaper:
    """A document that a unit files: what it is, its title, its digest and its date."""

    kind: DocumentKind
    title: str
    document: str
    dated: datetime.date


def administrators_appoint(
    *, by: Acting, office: str, people: Mapping[Position, Registration], document: str
) -> UnitRecord:
    """Start: open the county office and appoint the three administrators (三员分立).

    Happens once, by the system, on a paper whose digest is chained; from then on positions
    are given by the security administrator and confirmed by a principal leader.
    """
    with command("administrators.appoint", "county-office", by) as now:
        if by.person != SYSTEM or UnitRecord.objects.exists():
            raise CommandRefused("started", "管理员已经登记，变更须由安全管理员办理")
        return appoint_administrators(now, office, people, document)


def appoint_administrators(
    now: Now, office: str, people: Mapping[Position, Registration], document: str
) -> UnitRecord:
    """Open the county office and appoint, inside a command that the system gives once."""
    if set(people) != ADMINISTRATORS:
        raise CommandRefused("administrators", "须登记系统、安全、审计三名管理员")
    document = need_digest(document)
    unit = open_unit(now, office, is_county_office=True)
    for position, registration in people.items():
        person = register_person(now, unit, registration)
        appointment = Appointment(unit.id, position, now.at)
        tenure = start_tenure(now, person, appointment, document=document)
        FilingRecord(tenure=tenure, document=document, confirmed_at=now.at).save(force_insert=True)
    return unit


def unit_open(*, by: Acting, name: str) -> UnitRecord:
    """Register a unit; whether authors may give the first review is asked next."""
    with command("unit.open", "new", by) as now:
        need_administrator(now, Position.SYSTEM_ADMINISTRATOR)
        return open_unit(now, name, is_county_office=False)


def unit_policy_propose(*, by: Acting, unit: str, author_may_first_review: bool) -> None:
    """Propose whether authors of a unit may give the first review (I22: it takes two)."""
    with command("policy.propose", unit, by) as now:
        record = unit_get(viewer=by.person, unit=unit, at=now.at)
        need_administrator(now, Position.SECURITY_ADMINISTRATOR)
        record.proposed_policy = author_may_first_review
        record.proposed_by = need_person(now)
        record.save(update_fields=["proposed_policy", "proposed_by"])
        facts = {"author_may_first_review": YES[author_may_first_review]}
        chain(now, "policy.propose", unit, facts)


def unit_policy_set(*, by: Acting, unit: str, author_may_first_review: bool) -> None:
    """Confirm what was proposed, by the principal leader; it never applies to the past."""
    with command("unit.policy", unit, by) as now:
        record = unit_get(viewer=by.person, unit=unit, at=now.at)
        need_position(now, unit, Position.PRINCIPAL_LEADER)
        requester = record.proposed_by_id
        if requester is None or record.proposed_policy is not author_may_first_review:
            raise CommandRefused("no_proposal", "安全管理员没有提出这项设定，请先核对")
        record.author_may_first_review = author_may_first_review
        record.proposed_policy = record.proposed_by = None
        record.save(update_fields=["author_may_first_review", "proposed_policy", "proposed_by"])
        facts = {
            "author_may_first_review": YES[author_may_first_review],
            "requester": requester,
        }
        chain(now, "unit.policy", unit, facts)


def unit_document_file(*, by: Acting, unit: str, paper: UnitPaper) -> UnitDocumentRecord:
    """File a document by which the unit shows how it is organised (R4)."""
    with command("document.file", unit, by) as now:
        unit_get(viewer=by.person, unit=unit, at=now.at)
        need_position(now, unit, Position.DISCLOSURE_OFFICER, Position.PRINCIPAL_LEADER)
        title = need_text(paper.title, "文件名称", 200)
        document = need_digest(paper.document)
        if paper.dated > localdate(now.at):
            raise CommandRefused("dates", "成文日期不得晚于今天")
        record = UnitDocumentRecord(
            id=new_id("d"),
            unit_id=unit,
            kind=paper.kind.value,
            title=title,
            document=document,
            dated=paper.dated,
            filed_at=now.at,
        )
        record.save(force_insert=True)
        facts = {"unit": unit, "kind": record.kind, "document": document}
        chain(now, "document.file", record.id, {**facts, "dated": str(paper.dated)})
        return record


def person_register(*, by: Acting, unit: str, registration: Registration) -> PersonRecord:
    """Register a person: one natural person, one account."""
    with command("person.register", unit, by) as now:
        record = unit_get(viewer=by.person, unit=unit, at=now.at)
        need_administrator(now, Position.SECURITY_ADMINISTRATOR)
        return register_person(now, record, registration)


def person_change(*, by: Acting, person: str, unit: str, employment: Employment) -> PersonRecord:
    """Move a person to another unit, or change how they are employed."""
    with command("person.register", person, by) as now:
        record = person_get(viewer=by.person, person=person, at=now.at)
        need_administrator(now, Position.SECURITY_ADMINISTRATOR)
        if record.disabled_at is not None:
            raise CommandRefused("disabled", "该人员已停用，不能变更")
        if employment is Employment.CONTRACTOR and _running(record, now).exists():
            raise CommandRefused("serving", "任职期间不得转为外包，请先结束其任职")
        record.unit = unit_get(viewer=by.person, unit=unit, at=now.at)
        record.employment = employment.value
        record.registered_at = now.at
        record.save(update_fields=["unit", "employment", "registered_at"])
        chain_person(now, record)
        return record


def person_disable(*, by: Acting, person: str, reason: str) -> None:
    """Disable a person: their tenures end, each with an entry, and then the account (I19)."""
    with command("person.disable", person, by) as now:
        record = person_get(viewer=by.person, person=person, at=now.at)
        need_administrator(now, Position.SECURITY_ADMINISTRATOR)
        reason = need_text(reason, "理由", 500)
        if record.disabled_at is not None:
            raise CommandRefused("disabled", "该人员已经停用")
        for tenure in _running(record, now):
            end_tenure(now, tenure, reason)
        record.disabled_at = now.at
        record.save(update_fields=["disabled_at"])
        chain(now, "person.disable", person, {"reason": reason})


def tenure_start(*, by: Acting, person: str, appointment: Appointment) -> TenureRecord:
    """Give a person a position. It takes effect when the filing is confirmed."""
    with command("tenure.start", person, by) as now:
        record = person_get(viewer=by.person, person=person, at=now.at)
        unit = unit_get(viewer=by.person, unit=appointment.unit, at=now.at)
        need_administrator(now, Position.SECURITY_ADMINISTRATOR)
        if appointment.position in ADMINISTRATORS and not unit.is_county_office:
            raise CommandRefused("appointment", "管理员岗位只设在县政府办公室")
        return start_tenure(now, record, appointment)


def tenure_end(*, by: Acting, tenure: str, reason: str) -> None:
    """End a tenure at once; what its holder decided before stays (I19)."""
    with command("tenure.end", tenure, by) as now:
        record = tenure_get(viewer=by.person, tenure=tenure, at=now.at)
        is_leader = holds_any(now, record.unit_id, Position.PRINCIPAL_LEADER)
        if not is_leader:
            need_position(now, county_office_id(), Position.SECURITY_ADMINISTRATOR)
        end_tenure(now, record, need_text(reason, "理由", 500))


def _running(person: PersonRecord, now: Now) -> QuerySet[TenureRecord]:
    return TenureRecord.objects.filter(lasting(now.at), person=person).order_by("id")
