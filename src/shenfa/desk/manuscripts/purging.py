"""Purging bytes that must not exist, such as a secret or a leaked list: two people order it.

Title, body, names of files and the bytes of files go; digest, numbers, dates, persons and the
trail stay. A purged revision has ended. What other apps made of it (pages, forms, archives) is
theirs to remove; bytes that anything else still uses are kept.
"""

from django.db.models import ForeignObjectRel, Model, QuerySet

from shenfa.desk.access.reauthentication import Evidence, need_reauthentication
from shenfa.desk.manuscripts.authority import need_writer, visible_revision
from shenfa.desk.manuscripts.files import blob_drop
from shenfa.desk.manuscripts.lowering import (
    Kind,
    confirm_request,
    need_second_person,
    open_request,
    store_request,
)
from shenfa.desk.manuscripts.models import (
    AttachmentRecord,
    BlobRecord,
    ManuscriptRecord,
    RevisionRecord,
    RevisionRequestRecord,
    UploadRecord,
    WorkingCopyRecord,
)
from shenfa.desk.organisation.authority import RECEIVERS, holds_any, need_position
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.review import Position

GONE = "已清除"
CONFIRMERS = (
    Position.SECRECY_REVIEWER,
    Position.DEPUTY_IN_CHARGE,
    Position.PRINCIPAL_LEADER,
)


def purge_request(*, by: Acting, revision: str, reason: str) -> RevisionRequestRecord:
    """Ask that the bytes of a revision be purged: somebody of the unit, or the county office.

    The reason says why, never what: it stays in the trail.
    """
    with command("purge.request", revision, by) as now:
        record = visible_revision(now, revision)
        if not holds_any(now, county_office_id(), *RECEIVERS):
            need_writer(now, record.manuscript.unit_id)
        request = store_request(now, record, Kind.PURGE, reason)
        facts = {"revision": revision, "reason": request.reason}
        chain(now, "purge.request", record.manuscript_id, facts)
        return request


def purge_confirm(*, by: Acting, request: str, evidence: Evidence) -> None:
    """Confirm a purge, as the unit's secrecy reviewer or leader who wrote none of it."""
    with command("quarantine.purge", request, by) as now:
        found = open_request(now, request, Kind.PURGE)
        record = visible_revision(now, found.revision_id)
        need_position(now, record.manuscript.unit_id, *CONFIRMERS)
        need_second_person(now, found)
        _need_hidden(record)
        method = need_reauthentication(now, evidence)
        confirm_request(now, found)
        gone = _purge(now, record)
        facts = {
            "revision": record.id,
            "requester": found.requested_by_id,
            "reason": found.reason,
            "authenticated": now.person,
            "method": method,
            "files": len(gone),
        }
        chain(now, "quarantine.purge", record.manuscript_id, facts)
    for sha256 in gone:
        blob_drop(sha256)


def _need_hidden(revision: RevisionRecord) -> None:
    """Refuse while citizens can still see it: it is taken down first, which one person may do.

    The app of releases is asked through its foreign key, because it may not be imported here.
    """
    if RevisionRecord.objects.filter(id=revision.id, release__isnull=False, release__steps=None):
        raise CommandRefused("live", "该版本仍在公开，请先紧急下线，再清除内容")


def _purge(now: Now, revision: RevisionRecord) -> tuple[str, ...]:
    """Blank a revision and what it was written from; return the digests of bytes to remove."""
    revision.title = revision.body = revision.public_note = ""
    revision.purged_at = now.at
    revision.save(update_fields=["title", "body", "public_note", "purged_at"])
    revision.renderings.update(title="", body="")
    for attachment in revision.attachments.all():
        attachment.name = f"{GONE}{attachment.position}"
        attachment.save(update_fields=["name"])
    manuscript = revision.manuscript
    WorkingCopyRecord.objects.filter(manuscript=manuscript).delete()
    living = AttachmentRecord.objects.filter(
        revision__manuscript=manuscript, revision__purged_at=None
    )
    doomed = UploadRecord.objects.filter(manuscript=manuscript).exclude(
        blob__in=living.values("blob")
    )
    digests = tuple(sorted(set(doomed.values_list("blob_id", flat=True))))
    doomed.update(name=GONE)
    return tuple(sha256 for sha256 in digests if _purge_blob(now, manuscript, sha256))


def _purge_blob(now: Now, manuscript: ManuscriptRecord, sha256: str) -> bool:
    """Mark bytes as purged, if nothing else uses them."""
    blob = BlobRecord.objects.get(sha256=sha256)
    if blob.purged_at is not None or _is_used(blob, manuscript):
        return False
    blob.purged_at = now.at
    blob.save(update_fields=["purged_at"])
    return True


def _is_used(blob: BlobRecord, manuscript: ManuscriptRecord) -> bool:
    """Return whether a living revision, another manuscript or another app uses the bytes.

    The apps above are asked through their foreign keys, because they may not be imported here.
    """
    attachments = AttachmentRecord.objects.filter(blob=blob, revision__purged_at=None)
    uploads = UploadRecord.objects.filter(blob=blob).exclude(manuscript=manuscript)
    fields = BlobRecord._meta.get_fields(include_hidden=True)  # noqa: SLF001 - Django's documented interface
    others: list[QuerySet[Model]] = [
        QuerySet(one.related_model).filter(**{one.field.name: blob})
        for one in fields
        if isinstance(one, ForeignObjectRel)
        and one.related_model not in {AttachmentRecord, UploadRecord}
    ]
    return any(rows.exists() for rows in (attachments, uploads, *others))
