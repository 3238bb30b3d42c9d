"""Writing a backup while the system is in use.

The database is copied first and as it was at one moment, the files afterwards: a file that is
named in the copy is never missing, one more does no harm.
"""

import hashlib
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.db import connection

from shenfa.desk.backup.manifest import FORMAT, MANIFEST, SINGLE, Manifest, write_manifest
from shenfa.desk.backup.private import CHUNK
from shenfa.desk.clock import Clock, stamp
from shenfa.desk.deployment import DATABASE, FILES, Deployment
from shenfa.desk.trail.selectors import trail_last

LAST = "SELECT seq, hash FROM trail_entry ORDER BY seq DESC LIMIT 1"


def backup_write(*, deployment: Deployment, out: IO[bytes], clock: Clock) -> Manifest:
    """Write the backup and return what it says about itself."""
    made = stamp(clock.now())
    with tempfile.TemporaryDirectory(prefix="shenfa-backup-", dir=deployment.data) as folder:
        copy = Path(folder) / DATABASE
        count, head = _copy_sqlite(copy) if connection.vendor == "sqlite" else _last()
        digests: dict[str, str] = {}
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, path in _parts(deployment.data, copy):
                digest = _add(archive, name, path)
                if digest:
                    digests[name] = digest
            manifest = Manifest(FORMAT, made, connection.vendor, count, head, digests)
            archive.writestr(MANIFEST, write_manifest(manifest))
    return manifest


def _copy_sqlite(copy: Path) -> tuple[int, str]:
    """Copy the database by SQLite's own means and return how far the trail in the copy goes."""
    connection.ensure_connection()
    target = sqlite3.connect(copy)
    try:
        connection.connection.backup(target)
        row = target.execute(LAST).fetchone()
    finally:
        target.close()
    return row or (0, "")


def _last() -> tuple[int, str]:
    last = trail_last()
    return (last.seq, last.hash) if last else (0, "")


def _parts(data: Path, copy: Path) -> Iterator[tuple[str, Path]]:
    for name in SINGLE:
        path = copy if name == DATABASE else data / name
        if path.exists():
            yield name, path
    for path in sorted((data / FILES).rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(data).as_posix(), path


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    """Add a file and return its digest; none if it was purged in the meantime."""
    digest = hashlib.sha256()
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return ""
    with source, archive.open(name, "w", force_zip64=True) as part:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            part.write(chunk)
    return digest.hexdigest()
