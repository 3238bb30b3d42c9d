"""Trying again at once what did not reach its place; else it is tried by itself, ever later."""

from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.delivery import deliver_release
from shenfa.desk.release.people import need_keeper
from shenfa.desk.release.selectors import release_get
from shenfa.desk.trail.command import Acting, chain, command


def deliveries_retry(*, by: Acting, release: str) -> int:
    """Carry out what is still due about a release; return how much has arrived."""
    with command("delivery.retry", release, by) as now:
        record = release_get(viewer=by.person, release=release, at=now.at)
        need_keeper(now, record.revision.manuscript.unit_id)
        waiting = record.deliveries.filter(delivered_at=None, next_try__isnull=False)
        channels = sorted(waiting.values_list("channel_id", flat=True))
        if not channels:
            raise CommandRefused("nothing", "没有可以重新送达的渠道，人工发布的请登记公开地址")
        chain(now, "delivery.retry", release, {"channels": channels})
    return deliver_release(record, by.clock)
