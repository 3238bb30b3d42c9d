"""What the rules find in one uploaded file, before it goes out with anything.

Reading takes long, so the answer is remembered while the process lives; it depends on the bytes,
the name, the kind and the county's tables only.
"""

import datetime
from collections import OrderedDict
from threading import Lock

from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.review.checking_process import CheckingFailed, in_process
from shenfa.desk.review.examining import Examined, FilePart, Task, examine, unread
from shenfa.desk.wording.selectors import county_tables
from shenfa.text import ContentKind

SECONDS = 60.0
MOST_KEPT = 200

_KEPT: OrderedDict[tuple[object, ...], Examined] = OrderedDict()
_LOCK = Lock()


def file_examined(*, sha256: str, name: str, kind: ContentKind, date: datetime.date) -> Examined:
    """Return findings and gaps of a stored file as it would go out in a text of this kind.

    As in the audit, a file that goes with an official document is not one itself.
    """
    attached = ContentKind.GENERAL if kind is ContentKind.OFFICIAL else kind
    tables = county_tables()
    key = (sha256, name, attached, date, tables)
    with _LOCK:
        if key in _KEPT:
            return _KEPT[key]
    part = FilePart(f"附件：{name}", name, blob_bytes(sha256), attached, date)
    try:
        found = in_process(examine, Task(part, tables), SECONDS)
    except CheckingFailed as error:
        return unread(part.part, "全文", str(error))
    with _LOCK:
        _KEPT[key] = found
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return found
