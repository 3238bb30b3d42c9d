"""Reading releases. What a person may see is their unit's, the county office all (I21)."""

import datetime
from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.db.models import QuerySet

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.refusals import NotFound
from shenfa.desk.release.models import (
    DeliveryRecord,
    ReleaseRecord,
    ScheduleRecord,
    StepRecord,
)
from shenfa.review.release import CONFIRM_WITHIN, Released
from shenfa.review.release import State as CoreState


class State(StrEnum):
    """Where a release stands, as the trail and the export name it."""

    LIVE = "live"
    REPLACED = "replaced"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"
    DELETED = "deleted"


AFTER = {
    StepRecord.Act.REPLACE: State.REPLACED,
    StepRecord.Act.HIDE: State.HIDDEN,
    StepRecord.Act.CONFIRM: State.HIDDEN,
    StepRecord.Act.WITHDRAW: State.WITHDRAWN,
    StepRecord.Act.ARCHIVE: State.ARCHIVED,
    StepRecord.Act.DELETE: State.DELETED,
}
STATE_NAMES = {
    State.LIVE: "在线",
    State.REPLACED: "被新版取代",
    State.HIDDEN: "紧急下线",
    State.WITHDRAWN: "已撤销发布",
    State.ARCHIVED: "已归档",
    State.DELETED: "已从网站删除",
}


def release_states() -> Mapping[str, str]:
    """Return where each release stands, for the export. Two queries."""
    states = dict.fromkeys(
        ReleaseRecord.objects.order_by("id").values_list("id", flat=True), State.LIVE.value
    )
    for release, act in StepRecord.objects.order_by("id").values_list("release_id", "act"):
        states[release] = AFTER[StepRecord.Act(act)].value
    return states


def state_of(steps: Iterable[StepRecord]) -> State:
    """Return where a release stands after these steps, in their order."""
    last = max(steps, key=lambda step: step.id, default=None)
    return AFTER[StepRecord.Act(last.act)] if last else State.LIVE


def release_state(release: ReleaseRecord) -> State:
    """Return where a release stands. One query."""
    return state_of(release.steps.all())


def release_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[ReleaseRecord]:
    """Return the releases a person may see, newest first."""
    units = unit_visible(viewer=viewer, at=at)
    rows = ReleaseRecord.objects.filter(revision__manuscript__unit__in=units)
    rows = rows.select_related("revision__manuscript__unit", "released_by")
    return rows.prefetch_related("steps", "channels__channel").order_by("-released_at", "id")


def release_get(*, viewer: str, release: str, at: datetime.datetime) -> ReleaseRecord:
    """Return a release that the person may see, or refuse as if there were none."""
    found = release_visible(viewer=viewer, at=at).filter(id=release).first()
    if found is None:
        raise NotFound("发布")
    return found


def live_releases() -> QuerySet[ReleaseRecord]:
    """Return what is public: released, with nothing done to it since, its bytes still there."""
    return ReleaseRecord.objects.filter(steps=None, revision__purged_at=None)


def to_released(release: ReleaseRecord) -> Released:
    """Return a release as the core judges it; a replaced one is off the site already."""
    steps = {StepRecord.Act(step.act): step for step in release.steps.all()}
    state = state_of(steps.values())
    hide, confirm = steps.get(StepRecord.Act.HIDE), steps.get(StepRecord.Act.CONFIRM)
    is_replaced = state is State.REPLACED
    return Released(
        sha256=release.sha256,
        released_at=release.released_at,
        state=CoreState.WITHDRAWN if is_replaced else CoreState(state.value),
        hidden_by=hide.person_id if hide else "",
        hidden_at=hide.at if hide else None,
        confirmed_by=confirm.person_id if confirm else "",
    )


def takedown_list(*, viewer: str, at: datetime.datetime) -> tuple[ReleaseRecord, ...]:
    """Return what was taken down and waits for its second person, the longest first."""
    rows = release_visible(viewer=viewer, at=at).filter(id__in=unconfirmed().values("release"))
    return tuple(sorted(rows, key=lambda row: to_released(row).hidden_at or at))


def unconfirmed() -> QuerySet[StepRecord]:
    """Return the take-downs that nobody has confirmed, and that nothing else has followed."""
    followed = StepRecord.objects.exclude(act__in=[StepRecord.Act.HIDE, StepRecord.Act.REPLACE])
    hidden = StepRecord.objects.filter(act=StepRecord.Act.HIDE)
    return hidden.exclude(release__in=followed.values("release")).order_by("at", "id")


def overdue_takedowns(at: datetime.datetime) -> QuerySet[StepRecord]:
    """Return the take-downs that have waited for more than a day. One query."""
    return unconfirmed().filter(at__lt=at - CONFIRM_WITHIN)


def schedule_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[ScheduleRecord]:
    """Return the schedules a person may see, the next first."""
    units = unit_visible(viewer=viewer, at=at)
    rows = ScheduleRecord.objects.filter(revision__manuscript__unit__in=units)
    return rows.select_related("revision__manuscript", "asked_by").order_by("due", "id")


def schedule_of(revision: RevisionRecord) -> ScheduleRecord | None:
    """Return the release of a revision that is to come, if one was asked for. One query."""
    waiting = ScheduleRecord.objects.filter(revision=revision, settled_at=None)
    return waiting.select_related("asked_by").first()


def delivery_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[DeliveryRecord]:
    """Return what has reached its place, or has to, as far as a person may see it."""
    units = unit_visible(viewer=viewer, at=at)
    rows = DeliveryRecord.objects.filter(release__revision__manuscript__unit__in=units)
    return rows.select_related("release__revision__manuscript", "channel").order_by(
        "-release__released_at", "id"
    )


def delivery_get(*, viewer: str, delivery: str, at: datetime.datetime) -> DeliveryRecord:
    """Return a delivery that the person may see, or refuse as if there were none."""
    found = delivery_visible(viewer=viewer, at=at).filter(id=delivery).first()
    if found is None:
        raise NotFound("送达任务")
    return found
