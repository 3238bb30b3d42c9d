"""Everything the trail says about one manuscript, from its opening to what became of it."""

from django.db.models import JSONField
from django.db.models.functions import Cast

from shenfa.desk.manuscripts.models import (
    ManuscriptRecord,
    RevisionRecord,
    RevisionRequestRecord,
    TransferRecord,
)
from shenfa.desk.release.models import DeliveryRecord, ReleaseRecord, ScheduleRecord
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.trail.models import EntryRecord
from shenfa.trail import Entry

MOST = 2000


def manuscript_trail(manuscript: ManuscriptRecord) -> tuple[Entry, ...]:
    """Return the entries about a manuscript and what belongs to it, refusals too, in order.

    Whoever asks has been shown the manuscript before. Six queries; the last one reads the
    whole trail in the database, because entries are not filed by what they are about.
    """
    rows = EntryRecord.objects.annotate(told=Cast("body", JSONField()))
    found = rows.filter(told__object__in=sorted(_concerned(manuscript))).order_by("seq")
    return tuple(row.to_entry() for row in found[:MOST])


def _concerned(manuscript: ManuscriptRecord) -> set[str]:
    revisions = RevisionRecord.objects.filter(manuscript=manuscript).values("id")
    found = {manuscript.id}
    if manuscript.transfer_id:
        found.add(manuscript.transfer_id)
    for rows in (
        RevisionRecord.objects.filter(manuscript=manuscript),
        RevisionRequestRecord.objects.filter(revision__in=revisions),
        TransferRecord.objects.filter(revision__in=revisions),
        ReleaseRecord.objects.filter(revision__in=revisions),
        ScheduleRecord.objects.filter(revision__in=revisions),
        DeliveryRecord.objects.filter(release__revision__in=revisions),
    ):
        found.update(rows.values_list("id", flat=True))
    return found


def live_revision(manuscript: ManuscriptRecord) -> RevisionRecord | None:
    """Return the revision of a manuscript that is public, if one is. One query."""
    live = live_releases().filter(revision__manuscript=manuscript).select_related("revision")
    found = live.order_by("-released_at").first()
    return found.revision if found else None
