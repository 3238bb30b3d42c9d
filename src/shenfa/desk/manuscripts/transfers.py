"""One unit hands a text it made to another, which takes it over (R11)."""

from dataclasses import replace

from shenfa.desk.manuscripts.authority import need_writer, visible_revision
from shenfa.desk.manuscripts.models import ManuscriptRecord, TransferRecord, UploadRecord
from shenfa.desk.manuscripts.selectors import revision_newest, transfer_visible
from shenfa.desk.manuscripts.steps import authors_of, draft_of, open_manuscript, store_copy
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, Now, chain, command


def transfer_give(*, by: Acting, revision: str, to_unit: str) -> TransferRecord:
    """Hand the newest revision of one's own unit to another unit, which sees it from now on."""
    with command("transfer.give", revision, by) as now:
        record = visible_revision(now, revision)
        unit = record.manuscript.unit_id
        need_writer(now, unit)
        taker = UnitRecord.objects.filter(id=to_unit).first()
        if taker is None:
            raise NotFound("单位")
        if taker.id == unit:
            raise CommandRefused("same_unit", "不能移交给本单位，请选择其他单位")
        newest = revision_newest(record.manuscript_id)
        if newest is None or newest.id != revision:
            raise CommandRefused("not_newest", "只能移交最新的版本，请重新选择")
        if TransferRecord.objects.filter(revision=record, to_unit=taker).exists():
            raise CommandRefused("given", "该版本已经移交给该单位")
        transfer = TransferRecord(
            id=new_id("h"),
            from_unit_id=unit,
            to_unit=taker,
            revision=record,
            given_by_id=now.person,
            given_at=now.at,
        )
        transfer.save(force_insert=True)
        facts = {"revision": revision, "hash": record.sha256, "from": unit, "to": to_unit}
        chain(now, "transfer.give", transfer.id, facts)
        return transfer


def transfer_take(*, by: Acting, transfer: str) -> ManuscriptRecord:
    """Take a text over: it becomes a manuscript here, obtained from the unit that made it.

    Whoever takes it obtained it, so is its maker until another one is named. The authors over
    there stay authors.
    """
    with command("transfer.take", transfer, by) as now:
        given = _given(now, transfer)
        need_writer(now, given.to_unit_id)
        if given.taken_at is not None:
            raise CommandRefused("taken", "该移交已经接收")
        record = visible_revision(now, given.revision_id)
        given.taken_by_id, given.taken_at = now.person, now.at
        given.save(update_fields=["taken_by", "taken_at"])
        manuscript = open_manuscript(now, given.to_unit_id, given)
        # The channels are those of the other unit, and so are who signed and what it corrected.
        draft = replace(
            draft_of(record),
            renderings=(),
            maker=now.person,
            signer="",
            obtained_from=given.from_unit_id,
            corrects="",
            public_note="",
        )
        for one in draft.attachments:
            UploadRecord(
                id=new_id("f"),
                manuscript=manuscript,
                blob_id=one.sha256,
                name=one.name,
                uploaded_by_id=now.person,
                uploaded_at=now.at,
            ).save(force_insert=True)
        store_copy(now, manuscript, draft, authors_of(record), 0)
        facts = {"manuscript": manuscript.id, "revision": record.id, "hash": record.sha256}
        chain(now, "transfer.take", transfer, facts)
        return manuscript


def _given(now: Now, transfer: str) -> TransferRecord:
    found = transfer_visible(viewer=now.person, at=now.at).filter(id=transfer).first()
    if found is None:
        raise NotFound("移交")
    return found
