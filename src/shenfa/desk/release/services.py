"""The writes about releases: publish, withdraw, archive, delete. Each is one command.

Publishing and scheduling ask the person to prove again who they are, like every decision that
leads to something being public. Taking away does not: it must be quick, and shows nothing new.
"""

from collections.abc import Iterable
from typing import Literal

from shenfa.desk.access.reauthentication import Evidence, need_reauthentication
from shenfa.desk.manuscripts.authority import visible_revision
from shenfa.desk.manuscripts.files import blob_keep, blob_put
from shenfa.desk.organisation.steps import need_text
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.release.bundle import archive_bundle
from shenfa.desk.release.connectors import Way, connector_of
from shenfa.desk.release.delivery import REMOVE, SHOW, deliver_release, plan_removal, settle
from shenfa.desk.release.models import DeliveryRecord, ReleaseRecord, StepRecord
from shenfa.desk.release.people import need_keeper
from shenfa.desk.release.publishing import judge, publish, take_step
from shenfa.desk.release.selectors import (
    State,
    delivery_get,
    live_releases,
    release_get,
    release_state,
    to_released,
)
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated
from shenfa.review.release import Act, Doing, release_refusal

Notice = Literal["public", "gone"]
LONGEST_LINK = 500


def release_publish(
    *, by: Acting, revision: str, channels: Iterable[str], evidence: Evidence
) -> ReleaseRecord:
    """Make a revision public in channels it was reviewed for (R12, R26, I10–I16).

    A second click of the same person finds the release that is there.
    """
    chosen = tuple(sorted(set(channels)))
    with command("release.publish", revision, by) as now:
        record = visible_revision(now, revision)
        done = live_releases().filter(revision=record, released_by=now.person).first()
        if done is not None and _channels_of(done) == chosen:
            repeated()
            return done
        if ReleaseRecord.objects.filter(revision=record).exists():
            raise CommandRefused("released", "该版本已经发布过，再次发布须另成版本送审")
        judged = judge(now, record, chosen)
        method = need_reauthentication(now, evidence)
        facts = {"authenticated": now.person, "method": method}
        release = publish(now, record, judged, facts)
    deliver_release(release, by.clock)
    return release


def release_withdraw(*, by: Acting, release: str, reason: str, notice: Notice) -> StepRecord:
    """Take a release off the public side, with a note in its place or without (R85)."""
    with command("release.withdraw", release, by) as now:
        record = _kept(now, release)
        if notice not in {"public", "gone"}:
            raise CommandRefused("notice", "请选择原址保留撤销说明，或者不再保留")
        reason = _judged(now, record, Act.WITHDRAW, reason)
        step = take_step(now, record, StepRecord.Act.WITHDRAW, reason=reason, notice=notice)
        plan_removal(now, record)
        chain(now, "release.withdraw", release, {"reason": reason, "notice": notice})
    deliver_release(record, by.clock)
    return step


def release_archive(*, by: Acting, release: str) -> StepRecord:
    """Put what was released into the archive, with the card and what proves it (R85)."""
    with command("release.archive", release, by) as now:
        record = _kept(now, release)
        _judged(now, record, Act.ARCHIVE, "归档")
        blob = blob_keep(sha256=blob_put(archive_bundle(record)), at=now.at)
        step = take_step(now, record, StepRecord.Act.ARCHIVE, archive_id=blob.sha256)
        chain(now, "release.archive", release, {"archive": blob.sha256})
        return step


def release_delete(*, by: Acting, release: str, reason: str) -> StepRecord:
    """Delete an archived release from the site for good; the archive stays (R85, Q32)."""
    with command("release.delete", release, by) as now:
        record = _kept(now, release)
        reason = _judged(now, record, Act.DELETE, reason)
        step = take_step(now, record, StepRecord.Act.DELETE, reason=reason)
        plan_removal(now, record)
        chain(now, "release.delete", release, {"reason": reason})
    deliver_release(record, by.clock)
    return step


def delivery_link(*, by: Acting, delivery: str, link: str) -> DeliveryRecord:
    """Note under which address the public finds what was released by hand."""
    with command("delivery.link", delivery, by) as now:
        row = _by_hand(now, delivery, SHOW)
        if not link.startswith(("http://", "https://")) or not link.isprintable():
            raise CommandRefused("link", "请填写以 http:// 或 https:// 开头的公开地址")
        settle(now, row, need_text(link, "公开地址", LONGEST_LINK))
        return row


def delivery_confirm(*, by: Acting, delivery: str) -> DeliveryRecord:
    """Note that what was released by hand was removed by hand."""
    with command("delivery.confirm", delivery, by) as now:
        row = _by_hand(now, delivery, REMOVE)
        settle(now, row, "")
        return row


def _kept(now: Now, release: str) -> ReleaseRecord:
    record = release_get(viewer=now.person, release=release, at=now.at)
    need_keeper(now, record.revision.manuscript.unit_id)
    return record


def _judged(now: Now, record: ReleaseRecord, act: Act, reason: str) -> str:
    """Return the reason of a step that is allowed, or refuse."""
    refusal = release_refusal(to_released(record), Doing(now.person, act, now.at, reason))
    if refusal is not None:
        raise CommandRefused("release_state", refusal)
    return need_text(reason, "理由", 500)


def _channels_of(release: ReleaseRecord) -> tuple[str, ...]:
    return tuple(release.channels.order_by("channel_id").values_list("channel_id", flat=True))


def _by_hand(now: Now, delivery: str, act: str) -> DeliveryRecord:
    row = delivery_get(viewer=now.person, delivery=delivery, at=now.at)
    need_keeper(now, row.release.revision.manuscript.unit_id)
    if row.act != act:
        raise NotFound("送达任务")
    if row.delivered_at is not None:
        raise CommandRefused("delivered", "该送达任务已经登记")
    if connector_of(row.channel).way is not Way.DOWNLOAD:
        raise CommandRefused("automatic", "该渠道由系统自动送达，无须人工登记")
    if act == SHOW and release_state(row.release) is not State.LIVE:
        raise CommandRefused("release_state", "该信息已撤下，不得再发布，请从平台上删除")
    return row
