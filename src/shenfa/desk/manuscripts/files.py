"""Stored files: bytes under their digest, in the data folder (ab/cdef…).

A file is written and flushed to the disk before the transaction that speaks of it. So a crash
leaves at most a file that no row names, and never a row without its file.
"""

import datetime
import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from shenfa.desk.manuscripts.models import BlobRecord
from shenfa.desk.refusals import CommandRefused

PORTION = 1024 * 1024
YOUNGEST_ORPHAN = datetime.timedelta(days=1)
"""A file that no row names may belong to a command that is still running."""


def blob_put(data: bytes) -> str:
    """Store bytes and return their digest; bytes that are there already are left alone."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = blob_path(sha256)
    if path.exists() and path.stat().st_size == len(data):
        os.utime(path)
        return sha256
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}.tmp")
    with unfinished.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(path)
    _flush_folder(path.parent)
    return sha256


def blob_path(sha256: str) -> Path:
    """Return where the bytes of a digest are."""
    return Path(settings.FILES) / sha256[:2] / sha256[2:]


def blob_bytes(sha256: str) -> bytes:
    """Return stored bytes."""
    return blob_path(sha256).read_bytes()


def blob_keep(*, sha256: str, at: datetime.datetime) -> BlobRecord:
    """Return the row of stored bytes, made where there is none. Inside a command.

    What two people ordered to be purged does not come back.
    """
    found = BlobRecord.objects.filter(sha256=sha256).first()
    if found is None:
        size = blob_path(sha256).stat().st_size
        found = BlobRecord(sha256=sha256, size=size, stored_at=at)
        found.save(force_insert=True)
    if found.purged_at is not None:
        raise CommandRefused("purged", "该文件已按规定清除，不得再次使用")
    return found


def blob_measure(sha256: str) -> tuple[str, int]:
    """Return digest and size of the bytes that are really stored; nothing has an empty digest."""
    path = blob_path(sha256)
    if not path.is_file():
        return "", 0
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return digest, path.stat().st_size


def blob_drop(sha256: str) -> None:
    """Remove bytes whose row says that they are purged; after the commit, never before."""
    blob_path(sha256).unlink(missing_ok=True)


def blob_sweep(*, at: datetime.datetime) -> int:
    """Remove files that are purged, and old ones that no row names; return how many.

    Purged bytes are removed right after the purge. This is for the crash in between.
    """
    removed = 0
    for path in Path(settings.FILES).glob("??/*"):
        row = BlobRecord.objects.filter(sha256=path.parent.name + path.name).first()
        written = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
        is_orphan = row is None and written < at - YOUNGEST_ORPHAN
        if is_orphan or (row is not None and row.purged_at is not None):
            path.unlink()
            removed += 1
    return removed


def _flush_folder(folder: Path) -> None:
    """Make sure that the new name survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
