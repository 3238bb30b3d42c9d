"""How a channel is served: by the built-in site, as files in a folder, by a push, or by hand."""

import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.channels.selectors import channel_get
from shenfa.desk.organisation.authority import need_person, need_position
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.desk.organisation.steps import keep_text
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.addresses import is_address
from shenfa.desk.release.models import ConnectorRecord, DeliveryRecord
from shenfa.desk.release.rendering import Column
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.trail.command import Acting, chain, command
from shenfa.review import Position

FOLDERS, KEYS = "sites", "keys"


class Way(StrEnum):
    """The ways there are."""

    SITE = "site"
    FOLDER = "folder"
    PUSH = "push"
    DOWNLOAD = "download"


@dataclass(frozen=True, slots=True)
class Connector:
    """A way with what it needs, and what the tags of a column say.

    ``folder`` is a name below the data folder's ``sites``; ``url`` where a push goes, ``inside``
    that it may lead to the inner network.
    """

    way: Way
    folder: str = ""
    url: str = ""
    inside: bool = False
    type: str = ""
    description: str = ""
    keywords: str = ""

    @property
    def place(self) -> tuple[Way, str, str]:
        """Where what is released ends up."""
        return self.way, self.folder, self.url


def connector_of(channel: ChannelRecord) -> Connector:
    """Return how a channel is served. One query."""
    return to_connector(channel, ConnectorRecord.objects.filter(channel=channel).first())


def to_connector(channel: ChannelRecord, row: ConnectorRecord | None) -> Connector:
    """Return what was set; unless it was, the site serves a column, and people an account."""
    if row is None:
        is_account = channel.kind == ChannelKind.ACCOUNT
        return Connector(Way.DOWNLOAD if is_account else Way.SITE)
    return Connector(Way(row.kind), **row.settings)


def column_of(channel: ChannelRecord) -> Column:
    """Return a channel as its pages name it. One query."""
    return to_column(channel, connector_of(channel))


def to_column(channel: ChannelRecord, found: Connector) -> Column:
    """Return a channel as its pages name it."""
    return Column(channel.path, channel.name, found.type, found.description, found.keywords)


def connector_set(*, by: Acting, channel: str, connector: Connector) -> ConnectorRecord:
    """Set how a channel is served. While something of it is public, the place stays the same."""
    with command("connector.set", channel, by) as now:
        record = channel_get(viewer=by.person, channel=channel, at=now.at)
        need_position(now, county_office_id(), Position.SITE_ADMINISTRATOR)
        connector = _need_usable(record, connector)
        if connector.place != connector_of(record).place and _is_used(record):
            raise CommandRefused("in_use", "该渠道还有在线或没有撤净的信息，撤下后再更换方式")
        kept = {name: value for name, value in asdict(connector).items() if name != "way"}
        row, _ = ConnectorRecord.objects.update_or_create(
            channel=record,
            defaults={
                "kind": connector.way.value,
                "settings": kept,
                "set_by": need_person(now),
                "set_at": now.at,
            },
        )
        if connector.way is Way.PUSH:
            push_key(record)
        chain(now, "connector.set", channel, {"way": connector.way.value})
        return row


def folder_path(connector: Connector) -> Path:
    """Return the folder that a connector fills."""
    return Path(settings.FILES).parent / FOLDERS / connector.folder


def push_key(channel: ChannelRecord) -> bytes:
    """Return the key by which pushes to a channel are signed, made where there is none.

    It stays in a file that only the owner of the process can read; the receiver gets a copy.
    An empty file is what somebody left who was killed while making it.
    """
    path = Path(settings.FILES).parent / KEYS / f"{channel.id}.key"
    if not path.is_file() or path.stat().st_size == 0:
        _make_key(path)
    return bytes.fromhex(path.read_text(encoding="ascii"))


def _make_key(path: Path) -> None:
    """Put a key in its place as a whole; of two who do so at once the first one counts."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{secrets.token_hex(8)}.tmp")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(32) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    if path.is_file() and path.stat().st_size == 0:
        path.unlink()
    with suppress(FileExistsError):
        os.link(unfinished, path)
    unfinished.unlink()


def _need_usable(channel: ChannelRecord, connector: Connector) -> Connector:
    is_account = channel.kind == ChannelKind.ACCOUNT
    if is_account and connector.way in {Way.SITE, Way.FOLDER}:
        raise CommandRefused("connector", "账号只能用推送或人工下载的方式发布")
    if connector.way in {Way.SITE, Way.FOLDER} and not is_address(channel.path):
        raise CommandRefused("connector", "栏目地址只能用字母、数字和短横线，请改为人工下载")
    if connector.way is Way.FOLDER and not _is_name(connector.folder):
        raise CommandRefused("connector", "文件夹名称只能用字母、数字和短横线")
    if connector.way is Way.PUSH and not _is_url(connector.url):
        raise CommandRefused("connector", "推送地址应以 http:// 或 https:// 开头")
    return Connector(
        way=connector.way,
        folder=connector.folder if connector.way is Way.FOLDER else "",
        url=connector.url if connector.way is Way.PUSH else "",
        inside=connector.inside and connector.way is Way.PUSH,
        type=keep_text(connector.type, "栏目类别", 40),
        description=keep_text(connector.description, "栏目描述", 200),
        keywords=keep_text(connector.keywords, "栏目关键词", 200),
    )


def _is_name(folder: str) -> bool:
    return is_address(folder) and "/" not in folder


def _is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_plain = url.isascii() and url.isprintable() and " " not in url
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_plain


def _is_used(channel: ChannelRecord) -> bool:
    waiting = DeliveryRecord.objects.filter(channel=channel, act="remove", delivered_at=None)
    return live_releases().filter(channels__channel=channel).exists() or waiting.exists()
