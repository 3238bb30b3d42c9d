"""What a release has to reach: planned in its transaction, carried out afterwards, again if need be.

Whoever is killed in the middle leaves a row that is not settled; carrying it out twice comes to
the same. What was taken away meanwhile is not shown any more, and what was shown in that very
moment is removed again.
"""

import datetime

from django.db import transaction

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.clock import Clock
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.release.bundle import channel_bundle, removal_bundle
from shenfa.desk.release.connectors import Connector, Way, column_of, connector_of, push_key
from shenfa.desk.release.folder import folder_remove, folder_show
from shenfa.desk.release.models import DeliveryRecord, ReleaseRecord, StepRecord
from shenfa.desk.release.push import PushRefused, push
from shenfa.desk.release.rendering import notice_page
from shenfa.desk.release.selectors import State, release_state
from shenfa.desk.release.site import frame_get
from shenfa.desk.trail.command import SYSTEM, Acting, Now, chain, command
from shenfa.patrol.fetch import FetchFailed

SHOW, REMOVE = "show", "remove"
SITE = "/site/"
FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = datetime.timedelta(hours=6)
SUPERSEDED = "信息已撤下，不再送达"


class DeliveryFailed(Exception):
    """It did not reach its place; the message says why. It is tried again."""


def plan_show(now: Now, release: ReleaseRecord) -> None:
    """Note that a release has to reach its channels. Part of the command that publishes it."""
    for row in release.channels.select_related("channel").order_by("channel_id"):
        way = connector_of(row.channel).way
        is_site = way is Way.SITE
        DeliveryRecord(
            id=new_id("y"),
            release=release,
            channel=row.channel,
            act=SHOW,
            link=f"{SITE}{row.path}" if is_site else "",
            next_try=now.at if way in {Way.FOLDER, Way.PUSH} else None,
            delivered_at=now.at if is_site else None,
        ).save(force_insert=True)


def plan_removal(now: Now, release: ReleaseRecord) -> None:
    """Note that a release has to vanish, or that what stands in its place has to change."""
    for row in release.channels.select_related("channel").order_by("channel_id"):
        way = connector_of(row.channel).way
        state = {
            "tries": 0,
            "last_error": "",
            "next_try": now.at if way in {Way.FOLDER, Way.PUSH} else None,
            "delivered_at": now.at if way is Way.SITE else None,
        }
        DeliveryRecord.objects.update_or_create(
            release=release,
            channel=row.channel,
            act=REMOVE,
            defaults=state,
            create_defaults={"id": new_id("y"), **state},
        )


def deliver_pending(clock: Clock) -> int:
    """Carry out what is due, what was planned first before the rest; return how much arrived."""
    rows = DeliveryRecord.objects.filter(delivered_at=None, next_try__lte=clock.now())
    return sum(
        _deliver(one, clock) for one in rows.order_by("next_try", "id").values_list("id", flat=True)
    )


def deliver_release(release: ReleaseRecord, clock: Clock) -> int:
    """Carry out what is due about one release at once: a take-down does not wait for a job."""
    rows = release.deliveries.filter(delivered_at=None, next_try__isnull=False)
    return sum(
        _deliver(one, clock) for one in rows.order_by("act", "id").values_list("id", flat=True)
    )


def _deliver(delivery: str, clock: Clock) -> bool:
    row = DeliveryRecord.objects.select_related("channel", "release__revision").get(id=delivery)
    if row.delivered_at is not None:
        return False
    if row.act == SHOW and release_state(row.release) is not State.LIVE:
        _set(row, next_try=None, last_error=SUPERSEDED)
        return False
    try:
        link = _carry_out(row, clock)
    except (DeliveryFailed, FetchFailed, PushRefused, OSError) as failure:
        told = (
            str(failure) if not isinstance(failure, OSError) else "文件夹不能写入，请检查权限和磁盘"
        )
        wait = min(LONGEST_WAIT, FIRST_WAIT * 5 ** min(row.tries, 5))
        _set(row, tries=row.tries + 1, last_error=told[:300], next_try=clock.now() + wait)
        return False
    _settle(row, link, clock)
    return True


def _settle(row: DeliveryRecord, link: str, clock: Clock) -> None:
    with command("delivery.settle", row.release_id, Acting(SYSTEM, clock)) as now:
        settle(now, row, link)
        is_late = row.act == SHOW and release_state(row.release) is not State.LIVE
        if is_late:
            plan_removal(now, row.release)
    if is_late:
        deliver_release(row.release, clock)


def settle(now: Now, row: DeliveryRecord, link: str) -> None:
    """Note that something has reached its place, or vanished. Part of a command."""
    row.link = link or row.link
    row.delivered_at, row.next_try, row.last_error = now.at, None, ""
    row.save(update_fields=["link", "delivered_at", "next_try", "last_error"])
    verb = "delivery.show" if row.act == SHOW else "delivery.remove"
    chain(now, verb, row.release_id, {"channel": row.channel_id, "link": row.link})


def _set(row: DeliveryRecord, **change: object) -> None:
    """Note a try; nobody's business until it has arrived."""
    with transaction.atomic():
        DeliveryRecord.objects.filter(id=row.id, delivered_at=None).update(**change)


def _carry_out(row: DeliveryRecord, clock: Clock) -> str:
    connector = connector_of(row.channel)
    _need_bytes(row)
    match connector.way:
        case Way.FOLDER:
            return _by_folder(row, connector)
        case Way.PUSH:
            return _by_push(row, connector, clock)
        case _:
            return row.link


def _by_folder(row: DeliveryRecord, connector: Connector) -> str:
    if row.act == SHOW:
        folder_show(row.release, row.channel, connector)
    else:
        folder_remove(row.release, row.channel, connector, notice(row.release, row.channel))
    return ""


def _by_push(row: DeliveryRecord, connector: Connector, clock: Clock) -> str:
    if row.act == SHOW:
        body = channel_bundle(row.release, row.channel)
    else:
        body = removal_bundle(row.release, row.channel, notice(row.release, row.channel))
    timestamp = str(int(clock.now().timestamp()))
    return push(connector, push_key(row.channel), timestamp, body)


def notice(release: ReleaseRecord, channel: ChannelRecord) -> bytes | None:
    """Return what stands in the place of a release, where it was withdrawn with a public note."""
    steps = {step.act: step for step in release.steps.all()}
    withdrawn = steps.get(StepRecord.Act.WITHDRAW)
    if withdrawn is None or withdrawn.notice != "public" or StepRecord.Act.DELETE in steps:
        return None
    is_served = connector_of(channel).way is Way.SITE
    frame = frame_get(is_served=is_served)
    return notice_page(frame, column_of(channel), release.id, withdrawn.at)


def _need_bytes(row: DeliveryRecord) -> None:
    """Break off where a file is missing that has to go out."""
    content = row.release.revision.to_content() if row.act == SHOW else None
    if content and not all(blob_path(one.sha256).is_file() for one in content.attachments):
        raise DeliveryFailed("附件文件缺失，请从备份恢复")
