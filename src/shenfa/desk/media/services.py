"""The writes about accounts: lists that platforms export, single posts, what a person tried."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.jobs.job import BEIJING
from shenfa.desk.media.models import PostRecord, TryRecord
from shenfa.desk.media.register import account_get, account_list, registered, ways_of
from shenfa.desk.organisation.authority import need_person, need_position
from shenfa.desk.organisation.selectors import person_holds_any
from shenfa.desk.organisation.steps import keep_text
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated
from shenfa.patrol.accounts import SeenAccount, with_posts
from shenfa.patrol.media_sheet import Post, PostList, Reading, UnreadableList, read_posts
from shenfa.review import Position

NOTING = (
    Position.RELEASER,
    Position.INFORMATION_OFFICER,
    Position.DISCLOSURE_OFFICER,
    Position.PATROLLER,
)
EARLIEST = datetime.date(2009, 1, 1)
LONGEST_TITLE, LONGEST_URL = 300, 500
MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Imported:
    """What a list brought: posts that are new or were known, rows and accounts that were not taken."""

    new: int
    known: int
    faults: tuple[str, ...]
    strangers: tuple[SeenAccount, ...]


def posts_import(*, by: Acting, account: str, name: str, data: bytes) -> Imported:
    """Take in a list that a platform exported; rows that name no account are this account's."""
    with command("media.import", account, by) as now:
        own = _need_account(now, account)
        shown = registered(own)
        read = _read(data, name, Reading(shown.name, shown.platform))
        channels = [
            one
            for one in account_list(viewer=now.person, at=now.at)
            if person_holds_any(person=now.person, unit=one.unit_id, positions=NOTING, at=now.at)
        ]
        sorted_posts, strangers = with_posts(map(registered, channels), read.posts)
        today = now.at.astimezone(BEIJING).date()
        rows: list[PostRecord] = []
        late = 0
        for channel, found in zip(channels, sorted_posts, strict=True):
            due = [post for post in found.posts if EARLIEST <= post.published <= today]
            late += len(found.posts) - len(due)
            rows += _rows(now, channel, due)
        faults = (*read.faults, *([f"{late}条发布日期不在今天以前，没有登记"] if late else []))
        known = _known(channels)
        fresh = {_key(row): row for row in rows if _key(row) not in known}
        imported = Imported(len(fresh), len(rows) - len(fresh), faults, strangers)
        if not fresh:
            repeated()
            return imported
        PostRecord.objects.bulk_create(fresh.values(), batch_size=500)
        facts = {"new": len(fresh), "known": imported.known, "faults": len(faults)}
        chain(now, "media.import", account, facts)
        return imported


def post_note(*, by: Acting, account: str, post: Post) -> None:
    """Note one post by hand, where the platform exports no list."""
    with command("media.note", account, by) as now:
        channel = _need_account(now, account)
        if not EARLIEST <= post.published <= now.at.astimezone(BEIJING).date():
            raise CommandRefused("published", "发布日期应为今天或者今天以前的日期")
        if post.url and not post.url.startswith(("http://", "https://")):
            raise CommandRefused("url", "链接应以 http:// 或 https:// 开头")
        keep_text(post.title, "标题", LONGEST_TITLE)
        keep_text(post.url, "链接", LONGEST_URL)
        (row,) = _rows(now, channel, [post])
        if _key(row) in _known([channel]):
            repeated()
            return
        row.save(force_insert=True)
        chain(now, "media.note", account, {"published": post.published.isoformat()})


def interaction_note(
    *, by: Acting, account: str, works: Sequence[str], fails: Sequence[str]
) -> None:
    """Note which ways to answer a person tried today, and which of them worked (R90)."""
    with command("media.try", account, by) as now:
        channel = _need_account(now, account)
        ways = ways_of(registered(channel).platform) or ("评论", "留言", "私信")
        if not {*works, *fails} or not {*works, *fails} <= set(ways) or {*works} & {*fails}:
            raise CommandRefused("ways", f"请选择核验过的互动方式：{'、'.join(ways)}")
        TryRecord(
            account=channel,
            day=now.at.astimezone(BEIJING).date(),
            works=list(works),
            fails=list(fails),
            tried_by=need_person(now),
            tried_at=now.at,
        ).save(force_insert=True)
        chain(now, "media.try", account, {"works": list(works), "fails": list(fails)})


def _need_account(now: Now, account: str) -> ChannelRecord:
    channel = account_get(viewer=now.person, account=account, at=now.at)
    need_position(now, channel.unit_id, *NOTING)
    return channel


def _read(data: bytes, name: str, reading: Reading) -> PostList:
    try:
        return read_posts(data, name, reading)
    except UnreadableList as error:
        raise CommandRefused("list", str(error)) from error


def _rows(now: Now, channel: ChannelRecord, posts: Iterable[Post]) -> list[PostRecord]:
    person = need_person(now)
    return [
        PostRecord(
            account=channel,
            published=post.published,
            title=" ".join(post.title.split())[:LONGEST_TITLE],
            url=post.url.strip()[:LONGEST_URL],
            comments=_count(post.comments),
            replies=_count(post.replies),
            noted_by=person,
            noted_at=now.at,
        )
        for post in posts
    ]


def _count(value: int | None) -> int | None:
    return None if value is None else min(value, MOST)


def _known(channels: Sequence[ChannelRecord]) -> set[tuple[str, datetime.date, str, str]]:
    rows = PostRecord.objects.filter(account__in=channels)
    return set(rows.values_list("account_id", "published", "title", "url"))


def _key(row: PostRecord) -> tuple[str, datetime.date, str, str]:
    return row.account_id, row.published, row.title, row.url
