"""What other apps stored of a revision that must not exist is erased with it.

A purge is ordered below (``manuscripts.purging``), which knows nothing of pages, archives,
forms and captured copies. Their bytes follow here, found by looking at what was purged: killed
in between, the next look finds what is left. Rows, digests and trail stay.
"""

from django.db.models import Model, QuerySet

from shenfa.desk.clock import Clock
from shenfa.desk.form.models import ComparisonRecord, FormRecord
from shenfa.desk.manuscripts.files import blob_drop
from shenfa.desk.manuscripts.models import (
    AttachmentRecord,
    BlobRecord,
    RevisionRecord,
    UploadRecord,
)
from shenfa.desk.release.models import ReleaseChannelRecord, StepRecord
from shenfa.desk.review.models import CaptureRecord
from shenfa.desk.trail.command import SYSTEM, Acting, chain, command

HOLDERS: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (AttachmentRecord, "revision", ("blob",)),
    (CaptureRecord, "revision", ("copy",)),
    (FormRecord, "revision", ("formal", "electronic", "signature", "seal")),
    (ComparisonRecord, "form__revision", ("formal", "electronic")),
    (ReleaseChannelRecord, "release__revision", ("page",)),
    (StepRecord, "release__revision", ("archive",)),
)
"""Where bytes of a revision are stored: the table, the way to the revision, the fields."""


def erase_purged(clock: Clock) -> int:
    """Erase what is left of purged revisions; return how many of them had something left."""
    purged = RevisionRecord.objects.exclude(purged_at=None).order_by("id")
    left = [revision for revision in purged if _doomed(revision)]
    for revision in left:
        with command("erasure.finish", revision.id, Acting(SYSTEM, clock)) as now:
            doomed = _doomed(revision)
            BlobRecord.objects.filter(sha256__in=doomed).update(purged_at=revision.purged_at)
            chain(now, "erasure.finish", revision.manuscript_id, {"files": len(doomed)})
        for sha256 in doomed:
            blob_drop(sha256)
    return len(left)


def _doomed(revision: RevisionRecord) -> tuple[str, ...]:
    """Return the bytes that are stored of a purged revision and of nothing that still lives."""
    held = {sha256 for rows, name in _rows(revision=revision) for sha256 in _values(rows, name)}
    kept = {row.sha256 for row in BlobRecord.objects.filter(sha256__in=held, purged_at=None)}
    living = {sha256 for rows, name in _rows(purged_at=None) for sha256 in _values(rows, name)}
    elsewhere = UploadRecord.objects.exclude(manuscript=revision.manuscript_id)
    return tuple(sorted(kept - living - set(elsewhere.values_list("blob_id", flat=True))))


def _rows(
    *, revision: RevisionRecord | None = None, **of_revision: None
) -> list[tuple[QuerySet[Model], str]]:
    found: list[tuple[QuerySet[Model], str]] = []
    for model, way, names in HOLDERS:
        wanted = {f"{way}__{key}": value for key, value in of_revision.items()}
        rows: QuerySet[Model] = QuerySet(model)
        rows = rows.filter(**({way: revision} if revision else wanted))
        found += [(rows, name) for name in names]
    return found


def _values(rows: QuerySet[Model], name: str) -> set[str]:
    return set(rows.exclude(**{name: None}).values_list(f"{name}_id", flat=True))
