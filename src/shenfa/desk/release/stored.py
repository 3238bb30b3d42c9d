"""Stored bytes as they may be shown: those that their digest names, and no others (I14)."""

import hashlib

from shenfa.desk.manuscripts.files import blob_path


class BytesChanged(Exception):
    """What is stored is not what was approved; it is not shown to anybody."""


def stored_bytes(sha256: str) -> bytes:
    """Return stored bytes, if they are still what their digest says."""
    path = blob_path(sha256)
    data = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BytesChanged(sha256)
    return data
