"""Where exports lie in the data folder: only the owner reads them, and they go after a week.

They are no part of a backup: an export can be made anew at any time.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from shenfa.desk.backup.private import open_private
from shenfa.desk.deployment import Deployment

FOLDER = "exports"
KEPT = datetime.timedelta(days=7)


def export_file(deployment: Deployment, export: str) -> Path:
    """Return where the file of an export lies, whether it is there or not."""
    return deployment.data / FOLDER / f"{export}.zip"


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """Write a file that has its name when it is whole, and nothing is left of it otherwise."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with open_private(part) as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def drop_old(deployment: Deployment, at: datetime.datetime) -> int:
    """Remove the files that are older than a week, and return how many there were."""
    dropped = 0
    for path in (deployment.data / FOLDER).glob("*.zip*"):
        if at.timestamp() - path.stat().st_mtime > KEPT.total_seconds():
            path.unlink(missing_ok=True)
            dropped += 1
    return dropped
