"""What a release has to reach, and what it really shows: I14, I15, R26, R85."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from county import County, accepted, refused
from django.db import connections
from manuscript_county import WRITER
from receiver import Receiver, listening
from release_county import KEEPER, Releasing, both
from review_county import RELEASER, approve

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release import services
from shenfa.desk.release.bundle import delivery_bundle
from shenfa.desk.release.connectors import Connector, Way, connector_set, push_key
from shenfa.desk.release.delivery import deliver_pending
from shenfa.desk.release.live import live_check
from shenfa.desk.release.models import DeliveryRecord, LiveCheckRecord, ReleaseRecord
from shenfa.desk.release.public import Page, page_get
from shenfa.desk.release.rendering import Site
from shenfa.desk.release.site import site_describe, site_get
from shenfa.desk.release.stored import BytesChanged
from shenfa.desk.review.models import NoticeRecord
from shenfa.desk.trail.selectors import trail_last

FURNITURE = {"index.html", "map.html", "icon.svg", "site.css"}
"""What stands around the pages of a folder."""
pytestmark = pytest.mark.db
COLUMN = "zhugou/bianmin"
FOLDER = Connector(Way.FOLDER, folder="portal")


@pytest.fixture
def town(county: County, deployment: Deployment) -> Releasing:
    return Releasing(county, deployment)


@pytest.fixture
def receiver(town: Releasing) -> Iterator[Receiver]:
    found = Receiver(now=town.county.hands.at.timestamp() + 400)
    with listening(found):
        connect(town, Connector(Way.PUSH, url=found.url, inside=True))
        found.key = push_key(ChannelRecord.objects.get(id=town.column))
        yield found


def connect(town: Releasing, connector: Connector, channel: str = "") -> None:
    """Set how a channel is served."""
    connector_set(by=town.county.by(KEEPER), channel=channel or town.column, connector=connector)


def delivery(release: ReleaseRecord, act: str = "show") -> DeliveryRecord:
    """Return what has to reach the only channel."""
    return DeliveryRecord.objects.get(release=release, act=act)


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def with_file(town: Releasing) -> ReleaseRecord:
    """Publish a text with an attachment."""
    writing = town.reviewing.writing
    manuscript = writing.open()
    writing.attach(manuscript.id, "窗口一览.txt")
    return town.publish(approve(town.county, writing.cut(manuscript.id)))


def test_a_folder_is_filled_and_emptied(town: Releasing) -> None:
    """Every file is the one that was approved; what is withdrawn is gone with its files."""
    connect(town, FOLDER)
    root = town.deployment.data / "sites" / "portal"
    release = with_file(town)
    filled = tree(root)

    place = f"{COLUMN}/{release.id}"
    assert set(filled) == {
        *FURNITURE,
        f"{COLUMN}/index.html",
        f"{place}/index.html",
        f"{place}/attachments/窗口一览.txt",
        f"releases/{release.id}/package",
    }
    assert release.id.encode() in filled[f"{COLUMN}/index.html"]
    assert release.id.encode() in filled["index.html"]
    assert delivery(release).delivered_at is not None
    assert page_get(COLUMN, release.id) is None  # it is the folder's, not the built-in site's

    town.hide(release)
    emptied = tree(root)
    assert set(emptied) == FURNITURE | {f"{COLUMN}/index.html"}
    assert all(release.id.encode() not in data for data in emptied.values())
    assert town.verified()


def test_a_note_stands_in_the_folder_until_deletion(town: Releasing) -> None:
    """R85."""
    connect(town, FOLDER)
    release = with_file(town)
    index = town.deployment.data / "sites" / "portal" / COLUMN / release.id / "index.html"
    town.withdraw(release, "public")
    assert "撤销发布" in index.read_text(encoding="utf-8")
    assert not (index.parent / "attachments").exists()

    town.archive(release)
    town.delete(release)
    assert not index.exists()


def test_lists_are_given_in_pages(town: Releasing) -> None:
    connect(town, FOLDER)
    releases = [town.released(title=f"竹沟镇第{number}号通告") for number in range(2)]
    root = town.deployment.data / "sites" / "portal" / COLUMN
    (root / "index_2.html").write_bytes(b"from a time with more texts")
    town.withdraw(releases[0])

    assert not (root / "index_2.html").exists()
    assert "第1号" in (root / "index.html").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_tried_again(town: Releasing) -> None:
    """I15: killed or failed in the middle, the next run finds what is left."""
    connect(town, FOLDER)
    (town.deployment.data / "sites").write_bytes(b"in the way")
    release = town.released()
    row, hands = delivery(release), town.county.hands
    assert (row.tries, row.delivered_at) == (1, None)
    assert "文件夹" in row.last_error
    assert deliver_pending(hands.clock) == 0

    (town.deployment.data / "sites").unlink()
    hands.move(minutes=1)
    with accepted("delivery.show"):
        assert deliver_pending(hands.clock) == 1
    before = tree(town.deployment.data / "sites")
    DeliveryRecord.objects.update(delivered_at=None, next_try=hands.at)
    assert deliver_pending(hands.clock) == 1
    assert tree(town.deployment.data / "sites") == before


def test_what_was_taken_down_is_not_shown_late(town: Releasing) -> None:
    """I24: a delivery that had to wait does not bring it back."""
    connect(town, FOLDER)
    (town.deployment.data / "sites").write_bytes(b"in the way")
    release = town.released()
    town.hide(release)
    (town.deployment.data / "sites").unlink()
    town.county.hands.move(minutes=30)
    deliver_pending(town.county.hands.clock)

    assert all(
        release.id.encode() not in data for data in tree(town.deployment.data / "sites").values()
    )
    assert delivery(release).delivered_at is None
    assert delivery(release, "remove").delivered_at is not None


def test_a_push_is_signed_and_shown(town: Releasing, receiver: Receiver) -> None:
    release = with_file(town)

    page = release.channels.get().page
    assert page is not None
    assert receiver.pages[release.id] == blob_path(page.sha256).read_bytes()
    assert receiver.files[release.id] == ["attachments/窗口一览.txt"]
    assert delivery(release).link == f"{receiver.url}/{release.id}"

    town.hide(release)
    assert receiver.pages == {}
    assert receiver.refused == 0


def test_a_push_of_nobody_is_refused(town: Releasing, receiver: Receiver) -> None:
    """The example receiver takes no other key and no old timestamp."""
    receiver.key = b"other"
    release = town.released()
    assert (receiver.refused, receiver.pages) == (1, {})
    assert "403" in delivery(release).last_error

    receiver.key, receiver.now = push_key(ChannelRecord.objects.get(id=town.column)), 0.0
    town.county.hands.move(minutes=1)
    deliver_pending(town.county.hands.clock)
    assert (receiver.refused, receiver.pages) == (2, {})


def test_a_push_is_tried_again_later_and_later(town: Releasing, receiver: Receiver) -> None:
    receiver.broken = True
    release, hands = town.released(), town.county.hands
    waits = []
    for _ in range(6):
        row = delivery(release)
        assert row.next_try is not None
        waits.append((row.next_try - hands.at).total_seconds() / 60)
        hands.at = row.next_try
        deliver_pending(hands.clock)
    assert waits == [1, 5, 25, 125, 360, 360]

    receiver.broken = False
    receiver.now = hands.at.timestamp() + 360 * 60
    hands.move(hours=6)
    assert deliver_pending(hands.clock) == 1


def test_a_removal_reaches_the_receiver_even_if_it_was_away(
    town: Releasing, receiver: Receiver
) -> None:
    release = town.released()
    receiver.broken = True
    town.withdraw(release)
    assert release.id in receiver.pages
    receiver.broken = False
    town.county.hands.move(minutes=1)

    assert deliver_pending(town.county.hands.clock) == 1
    assert receiver.pages == {}


def test_accounts_are_served_by_hand(town: Releasing) -> None:
    """The releaser takes the bundle, publishes it there, and enters the link."""
    release = town.released(*both(town))
    row = DeliveryRecord.objects.get(release=release, channel__kind="account")
    viewer, at = town.county.id(RELEASER), town.county.hands.at
    data = delivery_bundle(viewer=viewer, delivery=row.id, at=at)
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        assert bundle.read("post.txt").decode().endswith("\n\n延长窗口时间\n")
        assert json.loads(bundle.read("manifest.json"))["hash"] == release.sha256

    def enter(link: str, name: str = RELEASER) -> None:
        services.delivery_link(by=town.county.by(name), delivery=row.id, link=link)

    with refused("link"):
        enter("weixin")
    with refused("not_entitled"):
        enter("https://mp.example/1", WRITER)
    with accepted("delivery.show"):
        enter("https://mp.example/1")
    with refused("delivered"):
        enter("https://mp.example/2")

    town.hide(release)
    gone = DeliveryRecord.objects.get(release=release, channel__kind="account", act="remove")
    assert gone.delivered_at is None
    with pytest.raises(CommandRefused, match="已撤下"):
        delivery_bundle(viewer=viewer, delivery=row.id, at=at)
    with accepted("delivery.remove"):
        services.delivery_confirm(by=town.county.by(RELEASER), delivery=gone.id)


def test_what_was_taken_down_is_not_published_by_hand(town: Releasing) -> None:
    release = town.released(*both(town))
    row = DeliveryRecord.objects.get(release=release, channel__kind="account")
    town.hide(release)

    with refused("release_state"):
        services.delivery_link(
            by=town.county.by(RELEASER), delivery=row.id, link="https://mp.example/1"
        )


@pytest.mark.parametrize(
    "connector",
    [
        Connector(Way.FOLDER),
        Connector(Way.FOLDER, folder=".."),
        Connector(Way.FOLDER, folder="a/b"),
        Connector(Way.FOLDER, folder="/etc"),
        Connector(Way.PUSH),
        Connector(Way.PUSH, url="file:///etc/passwd"),
    ],
)
def test_what_is_no_connector(town: Releasing, connector: Connector) -> None:
    with refused("connector"):
        connect(town, connector)


def test_who_and_when_a_connector_is_changed(town: Releasing) -> None:
    """While something of a channel is public it stays where it can be found and removed."""
    account = town.reviewing.writing.account.id
    with refused("connector"):
        connect(town, Connector(Way.SITE), account)
    with refused("not_entitled"):
        connector_set(by=town.county.by(RELEASER), channel=town.column, connector=FOLDER)
    release = town.released()
    with refused("in_use"):
        connect(town, FOLDER)
    with accepted("connector.set"):
        connect(town, Connector(Way.SITE, type="办事服务", description="便民信息"))
    town.withdraw(release)
    with accepted("connector.set"):
        connect(town, FOLDER)


def test_a_push_never_leads_inside_unless_it_was_said(town: Releasing) -> None:
    with listening(Receiver()) as found:
        connect(town, Connector(Way.PUSH, url=found.url))
        release = town.released()

        assert "内部网络" in delivery(release).last_error
        assert (found.received, found.refused) == (0, 0)


def test_the_site_says_what_was_registered_and_nothing_else(town: Releasing) -> None:
    def page() -> str:
        release = town.released()
        found = page_get(COLUMN, release.id)
        assert isinstance(found, Page)
        return found.body.decode()

    before = page()
    assert 'name="ArticleTitle"' in before
    assert 'name="PubDate" content="2026-11-24 09:03"' in before
    assert 'name="ContentSource" content="竹沟镇人民政府"' in before
    assert 'name="ColumnName" content="便民信息"' in before
    for unknown in ("SiteName", "SiteDomain", "SiteIDCode", "ColumnType", "ICP"):
        assert unknown not in before

    site = Site("虚谷自治县人民政府", "www.xugu.example", "5002420001", "渝ICP备00000001号")
    with refused("not_entitled"):
        site_describe(by=town.county.by(RELEASER), site=site)
    with refused("id_code"):
        site_describe(by=town.county.by(KEEPER), site=Site("站", id_code="12"))
    site_describe(by=town.county.by(KEEPER), site=site)
    connect(town, Connector(Way.SITE, type="办事服务"))
    after = page()
    assert site_get() == site
    for known in ("虚谷自治县人民政府", "5002420001", "渝ICP备00000001号", "办事服务"):
        assert known in after


def test_the_nightly_look_finds_what_was_changed(town: Releasing) -> None:
    """I14: on the disk, in the folder; nobody is shown what is not what was approved."""
    connect(town, FOLDER)
    release, hands = with_file(town), town.county.hands
    with accepted("live.check"):
        assert live_check(hands.clock) == 1
    assert LiveCheckRecord.objects.get().is_equal
    with accepted("live.check"):
        live_check(hands.clock)
    assert LiveCheckRecord.objects.count() == 1

    root = town.deployment.data / "sites" / "portal"
    index = root / COLUMN / release.id / "index.html"
    index.write_bytes(index.read_bytes() + b" ")
    with accepted("live.mismatch", "live.check"):
        live_check(hands.clock)
    assert "index.html" in LiveCheckRecord.objects.latest("id").seen
    assert NoticeRecord.objects.filter(kind="live_mismatch", person__name=RELEASER).exists()
    entry = trail_last()
    assert entry is not None
    assert entry.facts == {"checked": 1, "unequal": 1}

    page = release.channels.get().page_id
    blob_path(str(page)).write_bytes(b"other")
    live_check(hands.clock)
    assert "保存的页面" in LiveCheckRecord.objects.latest("id").seen
    assert town.verified()


def test_changed_bytes_are_shown_to_nobody(town: Releasing) -> None:
    """I14."""
    release = town.released()
    blob_path(str(release.channels.get().page_id)).write_bytes(b"<h1>other</h1>")

    with pytest.raises(BytesChanged):
        page_get(COLUMN, release.id)


def test_the_nightly_look_goes_to_the_other_system(town: Releasing, receiver: Receiver) -> None:
    """Its frame may be its own, the text must be ours."""
    release, hands = town.released(), town.county.hands
    live_check(hands.clock)
    assert LiveCheckRecord.objects.get().is_equal

    shown = receiver.pages[release.id]
    receiver.pages[release.id] = shown.replace("18时".encode(), "19时".encode())
    live_check(hands.clock)
    assert LiveCheckRecord.objects.latest("id").seen == "公开页面的文字与审发的不一致"
    del receiver.pages[release.id]
    live_check(hands.clock)
    assert "404" in LiveCheckRecord.objects.latest("id").seen
    receiver.pages[release.id] = shown
    live_check(hands.clock)
    assert LiveCheckRecord.objects.latest("id").is_equal


def test_what_is_shown_in_the_moment_of_a_takedown_does_not_stay(
    town: Releasing, receiver: Receiver
) -> None:
    """I24: the push was on its way when it was taken down; it is removed after it arrived."""

    def take_down() -> None:
        try:
            town.hide(ReleaseRecord.objects.get())
        finally:
            connections.close_all()

    receiver.meanwhile = take_down
    release = town.released()

    assert receiver.received == 3  # the removal, the page that came late, the removal again
    assert receiver.pages == {}
    assert delivery(release, "remove").delivered_at is not None
    assert town.verified()
