"""The menu, by what a person holds: nobody sees an entry that is no use to them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q

from shenfa.desk.exports.authority import READERS
from shenfa.desk.organisation.authority import RECEIVERS
from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.organisation.selectors import lasting
from shenfa.desk.review.models import NoticeRecord
from shenfa.review.duties import ADMINISTRATORS, Position

WRITERS, EVERYBODY, IN_OFFICE = "writers", "everybody", "office:"
"""Before the name of a position, ``IN_OFFICE`` means: held in the county office."""
PLACES = {"/feedback": "/problems"}
"""Pages that belong to an entry with another address."""
WATCHERS = frozenset({*RECEIVERS, Position.SITE_ADMINISTRATOR})
"""Who of the county office has its desk: submissions, filings, all units."""
ADMINISTRATION = ADMINISTRATORS | {
    Position.SITE_ADMINISTRATOR,
    Position.COUNTY_REVIEWER,
    Position.PRINCIPAL_LEADER,
    Position.DISCLOSURE_OFFICER,
}
"""Who sets something up: the county, or their own unit."""


def _in_office(positions: Iterable[Position]) -> frozenset[str]:
    return frozenset(f"{IN_OFFICE}{position}" for position in positions)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is shown. ``short`` is for the phone, ``count`` what waits there."""

    name: str
    short: str
    address: str
    icon: str
    is_current: bool = False
    count: int = 0

    @property
    def supervises(self) -> bool:
        """Whether it looks at what is public already; these share one place in the bar."""
        return self.address in SUPERVISION


SUPERVISION = frozenset({"/patrol", "/problems", "/reports", "/catalogue", "/assessment"})


ENTRIES: tuple[tuple[Entry, frozenset[str]], ...] = (
    (Entry("我的待办", "待办", "/tasks", "list-check"), frozenset({WRITERS})),
    (Entry("稿件审校", "稿件", "/manuscripts", "file-text"), frozenset({WRITERS})),
    (Entry("县府办", "县府办", "/county", "building-bank"), _in_office(WATCHERS)),
    (Entry("发布", "发布", "/releases", "world-upload"), frozenset({WRITERS})),
    (Entry("巡查", "巡查", "/patrol", "radar-2"), frozenset({WRITERS})),
    (Entry("问题台账", "台账", "/problems", "list-details"), frozenset({WRITERS})),
    (Entry("公众纠错", "纠错", "/reports", "message-report"), frozenset({WRITERS})),
    (Entry("公开目录", "目录", "/catalogue", "list-details"), frozenset({WRITERS})),
    (Entry("考核", "考核", "/assessment", "chart-bar"), frozenset({WRITERS})),
    (Entry("管理", "管理", "/administration", "settings"), ADMINISTRATION),
    (Entry("留痕", "留痕", "/trail", "history"), _in_office(READERS)),
    (
        Entry("系统状态", "状态", "/system", "activity-heartbeat"),
        _in_office({Position.SYSTEM_ADMINISTRATOR}),
    ),
    (Entry("公开网站", "网站", "/site/", "world"), frozenset({EVERYBODY})),
)


def menu_of(person: str, path: str, at: datetime.datetime) -> tuple[tuple[Entry, ...], int]:
    """Return the entries for a person, and how many notices are unread. Two queries.

    A principal leader counts from the appointment on, because they file it themselves.
    """
    in_force = Q(filing__confirmed_at__lte=at) | Q(position=Position.PRINCIPAL_LEADER)
    held = TenureRecord.objects.filter(
        lasting(at), in_force, person=person, since__lte=at
    ).values_list("position", "unit__is_county_office")
    roles = {EVERYBODY, *(position for position, _ in held)}
    roles |= {f"{IN_OFFICE}{position}" for position, is_office in held if is_office}
    if not roles & ADMINISTRATORS:
        roles.add(WRITERS)
    unread = NoticeRecord.objects.filter(person=person, read_at=None).count()
    entries = (
        Entry(entry.name, entry.short, entry.address, entry.icon, _is_at(path, entry.address))
        for entry, wanted in ENTRIES
        if roles & wanted
    )
    return tuple(entries), unread


def bar_of(menu: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries of the bar at the top, where all that supervises is one."""
    inner = [entry for entry in menu if entry.supervises]
    if not inner:
        return menu
    one = replace(
        inner[0],
        name="监督检查",
        is_current=any(entry.is_current for entry in inner),
        count=sum(entry.count for entry in inner),
    )
    first = menu.index(inner[0])
    return (*menu[:first], one, *(entry for entry in menu[first:] if not entry.supervises))


def row_of(menu: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries of the row below the bar: those that supervise, while at one of them."""
    inner = tuple(entry for entry in menu if entry.supervises)
    return inner if any(entry.is_current for entry in inner) else ()


def _is_at(path: str, address: str) -> bool:
    at = PLACES.get(f"/{path.split('/')[1]}", path)
    return at == address or at.startswith(f"{address}/")
