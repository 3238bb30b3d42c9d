"""Reading the trail."""

from collections.abc import Iterator

from shenfa.desk.trail.models import CheckpointRecord, EntryRecord
from shenfa.trail import Checkpoint, Entry


def trail_last() -> Entry | None:
    """Return the last entry, if any. One query."""
    record = EntryRecord.objects.order_by("-seq").first()
    return record.to_entry() if record else None


def trail_entries() -> Iterator[Entry]:
    """Yield all entries in their order. One query, read in portions."""
    for record in EntryRecord.objects.order_by("seq").iterator(chunk_size=2000):
        yield record.to_entry()


def trail_checkpoints() -> Iterator[Checkpoint]:
    """Yield all checkpoints in their order. One query."""
    return (record.to_checkpoint() for record in CheckpointRecord.objects.all())
