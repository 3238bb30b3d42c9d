"""Reading manuscripts. What a person may see is their unit's, the county office all (I21).

A revision that was handed over is seen by the unit that is to take it. A working copy is seen
by its author.
"""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from django.db.models import Q, QuerySet

from shenfa.desk.manuscripts.files import blob_measure
from shenfa.desk.manuscripts.models import (
    AttachmentRecord,
    ManuscriptRecord,
    RevisionRecord,
    RevisionRequestRecord,
    TransferRecord,
    WorkingCopyRecord,
)
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.refusals import NotFound
from shenfa.review.content import Content, content_sha256

PURGED = "purged"


def manuscript_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[ManuscriptRecord]:
    """Return the manuscripts a person may see, newest first."""
    units = unit_visible(viewer=viewer, at=at)
    visible = ManuscriptRecord.objects.filter(unit__in=units).select_related("unit", "opened_by")
    return visible.order_by("-opened_at", "id")


def manuscript_get(*, viewer: str, manuscript: str, at: datetime.datetime) -> ManuscriptRecord:
    """Return a manuscript that the person may see, or refuse as if there were none."""
    found = manuscript_visible(viewer=viewer, at=at).filter(id=manuscript).first()
    if found is None:
        raise NotFound("稿件")
    return found


def copy_get(*, viewer: str, manuscript: str, at: datetime.datetime) -> WorkingCopyRecord:
    """Return the person's own working copy, or refuse as if there were none."""
    found = manuscript_get(viewer=viewer, manuscript=manuscript, at=at)
    copy = WorkingCopyRecord.objects.filter(manuscript=found, author=viewer).first()
    if copy is None:
        raise NotFound("工作副本")
    return copy


def revision_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[RevisionRecord]:
    """Return the revisions a person may see, newest first."""
    units = unit_visible(viewer=viewer, at=at)
    given = TransferRecord.objects.filter(to_unit__in=units).values("revision")
    visible = RevisionRecord.objects.filter(Q(manuscript__unit__in=units) | Q(id__in=given))
    return visible.select_related("manuscript__unit", "maker", "cut_by").order_by("-cut_at", "id")


def revision_get(*, viewer: str, revision: str, at: datetime.datetime) -> RevisionRecord:
    """Return a revision that the person may see, or refuse as if there were none."""
    found = revision_visible(viewer=viewer, at=at).filter(id=revision).first()
    if found is None:
        raise NotFound("版本")
    return found


def attachment_get(
    *, viewer: str, revision: str, position: int, at: datetime.datetime
) -> AttachmentRecord:
    """Return an attachment of a revision that the person may see, unless it is purged."""
    found = revision_get(viewer=viewer, revision=revision, at=at)
    attachment = found.attachments.filter(position=position).select_related("blob").first()
    if attachment is None or found.purged_at is not None:
        raise NotFound("附件")
    return attachment


def revision_newest(manuscript: str) -> RevisionRecord | None:
    """Return the newest revision of a manuscript, if there is one. One query."""
    return RevisionRecord.objects.filter(manuscript=manuscript).order_by("-number").first()


def transfer_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[TransferRecord]:
    """Return what was handed over from or to the units a person may see, newest first."""
    units = unit_visible(viewer=viewer, at=at)
    visible = TransferRecord.objects.filter(Q(from_unit__in=units) | Q(to_unit__in=units))
    return visible.select_related("from_unit", "to_unit", "revision").order_by("-given_at", "id")


def request_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[RevisionRequestRecord]:
    """Return the requests about revisions that a person may see, newest first."""
    units = unit_visible(viewer=viewer, at=at)
    visible = RevisionRequestRecord.objects.filter(revision__manuscript__unit__in=units)
    return visible.select_related("revision__manuscript", "requested_by").order_by(
        "-requested_at", "id"
    )


def revision_hashes() -> Mapping[str, str]:
    """Return the digest of each revision as the stored bytes have it now, or "purged" (I2).

    Reads every file that goes out, each once; three queries for each revision.
    """
    found: dict[str, str] = {}
    measured: dict[str, tuple[str, int]] = {}
    for revision in RevisionRecord.objects.order_by("id").iterator(chunk_size=500):
        if revision.purged_at is not None:
            found[revision.id] = PURGED
            continue
        found[revision.id] = content_sha256(_as_stored(revision.to_content(), measured))
    return found


def _as_stored(content: Content, measured: dict[str, tuple[str, int]]) -> Content:
    """Return the content with what the files hold, rather than what the rows say of them."""
    for one in content.attachments:
        if one.sha256 not in measured:
            measured[one.sha256] = blob_measure(one.sha256)
    attachments = (
        replace(one, sha256=measured[one.sha256][0], size=measured[one.sha256][1])
        for one in content.attachments
    )
    return replace(content, attachments=tuple(attachments))
