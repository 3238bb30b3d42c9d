"""The nightly look at what is public: byte for byte what was approved, or an alarm (I14)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from shenfa.desk.clock import Clock
from shenfa.desk.manuscripts.files import blob_bytes, blob_measure
from shenfa.desk.organisation.selectors import county_office_id, tenure_list
from shenfa.desk.release.connectors import Connector, Way, connector_of, folder_path
from shenfa.desk.release.folder import folder_files
from shenfa.desk.release.gates import stored_sha256
from shenfa.desk.release.models import DeliveryRecord, LiveCheckRecord, ReleaseChannelRecord
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import holders
from shenfa.desk.trail.command import SYSTEM, Acting, Now, chain, command
from shenfa.patrol.fetch import FetchFailed, Policy, Request, fetch
from shenfa.review import Position

EQUAL = "一致"
MISMATCH = "live_mismatch"
LONGEST = 300


def live_check(clock: Clock) -> int:
    """Look at everything that is live, note what changed since the last look; return how many.

    A result is stored when it differs from the one before, so that the table says since when.
    """
    rows = ReleaseChannelRecord.objects.filter(release__in=live_releases())
    rows = rows.select_related("release__revision__manuscript", "channel").order_by("id")
    found = [(row, live_seen(row)) for row in rows.iterator(chunk_size=200)]
    with command("live.check", "site", Acting(SYSTEM, clock)) as now:
        for row, seen in found:
            _note(now, row, seen)
        unequal = sum(seen != EQUAL for _, seen in found)
        chain(now, "live.check", "site", {"checked": len(found), "unequal": unequal})
    return len(found)


def live_seen(row: ReleaseChannelRecord) -> str:
    """Return the first thing that is not as it was approved, or that all is."""
    return next(_differences(row), EQUAL)


def _note(now: Now, row: ReleaseChannelRecord, seen: str) -> None:
    last = LiveCheckRecord.objects.filter(release=row.release, channel=row.channel)
    before = last.order_by("id").last()
    if before is not None and before.seen == seen[:LONGEST]:
        return
    LiveCheckRecord(
        release=row.release,
        channel=row.channel,
        is_equal=seen == EQUAL,
        seen=seen[:LONGEST],
        at=now.at,
    ).save(force_insert=True)
    if seen == EQUAL:
        return
    chain(now, "live.mismatch", row.release_id, {"channel": row.channel_id})
    text = "在线内容与审发的不一致，请立即核实，必要时紧急下线"
    notify(now, _told(now, row), Notice(MISMATCH, row.release_id, text))


def _told(now: Now, row: ReleaseChannelRecord) -> frozenset[str]:
    unit = row.release.revision.manuscript.unit_id
    posts = (Position.RELEASER, Position.DEPUTY_IN_CHARGE, Position.PRINCIPAL_LEADER)
    county = (Position.SITE_ADMINISTRATOR, Position.COUNTY_REVIEWER)
    return holders(tenure_list(unit=unit), posts, now.at) | holders(
        tenure_list(unit=county_office_id()), county, now.at
    )


def _differences(row: ReleaseChannelRecord) -> Iterator[str]:
    if row.page_id is not None and blob_measure(row.page_id)[0] != row.page_id:
        yield "保存的页面文件缺失或被改动"
    if stored_sha256(row.release.revision.to_content()) != row.release.sha256:
        yield "保存的正文或附件缺失或被改动"
    connector = connector_of(row.channel)
    shown = DeliveryRecord.objects.filter(
        release=row.release, channel=row.channel, act="show", delivered_at__isnull=False
    ).first()
    if shown is None:
        return
    if connector.way is Way.FOLDER:
        yield from _in_folder(row, connector)
    elif connector.way is Way.PUSH and shown.link:
        yield from _elsewhere(row, connector, shown.link)


def _in_folder(row: ReleaseChannelRecord, connector: Connector) -> Iterator[str]:
    for place, data in folder_files(row).items():
        path = folder_path(connector) / place
        if not path.is_file() or path.read_bytes() != data:
            yield f"文件夹中的文件缺失或被改动：{place}"


def _elsewhere(row: ReleaseChannelRecord, connector: Connector, link: str) -> Iterator[str]:
    """The other system may have a frame of its own; the text in it must be ours."""
    policy = Policy(frozenset({urlsplit(link).hostname or ""}), allows_private=connector.inside)
    try:
        answer = fetch(Request(link), policy)
    except FetchFailed as failed:
        yield f"公开页面没有打开：{failed}"
        return
    page = blob_bytes(str(row.page_id)) if row.page_id else b""
    if answer.status != 200:
        yield f"公开页面没有打开，服务器答复{answer.status}"
    elif page and answer.body != page and not _contains(answer.body, page):
        yield "公开页面的文字与审发的不一致"


def _contains(body: bytes, page: bytes) -> bool:
    """Return whether a page shows our title and text, character by character."""
    shown = _words(LexborHTMLParser(body).text())
    ours = LexborHTMLParser(page)
    parts = [node.text() for node in ours.css("h1, .text")]
    return all(_words(part) in shown for part in parts)


def _words(text: str) -> str:
    return "".join(text.split())
