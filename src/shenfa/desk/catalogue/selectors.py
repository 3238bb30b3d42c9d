"""Reading catalogues. What a person may see is their unit's, the county office all (I21)."""

import datetime
from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from shenfa.desk.catalogue.models import (
    ItemRecord,
    OccasionRecord,
    PublicationRecord,
    TimerRecord,
    VersionRecord,
)
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.refusals import NotFound
from shenfa.desk.release.models import ReleaseChannelRecord, ReleaseRecord
from shenfa.desk.release.selectors import live_releases


def versions_at(moment: datetime.datetime) -> QuerySet[VersionRecord]:
    """Return the version of every item that held at a moment, given up or not."""
    newest = VersionRecord.objects.filter(item=OuterRef("item"), valid_from__lte=moment)
    last = Subquery(newest.order_by("-number").values("number")[:1])
    rows = VersionRecord.objects.filter(number=last)
    return rows.select_related("item__unit", "channel", "person").order_by(
        "item__unit__name", "matter", "item"
    )


def catalogue_at(
    *, viewer: str, moment: datetime.datetime, at: datetime.datetime, unit: str = ""
) -> tuple[VersionRecord, ...]:
    """Return the catalogue as it held at a moment, of the units that a person may see. One query."""
    units = unit_visible(viewer=viewer, at=at).order_by()
    rows = versions_at(moment).filter(item__unit__in=units, is_given_up=False)
    return tuple(rows.filter(item__unit=unit) if unit else rows)


def item_get(*, viewer: str, item: str, at: datetime.datetime) -> ItemRecord:
    """Return an item that the person may see, or refuse as if there were none."""
    units = unit_visible(viewer=viewer, at=at)
    found = ItemRecord.objects.filter(id=item, unit__in=units).select_related("unit").first()
    if found is None:
        raise NotFound("目录事项")
    return found


def version_latest(item: ItemRecord) -> VersionRecord:
    """Return what an item says now. One query."""
    rows = VersionRecord.objects.filter(item=item).select_related("channel", "person")
    return rows.order_by("-number")[0]


def version_of(item: ItemRecord, moment: datetime.datetime) -> VersionRecord | None:
    """Return what an item said at a moment. One query."""
    return (
        VersionRecord.objects.filter(item=item, valid_from__lte=moment).order_by("-number").first()
    )


def publications_of(items: Iterable[str]) -> QuerySet[PublicationRecord]:
    """Return what was published under items."""
    rows = PublicationRecord.objects.filter(version__item__in=tuple(items))
    return rows.select_related("release__revision", "version", "occasion").order_by("id")


def occasions_of(items: Iterable[str]) -> QuerySet[OccasionRecord]:
    """Return what was formed under items."""
    return OccasionRecord.objects.filter(item__in=tuple(items))


def unfiled_releases(*, units: Iterable[str]) -> QuerySet[ReleaseRecord]:
    """Return what is public in a column of the catalogue and under no item yet, newest first."""
    columns = VersionRecord.objects.filter(item__unit__in=tuple(units), is_given_up=False)
    places = ReleaseChannelRecord.objects.filter(channel__in=columns.values("channel"))
    filed = PublicationRecord.objects.values("release")
    rows = live_releases().filter(
        id__in=places.values("release"), revision__manuscript__unit__in=tuple(units)
    )
    return (
        rows.exclude(id__in=filed).select_related("revision__manuscript").order_by("-released_at")
    )


def timer_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[TimerRecord]:
    """Return the timers that a person may see, open ones first."""
    units = unit_visible(viewer=viewer, at=at).order_by()
    rows = TimerRecord.objects.filter(unit__in=units).select_related("unit", "by", "closed_by")
    return rows.prefetch_related("steps").order_by("begun_on", "id")


def timer_get(*, viewer: str, timer: str, at: datetime.datetime) -> TimerRecord:
    """Return a timer that the person may see, or refuse as if there were none."""
    found = timer_visible(viewer=viewer, at=at).filter(id=timer).first()
    if found is None:
        raise NotFound("时限")
    return found
