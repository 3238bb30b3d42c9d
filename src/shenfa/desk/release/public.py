"""What an anonymous visitor gets: stored bytes of what is live, or a word on what is gone.

Bytes that are not what was approved are not served, whoever changed them (I14). Nothing here
asks who is looking, and nothing that is not live can be reached.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.clock import stamp
from shenfa.desk.release.addresses import MAP, list_name
from shenfa.desk.release.connectors import Way
from shenfa.desk.release.delivery import notice
from shenfa.desk.release.models import ConnectorRecord, ReleaseChannelRecord, ReleaseRecord
from shenfa.desk.release.pages import (
    column_list,
    home,
    live_in,
    live_rows,
    page_count,
    site_columns,
    site_map,
)
from shenfa.desk.release.selectors import State, live_releases, state_of
from shenfa.desk.release.stored import BytesChanged, stored_bytes
from shenfa.review.content import Attachment, canonical_content

MOST_IN_SITEMAP = 50_000


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at an address: the stored page, or the note that it was withdrawn."""

    body: bytes
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A newer version stands elsewhere: its address below the root of the site."""

    path: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Something stood here and does not any more."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes out with a page."""

    name: str
    body: bytes


def page_get(column: str, release: str) -> Page | Moved | Gone | None:
    """Return what stands at the address of a release in a column; None: nothing ever did.

    Of what was taken down in an emergency nobody learns that it was there.
    """
    rows = ReleaseChannelRecord.objects.select_related("channel", "release__revision")
    row = rows.filter(channel__path=column, release_id=release, page__isnull=False).first()
    if row is None or not _is_built_in(row.channel):
        return None
    match _state(row.release):
        case State.LIVE:
            return Page(stored_bytes(str(row.page_id)))
        case State.REPLACED:
            return _newer(row) or Gone()
        case State.HIDDEN:
            return None
        case State.WITHDRAWN | State.ARCHIVED:
            note = notice(row.release, row.channel)
            return Page(note, is_note=True) if note is not None else Gone()
        case _:
            return Gone()


def package_get(release: str) -> bytes | None:
    """Return the bytes whose SHA-256 three people approved, of what is live."""
    found = _live(release)
    if found is None:
        return None
    data = canonical_content(found.revision.to_content())
    if hashlib.sha256(data).hexdigest() != found.sha256:
        raise BytesChanged(release)
    return data


def file_get(release: str, name: str) -> File | None:
    """Return a file of what is live, by its name."""
    return _file(release, lambda one, _: one.name == name)


def file_numbered(release: str, number: int) -> File | None:
    """Return a file of what is live, by its place from 1."""
    return _file(release, lambda _, place: place == number)


def column_get(path: str, number: int) -> bytes | None:
    """Return a page of the list of a column."""
    channel = site_columns().filter(path=path).first()
    rows = live_in(path=path)
    count = page_count(rows.count())
    if channel is None or not 1 <= number <= count:
        return None
    return column_list(channel, rows, number=number, count=count)


def home_get() -> bytes:
    """Return the home page."""
    return home(site_columns(), is_served=True)


def map_get() -> bytes:
    """Return the map of the site for people."""
    return site_map(site_columns(), is_served=True)


def sitemap_get(root: str) -> bytes:
    """Return the map of the site for machines; ``root`` is where the site begins."""
    lines = [(root, ""), (f"{root}{MAP}", "")]
    lines += [(f"{root}{channel.path}/", "") for channel in site_columns()]
    rows = live_rows().filter(channel__in=site_columns())[:MOST_IN_SITEMAP]
    lines += [(f"{root}{row.path}", stamp(row.release.released_at)) for row in rows]
    entries = "".join(
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{at}</lastmod>' if at else ''}</url>\n"
        for address, at in lines[:MOST_IN_SITEMAP]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</urlset>\n"
    ).encode()


def list_number(name: str) -> int | None:
    """Return which page of a list a file name stands for."""
    number = name.removeprefix("index_").removesuffix(".html")
    if name == list_name(1):
        return 1
    is_number = number.isascii() and number.isdigit() and len(number) < 7
    return int(number) if is_number and list_name(int(number)) == name else None


def _is_built_in(channel: ChannelRecord) -> bool:
    row = ConnectorRecord.objects.filter(channel=channel).first()
    return row is None or row.kind == Way.SITE


def _state(release: ReleaseRecord) -> State:
    state = state_of(release.steps.all())
    is_purged = state is State.LIVE and release.revision.purged_at is not None
    return State.DELETED if is_purged else state


def _live(release: str) -> ReleaseRecord | None:
    return live_releases().select_related("revision").filter(id=release).first()


def _newer(row: ReleaseChannelRecord) -> Moved | None:
    """Return where the live version of the same manuscript stands in the same column."""
    manuscript = row.release.revision.manuscript_id
    found = live_in(path=row.channel.path).filter(release__revision__manuscript=manuscript).first()
    return Moved(found.path) if found else None


def _file(release: str, wanted: Callable[[Attachment, int], bool]) -> File | None:
    found = _live(release)
    attachments = found.revision.to_content().attachments if found else ()
    for place, one in enumerate(attachments, start=1):
        if wanted(one, place):
            return File(one.name, stored_bytes(one.sha256))
    return None
