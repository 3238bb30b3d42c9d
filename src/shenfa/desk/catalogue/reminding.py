"""Filing what is clear by itself, and reminding of what is owed, each time somebody higher (R10).

First the section's people are told that it will soon be due, then the section head too, then the
leaders of the unit, then the county office. What became public is not reminded of any more.
"""

import datetime
from collections import Counter
from collections.abc import Iterable

from django.utils.timezone import localdate

from shenfa.desk.catalogue.authority import CONSENTING, KEEPERS
from shenfa.desk.catalogue.comparing import Asked, asked_of
from shenfa.desk.catalogue.models import PublicationRecord
from shenfa.desk.catalogue.selectors import unfiled_releases, versions_at
from shenfa.desk.clock import Clock
from shenfa.desk.organisation.authority import RECEIVERS
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import county_office_id, tenure_list
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import holders
from shenfa.desk.trail.command import SYSTEM, Acting, Now, chain, command, repeated
from shenfa.ledger.catalogue import Rhythm, read_limit
from shenfa.review import Position

OFFICERS = (Position.DISCLOSURE_OFFICER, Position.INFORMATION_OFFICER)
STEP = datetime.timedelta(days=7)
TEXTS = (
    "有目录事项即将到期，请按程序公开",
    "有目录事项已超过公开时限，请立即公开",
    "有目录事项超过公开时限一周仍未公开，请督促责任科室",
    "有单位的目录事项超过公开时限两周仍未公开，请督办",
)


def catalogue_daily(clock: Clock) -> int:
    """File and remind; return how much was done. The worker's job."""
    return publications_file(clock) + remind(clock)


def publications_file(clock: Clock) -> int:
    """File releases whose column belongs to one item that comes round; return how many."""
    at = clock.now()
    rows = versions_at(at).filter(is_given_up=False)
    shared = Counter(row.channel_id for row in rows)
    alone = {
        (row.item.unit_id, row.channel_id): row
        for row in rows
        if shared[row.channel_id] == 1 and _comes_round(row.limit)
    }
    units = tuple(UnitRecord.objects.values_list("id", flat=True))
    count = 0
    for release in unfiled_releases(units=units).prefetch_related("channels"):
        unit = release.revision.manuscript.unit_id
        channels = (row.channel_id for row in release.channels.all())
        version = next((alone[unit, one] for one in channels if (unit, one) in alone), None)
        if version is None or version.valid_from > release.released_at:
            continue
        with command("catalogue.file", version.item_id, Acting(SYSTEM, clock)) as now:
            if PublicationRecord.objects.filter(release=release).exists():
                repeated()
                continue
            PublicationRecord(release=release, version=version, at=now.at).save(force_insert=True)
            facts = {"release": release.id, "version": version.number}
            chain(now, "catalogue.file", version.item_id, facts)
        count += 1
    return count


def remind(clock: Clock) -> int:
    """Tell who has to know what is owed; return how many reminders went out."""
    today = localdate(clock.now())
    owed = [
        one
        for one in asked_of(versions_at(clock.now()).filter(is_given_up=False), today)
        if one.is_late(today) or one.is_soon(today)
    ]
    return sum(_remind(clock, one, today) for one in owed)


def level_of(asked: Asked, today: datetime.date) -> int:
    """Return how high a reminder has to go."""
    if asked.window is None or asked.window.due >= today:
        return 0
    weeks = (today - asked.window.due) // STEP
    return min(1 + weeks, len(TEXTS) - 1)


def _remind(clock: Clock, asked: Asked, today: datetime.date) -> int:
    item, level = asked.version.item_id, level_of(asked, today)
    due = asked.window.due.isoformat() if asked.window else ""
    with command("catalogue.remind", item, Acting(SYSTEM, clock)) as now:
        told = sum(
            notify(
                now,
                _people(now, asked, one),
                Notice(f"catalogue{one}_{due}", asked.occasion or item, TEXTS[one]),
            )
            for one in range(level + 1)
            if one == level or one > 0
        )
        if not told:
            repeated()
            return 0
        chain(now, "catalogue.remind", item, {"level": level, "due": due, "told": told})
    return told


def _people(now: Now, asked: Asked, level: int) -> Iterable[str]:
    unit = asked.version.item.unit_id
    if level == len(TEXTS) - 1:
        return holders(tenure_list(unit=county_office_id()), RECEIVERS, now.at)
    positions = (OFFICERS, KEEPERS, CONSENTING)[level]
    named = {asked.version.person_id} if asked.version.person_id and level < 2 else set()
    return holders(tenure_list(unit=unit), positions, now.at) | named


def _comes_round(limit: str) -> bool:
    read = read_limit(limit)
    return read is not None and read.rhythm is not Rhythm.EVENT
