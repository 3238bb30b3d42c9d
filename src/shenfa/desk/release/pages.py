"""From rows to pages: the one page of a release in a column, and the lists of what is live."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import F, OuterRef, QuerySet, Subquery, TextField, Value, Window
from django.db.models.functions import Coalesce, NullIf, RowNumber

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.channels.selectors import host_of, source_list
from shenfa.desk.manuscripts.models import RenderingRecord, RevisionRecord
from shenfa.desk.release.addresses import file_href
from shenfa.desk.release.connectors import Way, column_of, connector_of, to_column, to_connector
from shenfa.desk.release.models import (
    ConnectorRecord,
    ReleaseChannelRecord,
    ReleaseRecord,
)
from shenfa.desk.release.rendering import (
    Article,
    Item,
    Linked,
    Shelf,
    article_page,
    column_page,
    home_page,
    map_page,
)
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.release.site import frame_get
from shenfa.review import judge_address

PAGE_LENGTH = 20
NEWEST = 8
PREVIEW = "page"
ORDER = ("-release__published_at", "-release__released_at", "release_id")


@dataclass(frozen=True, slots=True)
class Shown:
    """What one channel shows of a revision."""

    title: str
    body: str


def shown_in(revision: RevisionRecord, channel: str) -> Shown:
    """Return what a channel shows; an empty rendering means the revision's own. One query."""
    row = revision.renderings.get(channel_id=channel)
    return Shown(row.title or revision.title, row.body or revision.body)


@dataclass(frozen=True, slots=True)
class Dates:
    """The date that citizens see, and the moment as of which sources are judged."""

    published: datetime.datetime
    released: datetime.datetime


def render(release: ReleaseRecord, channel: ChannelRecord) -> bytes:
    """Return the page of a release in a column. Done once; what it returns is stored."""
    dates = Dates(release.published_at, release.released_at)
    return draw(release.revision, channel, dates, release.id)


def draw(
    revision: RevisionRecord, channel: ChannelRecord, dates: Dates, name: str = PREVIEW
) -> bytes:
    """Return the page that a revision has in a column, were it released on these dates.

    ``name`` is the last step of its address.
    """
    shown = shown_in(revision, channel.id)
    article = Article(
        title=shown.title,
        body=shown.body,
        published=dates.published,
        source=_source_name(revision, dates.released),
        source_url=revision.source_url if "://" in revision.source_url else "",
        note=revision.public_note,
        files=tuple(
            Linked(one.name, file_href(one.name), one.size)
            for one in revision.to_content().attachments
        ),
    )
    frame = frame_get(is_served=connector_of(channel).way is Way.SITE)
    return article_page(frame, column_of(channel), name, article)


def live_rows() -> QuerySet[ReleaseChannelRecord]:
    """Return the pages that are live, newest first, each with the title it shows."""
    own = RenderingRecord.objects.filter(
        revision=OuterRef("release__revision"), channel=OuterRef("channel")
    )
    text = TextField()
    shown = Coalesce(
        NullIf(Subquery(own.values("title")[:1], output_field=text), Value("", text)),
        F("release__revision__title"),
        output_field=text,
    )
    rows = ReleaseChannelRecord.objects.filter(page__isnull=False, release__in=live_releases())
    return rows.annotate(shown_title=shown).select_related("release", "channel").order_by(*ORDER)


def live_in(*, path: str) -> QuerySet[ReleaseChannelRecord]:
    """Return what is live in the column at this address, newest first."""
    return live_rows().filter(channel__path=path)


def column_pages(channel: ChannelRecord) -> Iterator[bytes]:
    """Yield all pages of the list of a column, at least one."""
    rows = live_in(path=channel.path)
    count = page_count(rows.count())
    for number in range(1, count + 1):
        yield column_list(channel, rows, number=number, count=count)


def column_list(
    channel: ChannelRecord, rows: QuerySet[ReleaseChannelRecord], *, number: int, count: int
) -> bytes:
    """Return one page of the list of a column. Three queries."""
    part = rows[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]
    items = [_item(row, f"{row.release_id}/") for row in part]
    connector = connector_of(channel)
    frame = frame_get(is_served=connector.way is Way.SITE)
    return column_page(frame, to_column(channel, connector), items, number=number, count=count)


def home(channels: QuerySet[ChannelRecord], *, is_served: bool) -> bytes:
    """Return a home page over these columns. Four queries, however many there are."""
    place = Window(RowNumber(), partition_by=[F("channel__path")], order_by=list(ORDER))
    rows = live_rows().annotate(place=place).filter(place__lte=NEWEST)
    newest = defaultdict(list)
    latest: dict[str, Item] = {}
    shown = list(channels)
    paths = {one.path for one in shown}
    for row in (row for row in rows if row.channel.path in paths):
        item = _item(row, row.path)
        newest[row.channel.path].append(item)
        latest.setdefault(row.release_id, item)
    shelves = [replace(one, newest=tuple(newest[one.column.path])) for one in _shelves(shown)]
    return home_page(frame_get(is_served=is_served), shelves, list(latest.values())[:NEWEST])


def site_map(channels: QuerySet[ChannelRecord], *, is_served: bool) -> bytes:
    """Return a map over these columns. Three queries."""
    return map_page(frame_get(is_served=is_served), _shelves(list(channels)))


def page_count(rows: int) -> int:
    """Return how many pages a list of so many lines has."""
    return max(1, -(-rows // PAGE_LENGTH))


def columns() -> QuerySet[ChannelRecord]:
    """Return the open columns, main columns first."""
    kinds = [ChannelKind.COLUMN.value, ChannelKind.MAIN_COLUMN.value]
    rows = ChannelRecord.objects.filter(kind__in=kinds, closed_at=None)
    return rows.order_by("-kind", "path")


def site_columns() -> QuerySet[ChannelRecord]:
    """Return the open columns that the built-in site serves."""
    elsewhere = ConnectorRecord.objects.exclude(kind=Way.SITE.value)
    return columns().exclude(id__in=elsewhere.values("channel"))


def _shelves(channels: list[ChannelRecord]) -> list[Shelf]:
    known = ConnectorRecord.objects.in_bulk()
    return [
        Shelf(
            to_column(one, to_connector(one, known.get(one.id))),
            is_main=one.kind == ChannelKind.MAIN_COLUMN,
        )
        for one in channels
    ]


def _item(row: ReleaseChannelRecord, href: str) -> Item:
    title: str = row.shown_title  # type: ignore[attr-defined]  # annotated by live_rows
    return Item(title, href, row.release.published_at)


def _source_name(revision: RevisionRecord, at: datetime.datetime) -> str:
    """Return who the text is from: the source of a reprint, the unit that made it, or its own."""
    if revision.source_url:
        source = judge_address(revision.source_url, source_list(at), at.date()).source
        return source.name if source else host_of(revision.source_url)
    if revision.obtained_from is not None:
        return revision.obtained_from.name
    return revision.manuscript.unit.name
