"""The register of what was released: the list, one release, and what may still be done about it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.release.connectors import Way, to_connector
from shenfa.desk.release.models import (
    ConnectorRecord,
    DeliveryRecord,
    LiveCheckRecord,
    ReleaseChannelRecord,
    ReleaseRecord,
    ScheduleRecord,
    StepRecord,
)
from shenfa.desk.release.people import may_keep, may_take
from shenfa.desk.release.selectors import (
    AFTER,
    STATE_NAMES,
    State,
    release_visible,
    schedule_visible,
    state_of,
    to_released,
    unconfirmed,
)
from shenfa.review.release import Act, Doing, release_refusal

ON_A_PAGE = 30
UNDELIVERED, UNCONFIRMED = "undelivered", "unconfirmed"
GROUPS = {
    **{state.value: name for state, name in STATE_NAMES.items()},
    UNDELIVERED: "没有送达",
    UNCONFIRMED: "下线待确认",
}
"""What a list can be limited to: where a release stands, or what is still to be done."""
FILLED_IN = "（填写后）"
NOT_ENTITLED = "由本单位审查、发布人员或县政府办公室有关人员办理"


@dataclass(frozen=True, slots=True)
class WantedReleases:
    """Which releases. ``group`` is one of GROUPS."""

    words: str = ""
    group: str = ""
    unit: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A release in a list."""

    release: ReleaseRecord
    state: State
    state_name: str
    channels: tuple[ChannelRecord, ...]
    waiting: int
    is_unconfirmed: bool


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """One page of a list; pages count from 1."""

    rows: tuple[ReleaseRow, ...]
    total: int
    number: int
    last: int


@dataclass(frozen=True, slots=True)
class ShownDelivery:
    """Something that has to reach a channel or vanish from it. ``by_hand``: people do it."""

    delivery: DeliveryRecord
    by_hand: bool
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class ReleasePlace:
    """A channel a release went to, how it got there, and whether it is still what it was."""

    row: ReleaseChannelRecord
    deliveries: tuple[ShownDelivery, ...]
    checked: LiveCheckRecord | None


def release_page(
    *, viewer: str, at: datetime.datetime, wanted: WantedReleases, number: int = 1
) -> ReleasePage:
    """Return one page of the register, the latest first. About nine queries."""
    rows = _wanted(viewer, at, wanted)
    total = rows.count()
    last = max(1, -(-total // ON_A_PAGE))
    number = min(max(1, number), last)
    begin = (number - 1) * ON_A_PAGE
    found = rows.prefetch_related("deliveries")[begin : begin + ON_A_PAGE]
    unanswered = set(unconfirmed().values_list("release_id", flat=True))
    return ReleasePage(tuple(_row(one, unanswered) for one in found), total, number, last)


def waiting_schedules(*, viewer: str, at: datetime.datetime) -> tuple[ScheduleRecord, ...]:
    """Return the releases that are still to come, the next first. Four queries."""
    rows = schedule_visible(viewer=viewer, at=at).filter(settled_at=None)
    return tuple(rows.select_related("revision__manuscript__unit"))


def register_choices(
    *, viewer: str, at: datetime.datetime
) -> tuple[tuple[UnitRecord, ...], tuple[ChannelRecord, ...]]:
    """Return the units and channels of which there are releases that a person may see."""
    seen = release_visible(viewer=viewer, at=at).order_by()
    units = UnitRecord.objects.filter(id__in=seen.values("revision__manuscript__unit"))
    used = ReleaseChannelRecord.objects.filter(release__in=seen.values("id"))
    channels = ChannelRecord.objects.filter(id__in=used.values("channel"))
    return tuple(units.order_by("name")), tuple(channels.order_by("kind", "name"))


def release_places(release: ReleaseRecord) -> tuple[ReleasePlace, ...]:
    """Return where a release went, with what became of it there. Four queries."""
    known = ConnectorRecord.objects.in_bulk()
    deliveries = tuple(release.deliveries.select_related("channel").order_by("-act", "id"))
    checks = tuple(release.checks.order_by("-id"))

    def shown(one: DeliveryRecord) -> ShownDelivery:
        way = to_connector(one.channel, known.get(one.channel_id)).way
        is_waiting = one.delivered_at is None and (one.next_try is not None or _by_hand(way))
        return ShownDelivery(one, _by_hand(way), is_waiting)

    return tuple(
        ReleasePlace(
            row,
            tuple(shown(one) for one in deliveries if one.channel_id == row.channel_id),
            next((one for one in checks if one.channel_id == row.channel_id), None),
        )
        for row in release.channels.select_related("channel").order_by("id")
    )


def release_acts(
    *, release: ReleaseRecord, person: str, at: datetime.datetime
) -> Mapping[str, str]:
    """Return why each act may not be done by a person now; empty: it may. About ten queries.

    The same questions are asked again when the button is pressed.
    """
    unit = release.revision.manuscript.unit_id
    released = to_released(release)
    keeps, takes = may_keep(person, unit, at), may_take(person, unit, at)
    entitled = {Act.HIDE: takes, Act.CONFIRM: takes}

    def refused(act: Act) -> str:
        if not entitled.get(act, keeps):
            return NOT_ENTITLED
        return release_refusal(released, Doing(person, act, at, FILLED_IN)) or ""

    acts = {act.value: refused(act) for act in Act}
    return {**acts, "deliver": "" if keeps else NOT_ENTITLED}


def _by_hand(way: Way) -> bool:
    return way is Way.DOWNLOAD


def _wanted(viewer: str, at: datetime.datetime, wanted: WantedReleases) -> QuerySet[ReleaseRecord]:
    rows = release_visible(viewer=viewer, at=at)
    if wanted.unit:
        rows = rows.filter(revision__manuscript__unit=wanted.unit)
    if wanted.channel:
        rows = rows.filter(channels__channel=wanted.channel)
    for word in wanted.words.split()[:8]:
        rows = rows.filter(
            Q(revision__title__icontains=word)
            | Q(revision__body__icontains=word)
            | Q(released_by__name=word)
            | Q(sha256__startswith=word.lower())
        )
    return _in_group(rows, wanted.group)


def _in_group(rows: QuerySet[ReleaseRecord], group: str) -> QuerySet[ReleaseRecord]:
    waiting = DeliveryRecord.objects.filter(release=OuterRef("pk"), delivered_at=None)
    match group:
        case State.LIVE:
            return rows.filter(steps=None)
        case _ if group == UNDELIVERED:
            settled = Q(act="show", next_try=None) & ~Q(last_error="")
            return rows.filter(Exists(waiting.exclude(settled)))
        case _ if group == UNCONFIRMED:
            return rows.filter(id__in=unconfirmed().values("release"))
        case _ if group in set(State):
            acts = [act.value for act, state in AFTER.items() if state == group]
            return rows.filter(id__in=_last_steps().filter(act__in=acts).values("release"))
        case _:
            return rows


def _last_steps() -> QuerySet[StepRecord]:
    """Return the last step of each release, which is its state."""
    later = StepRecord.objects.filter(release=OuterRef("release"), id__gt=OuterRef("id"))
    return StepRecord.objects.filter(~Exists(later))


def _row(release: ReleaseRecord, unanswered: set[str]) -> ReleaseRow:
    state = state_of(release.steps.all())
    waiting = [
        one
        for one in release.deliveries.all()
        if one.delivered_at is None
        and not (one.act == "show" and one.last_error and not one.next_try)
    ]
    return ReleaseRow(
        release=release,
        state=state,
        state_name=STATE_NAMES[state],
        channels=tuple(one.channel for one in release.channels.all()),
        waiting=len(waiting),
        is_unconfirmed=release.id in unanswered,
    )
