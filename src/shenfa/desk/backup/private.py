"""Files that only their owner can read: a backup holds the keys, and so does what comes from it."""

import os
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 20


def open_private(path: Path) -> BinaryIO:
    """Open a new file for writing."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
