"""The menu, by what a person holds: nobody sees an entry that is no use to them."""

import datetime
from dataclasses import dataclass

from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.organisation.selectors import lasting
from shenfa.desk.review.models import NoticeRecord
from shenfa.review.duties import ADMINISTRATORS

WRITERS, EVERYBODY = "writers", "everybody"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is shown. ``short`` is for the phone, ``count`` what waits there."""

    name: str
    short: str
    address: str
    icon: str
    is_current: bool = False
    count: int = 0


ENTRIES: tuple[tuple[Entry, frozenset[str]], ...] = (
    (Entry("我的待办", "待办", "/tasks", "list-check"), frozenset({WRITERS})),
    (Entry("稿件审校", "稿件", "/manuscripts", "file-text"), frozenset({WRITERS})),
    (Entry("发布", "发布", "/releases", "world-upload"), frozenset({WRITERS})),
    (Entry("公众纠错", "纠错", "/reports", "message-report"), frozenset({WRITERS})),
    (Entry("公开网站", "网站", "/site/", "world"), frozenset({EVERYBODY})),
)


def menu_of(person: str, path: str, at: datetime.datetime) -> tuple[tuple[Entry, ...], int]:
    """Return the entries for a person, and how many notices are unread. Two queries."""
    held = TenureRecord.objects.filter(
        lasting(at), person=person, since__lte=at, filing__confirmed_at__lte=at
    ).values_list("position", flat=True)
    roles = {EVERYBODY, *held}
    if not roles & ADMINISTRATORS:
        roles.add(WRITERS)
    unread = NoticeRecord.objects.filter(person=person, read_at=None).count()
    entries = (
        Entry(entry.name, entry.short, entry.address, entry.icon, _is_at(path, entry.address))
        for entry, wanted in ENTRIES
        if roles & wanted
    )
    return tuple(entries), unread


def _is_at(path: str, address: str) -> bool:
    return path == address or path.startswith(f"{address}/")
