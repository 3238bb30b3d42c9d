"""Unpacking a backup into a folder of its own. Nothing of Django: there is no database yet."""

import hashlib
import zipfile
import zlib
from pathlib import Path

from shenfa.desk.backup.manifest import MANIFEST, Manifest, UnusableBackup, read_manifest
from shenfa.desk.backup.private import CHUNK, open_private
from shenfa.desk.deployment import FILES

DAMAGED = "备份文件已损坏，请换用另一份备份"


def unpack(file: Path, folder: Path) -> Manifest:
    """Write all parts into a folder that is made for it, each held against its digest."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = read_manifest(archive.read(MANIFEST))
            if sorted(archive.namelist()) != sorted([MANIFEST, *manifest.digests]):
                raise UnusableBackup(DAMAGED)
            folder.mkdir(mode=0o700)
            (folder / FILES).mkdir(mode=0o700)
            for name, digest in manifest.digests.items():
                _extract(archive, name, folder / name, digest)
    except (zipfile.BadZipFile, KeyError, EOFError, RuntimeError, zlib.error) as error:
        raise UnusableBackup(DAMAGED) from error
    return manifest


def _extract(archive: zipfile.ZipFile, name: str, path: Path, expected: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(name) as part, open_private(path) as target:
        while chunk := part.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
    if digest.hexdigest() != expected:
        raise UnusableBackup(DAMAGED)
