"""Readings of copies, kept in the memory of the process: a scan takes seconds to be recognised.

They are never stored, because a purge must leave nothing behind.
"""

import hashlib
import threading
from collections import OrderedDict

from shenfa.desk.form.reading import open_copy
from shenfa.text import Document, GapKind

MOST = 24
_KEPT: OrderedDict[tuple[str, str], Document] = OrderedDict()
_LOCK = threading.Lock()


def reading_of(data: bytes, name: str) -> Document:
    """Read a copy, or return what was read of the same bytes. Raises UnreadableDocument."""
    key = (hashlib.sha256(data).hexdigest(), name)
    with _LOCK:
        found = _KEPT.get(key)
    if found is None:
        found = open_copy(data, name)
    if any(gap.kind is GapKind.TECHNICAL for gap in found.gaps):
        return found  # read again the next time: it may go better
    with _LOCK:
        _KEPT[key] = found
        _KEPT.move_to_end(key)
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    return found
