"""What is decided beside the three reviews: reading, secrecy and the disclosure attribute."""

from collections.abc import Iterable
from dataclasses import dataclass

from shenfa.desk.access.reauthentication import Evidence, need_reauthentication
from shenfa.desk.manuscripts.authority import visible_revision
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.steps import keep_text
from shenfa.desk.refusals import NotFound
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import AttributeRecord, OpenedRecord, SecrecyRecord
from shenfa.desk.review.notices import ENDED, Notice, notify
from shenfa.desk.review.selectors import case_get, findings_open, surroundings_get
from shenfa.desk.review.steps import part_key
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated
from shenfa.review import (
    Attribute,
    Attribution,
    Conclusion,
    MoveRefused,
    Result,
    attribute_refusal,
    conclusion_refusal,
)
from shenfa.review.content import parts_of
from shenfa.text import Family

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class SecrecyReview:
    """What a secrecy reviewer concludes about which bytes."""

    sha256: str
    result: Result
    note: str = ""


def part_open(*, by: Acting, revision: str, part: str) -> OpenedRecord:
    """Keep the receipt that a person opened a part of this revision; the first time counts (R20)."""
    return parts_open(by=by, revision=revision, parts=(part,))[0]


def parts_open(*, by: Acting, revision: str, parts: Iterable[str]) -> tuple[OpenedRecord, ...]:
    """Keep the receipts of parts that a page shows together, each with its own entry (R20)."""
    with command("receipt.open", revision, by) as now:
        record = visible_revision(now, revision)
        wanted = tuple(parts)
        if not parts_of(record.to_content()).issuperset(wanted):
            raise NotFound("部分")
        rows = OpenedRecord.objects.filter(revision=record, person_id=now.person)
        kept = {row.part: row for row in rows}
        if kept.keys() >= set(wanted):
            repeated()
        for part in wanted:
            if part not in kept:
                kept[part] = _receipt(now, record, part)
        return tuple(kept[part] for part in wanted)


def _receipt(now: Now, record: RevisionRecord, part: str) -> OpenedRecord:
    row = OpenedRecord(revision=record, part=part, person_id=now.person, at=now.at)
    row.save(force_insert=True)
    facts = {"revision": record.id, "hash": record.sha256, "part": part_key(part)}
    chain(now, "receipt.open", record.manuscript_id, facts)
    return row


def secrecy_conclude(
    *, by: Acting, revision: str, conclusion: SecrecyReview, evidence: Evidence
) -> SecrecyRecord:
    """Give the secrecy conclusion on these bytes (R27)."""
    with command("secrecy.conclude", revision, by) as now:
        record = visible_revision(now, revision)
        note = keep_text(conclusion.note, "保密审查意见", LONGEST_NOTE)
        last = record.secrecy.order_by("id").last()
        said = (now.person, conclusion.sha256, conclusion.result.value, note)
        if last is not None and said == (last.person_id, last.sha256, last.result, last.note):
            repeated()
            return last
        dossier = Dossier(record, now.person)
        wanted = Conclusion(
            person=now.person,
            result=conclusion.result,
            at=now.at,
            sha256=conclusion.sha256,
            note=note,
            reauthenticated=True,
            settled=all(one.family is not Family.SECRECY for one in findings_open(dossier)),
        )
        case = case_get(dossier)
        if reason := conclusion_refusal(case, wanted, surroundings_get(dossier, now.at)):
            raise MoveRefused(reason)
        method = need_reauthentication(now, evidence)
        row = SecrecyRecord(
            revision=record,
            sha256=wanted.sha256,
            result=wanted.result.value,
            note=note,
            person_id=now.person,
            method=method,
            at=now.at,
        )
        row.save(force_insert=True)
        facts = {
            "revision": record.id,
            "hash": wanted.sha256,
            "result": row.result,
            "authenticated": now.person,
            "method": method,
        }
        chain(now, "secrecy.conclude", record.manuscript_id, facts)
        if wanted.result is not Result.PASSED:
            text = "有稿件的保密审查没有通过，请查看理由"
            notify(now, case.revision.makers, Notice(f"{ENDED}_secrecy", record.id, text))
        return row


def attribute_decide(
    *, by: Acting, revision: str, attribute: Attribute, reason: str = ""
) -> AttributeRecord:
    """Decide the disclosure attribute (R46); the last decision counts."""
    with command("attribute.decide", revision, by) as now:
        record = visible_revision(now, revision)
        reason = keep_text(reason, "理由", LONGEST_NOTE)
        last = record.attributes.order_by("id").last()
        said = (now.person, attribute.value, reason)
        if last is not None and said == (last.person_id, last.attribute, last.reason):
            repeated()
            return last
        wanted = Attribution(now.person, attribute, now.at, reason)
        dossier = Dossier(record, now.person)
        around = surroundings_get(dossier, now.at)
        if refused := attribute_refusal(case_get(dossier), wanted, around):
            raise MoveRefused(refused)
        row = AttributeRecord(
            revision=record,
            attribute=attribute.value,
            reason=reason,
            person_id=now.person,
            at=now.at,
        )
        row.save(force_insert=True)
        facts = {"revision": record.id, "attribute": attribute.value, "reason": reason}
        chain(now, "attribute.decide", record.manuscript_id, facts)
        return row
