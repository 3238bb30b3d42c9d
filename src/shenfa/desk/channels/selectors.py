"""Reading channels, permitted sources and visited leaders."""

import datetime
import re

from django.db.models import Q, QuerySet

from shenfa.desk.channels.models import (
    ChannelKind,
    ChannelRecord,
    SourceRecord,
    StandingExceptionRecord,
    VisitedLeaderRecord,
)
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.refusals import NotFound
from shenfa.review import Source

HOST = re.compile(r"(?:https?://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[:/].*)?")
ACCOUNT = re.compile(r"[a-z]+:[\w.-]+")


def channel_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[ChannelRecord]:
    """Return the channels a person may know: those of units they see, and all main columns."""
    units = unit_visible(viewer=viewer, at=at)
    if not units.exists():
        return ChannelRecord.objects.none()
    seen = Q(unit__in=units) | Q(kind=ChannelKind.MAIN_COLUMN.value)
    return ChannelRecord.objects.filter(seen).select_related("unit").order_by("kind", "path", "id")


def channel_get(*, viewer: str, channel: str, at: datetime.datetime) -> ChannelRecord:
    """Return a channel that the person may know, or refuse as if there were none."""
    found = channel_visible(viewer=viewer, at=at).filter(id=channel).first()
    if found is None:
        raise NotFound("栏目或账号")
    return found


def source_list(at: datetime.datetime) -> tuple[Source, ...]:
    """Return the permitted sources at a moment, one for each host. One query."""
    rows = SourceRecord.objects.filter(
        Q(removed_at=None) | Q(removed_at__gt=at),
        Q(until=None) | Q(until__gt=at),
        allowed_at__lte=at,
        since__lte=at,
    )
    return tuple(_to_source(row) for row in rows.order_by("id"))


def source_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[SourceRecord]:
    """Return every source that was ever proposed, to whoever is with the county. Two queries."""
    rows = SourceRecord.objects.order_by("name", "id")
    return rows if unit_visible(viewer=viewer, at=at).exists() else rows.none()


def leader_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[VisitedLeaderRecord]:
    """Return every leader that was ever proposed, to whoever is with the county. Two queries."""
    rows = VisitedLeaderRecord.objects.order_by("name", "id")
    return rows if unit_visible(viewer=viewer, at=at).exists() else rows.none()


def standing_holds(channel: str, at: datetime.datetime) -> bool:
    """Return whether a channel may carry news of other sources. One query.

    As in the trail, the last exception is the one that counts.
    """
    last = (
        StandingExceptionRecord.objects.filter(channel=channel, approved_at__lte=at)
        .order_by("-approved_at", "-id")
        .first()
    )
    return last is not None and at < last.until


def standing_list(unit: str, at: datetime.datetime) -> tuple[StandingExceptionRecord, ...]:
    """Return the channels of a unit that may carry news of other sources. One query."""
    rows = StandingExceptionRecord.objects.filter(channel__unit=unit, approved_at__lte=at)
    rows = rows.select_related("channel", "approved_by").order_by("approved_at", "id")
    last = {row.channel_id: row for row in rows}
    return tuple(row for row in last.values() if at < row.until)


def leader_list(at: datetime.datetime) -> tuple[VisitedLeaderRecord, ...]:
    """Return the leaders on the list at a moment. One query."""
    rows = VisitedLeaderRecord.objects.filter(
        Q(until=None) | Q(until__gt=at), confirmed_by__isnull=False, since__lte=at
    )
    return tuple(rows.order_by("id"))


def host_of(address: str) -> str:
    """Return the host of a web address or the account itself; empty where it is neither."""
    address = address.strip().lower()
    if ACCOUNT.fullmatch(address):
        return address
    found = HOST.fullmatch(address)
    return found.group(1) if found else ""


def _to_source(row: SourceRecord) -> Source:
    is_account = ACCOUNT.fullmatch(row.host) is not None
    return Source(
        name=row.name,
        domains=frozenset() if is_account else frozenset({row.host}),
        accounts=frozenset({row.host}) if is_account else frozenset(),
        is_county_media=row.is_county_media,
    )
