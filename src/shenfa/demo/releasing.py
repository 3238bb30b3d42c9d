"""What is approved becomes public, and what becomes of it."""

from shenfa.demo.channels import MEDIA
from shenfa.demo.hands import let_pass
from shenfa.demo.keys import evidence_of
from shenfa.demo.reviewing import cast_of
from shenfa.demo.staff import OFFICE
from shenfa.demo.texts import Text, as_body
from shenfa.demo.world import World, acting
from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.selectors import delivery_visible
from shenfa.desk.release.services import delivery_link, release_publish
from shenfa.desk.review.sources import Capture, source_capture
from shenfa.review import Position

PLATFORMS = {
    "weixin": "https://mp.weixin.example/s/",
    "weibo": "https://weibo.example/",
    "douyin": "https://douyin.example/video/",
    "kuaishou": "https://kuaishou.example/video/",
}
PAGE = (
    '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title></head>'
    "<body><h1>{title}</h1>{body}</body></html>"
)


def releaser_of(world: World, revision: RevisionRecord) -> str:
    """Return who releases: of the unit, or of the county where a main column shows it."""
    kinds = revision.renderings.values_list("channel__kind", flat=True)
    if ChannelKind.MAIN_COLUMN.value in kinds:
        return world.casts[OFFICE].holder(Position.SITE_ADMINISTRATOR)
    return cast_of(world, revision).holder(Position.RELEASER)


def publish(world: World, revision: RevisionRecord) -> ReleaseRecord:
    """Publish a revision in every channel that it was reviewed for."""
    let_pass(world.hands, minutes=1)
    name = releaser_of(world, revision)
    return release_publish(
        by=acting(world, name),
        revision=revision.id,
        channels=revision.renderings.values_list("channel_id", flat=True),
        evidence=evidence_of(world, name),
    )


def note_links(world: World, release: ReleaseRecord) -> None:
    """Note where the platforms show what was released there by hand."""
    by = acting(world, cast_of(world, release.revision).holder(Position.RELEASER))
    rows = delivery_visible(viewer=by.person, at=world.hands.at)
    for row in rows.filter(release=release, delivered_at=None):
        platform = row.channel.path.partition(":")[0]
        delivery_link(by=by, delivery=row.id, link=f"{PLATFORMS[platform]}{row.id}")


def source_url(text: Text) -> str:
    """Return where the county's media centre has a text."""
    return f"https://{MEDIA}/news/{text.key}.html"


def capture(world: World, revision: RevisionRecord, text: Text, theirs: str = "") -> None:
    """Keep a copy of the source, which reads the same unless its own body is given."""
    by = acting(world, cast_of(world, revision).writer)
    page = PAGE.format(title=text.title, body=theirs or as_body(text))
    source_capture(
        by=by,
        revision=revision.id,
        capture=Capture(source_url(text), world.hands.at, "来源页面.html", page.encode()),
    )
