"""What the rules find in one uploaded file, before it goes out with anything.

Reading may take long, so nobody's request waits for it: who asks is answered within a moment,
with the result or with the word that it is being worked out, and asks again. The result is
remembered while the process lives; it depends on the bytes, the name, the kind and the county's
tables only.
"""

import datetime
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Event, Lock, Thread

from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.review.checking_process import CheckingFailed, in_process
from shenfa.desk.review.examining import Examined, FilePart, Task, examine, unread
from shenfa.desk.wording.county_file import Tables
from shenfa.desk.wording.selectors import county_tables
from shenfa.text import Belonging, ContentKind

SECONDS = 60.0
MOST_KEPT = 200

MOMENT = 0.8
"""Seconds that a request may wait."""

_RUNNING: dict[tuple[object, ...], Event] = {}
_FAILED: set[tuple[object, ...]] = set()
"""Where the check broke off: that is told once, and the next who asks begins anew."""
_KEPT: OrderedDict[tuple[object, ...], Examined] = OrderedDict()
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Asked:
    """A stored file, as it would go out in a text of this kind."""

    sha256: str
    name: str
    kind: ContentKind
    date: datetime.date
    belongs: Belonging = Belonging()


def file_examined(asked: Asked, *, moment: float = MOMENT) -> Examined | None:
    """Return findings and gaps of a file, or None while they are being worked out.

    As in the audit, a file that goes with an official document is not one itself.
    """
    attached = ContentKind.GENERAL if asked.kind is ContentKind.OFFICIAL else asked.kind
    tables = county_tables()
    key = (asked.sha256, asked.name, attached, asked.date, asked.belongs, tables)
    with _LOCK:
        if key in _KEPT:
            return _take(key)
        ended = _RUNNING.get(key)
        if ended is None:
            ended = _RUNNING[key] = Event()
            given = (key, replace(asked, kind=attached), tables)
            Thread(target=_examine, args=given, daemon=True).start()
    ended.wait(moment)
    with _LOCK:
        return _take(key) if key in _KEPT else None


def _take(key: tuple[object, ...]) -> Examined:
    if key not in _FAILED:
        return _KEPT[key]
    _FAILED.remove(key)
    return _KEPT.pop(key)


def _examine(key: tuple[object, ...], asked: Asked, tables: Tables) -> None:
    try:
        part = FilePart(
            f"附件：{asked.name}",
            asked.name,
            blob_bytes(asked.sha256),
            asked.kind,
            asked.date,
            belongs=asked.belongs,
        )
        try:
            found = in_process(examine, Task(part, tables), SECONDS)
        except CheckingFailed as error:
            found = unread(part.part, "全文", str(error))
            with _LOCK:
                _FAILED.add(key)
        _keep(key, found)
    finally:
        with _LOCK:
            _RUNNING.pop(key).set()


def _keep(key: tuple[object, ...], found: Examined) -> None:
    with _LOCK:
        _KEPT[key] = found
        while len(_KEPT) > MOST_KEPT:
            _FAILED.discard(_KEPT.popitem(last=False)[0])
