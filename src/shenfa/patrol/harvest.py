"""What a page leaves behind after it was read: a record, the addresses it names, sightings."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from shenfa.patrol.address import Nature
from shenfa.patrol.checks import PAGE_CHECKS, STUB_CHECKS
from shenfa.patrol.checks.cloaking import face
from shenfa.patrol.content import Auditor, article_sightings, line_sightings
from shenfa.patrol.footer import is_foot, lacking, shown_code
from shenfa.patrol.reading import Link, Page, PageKind
from shenfa.patrol.reading.dates import tag_day
from shenfa.patrol.reading.foreign import opened_names, written_links
from shenfa.patrol.reading.links import styled
from shenfa.patrol.reconciliation import text_hashes
from shenfa.patrol.record import Exit, Listed, Record, Sighting
from shenfa.patrol.site import Site
from shenfa.readers.web.style import hiding_names

STANDARD = (
    "sitename",
    "sitedomain",
    "siteidcode",
    "columnname",
    "columndescription",
    "columnkeywords",
    "columntype",
    "articletitle",
    "pubdate",
    "contentsource",
)
LONGEST_VALUE = 80
LENGTH_BITS = 10
LENGTH_MASK = (1 << LENGTH_BITS) - 1


@dataclass(frozen=True, slots=True)
class Resolved:
    """The addresses that a page names, in full."""

    items: tuple[Listed, ...]
    frames: tuple[str, ...]
    sheets: tuple[str, ...]
    lists: tuple[str, ...]


def record_of(page: Page, resolved: Resolved, site: Site) -> Record:
    """Return what is kept of a page."""
    is_article = page.kind is PageKind.ARTICLE
    tagged = tag_day(page.tags.get("pubdate", ""))
    return Record(
        url=page.url,
        kind=page.kind.value,
        title=page.title,
        heading=page.heading,
        column=page.tags.get("columnname", "").strip(),
        column_type=page.tags.get("columntype", "").strip(),
        footer_code=shown_code(page.html),
        tagged=_iso(tagged),
        shown=_iso(page.shown.day) if page.shown else "",
        weight=round(page.shown.weight, 1) if page.shown else 0.0,
        hinted=_iso(page.hinted),
        in_url=_iso(page.in_url),
        signed=_iso(page.signed),
        renewed=_iso(page.renewed),
        source=page.source.strip(),
        length=sum(map(len, page.body.lines)) if page.body else 0,
        text_hashes=_hashes(page) if is_article and site.target.approved is not None else (),
        items=resolved.items,
        frames=resolved.frames,
        sheets=resolved.sheets,
        lists=resolved.lists,
        exits=tuple(
            Exit(one.url, one.host, one.tag, one.words, one.reason, one.names)
            for one in page.foreign
            if not site.is_trusted(one.host)
        ),
        face=face(page),
        tags={
            name: page.tags[name].strip()[:LONGEST_VALUE] for name in STANDARD if name in page.tags
        },
        footer_lacking=lacking(page.html),
        serves=page.serves,
        lines=()
        if is_article
        else tuple(hash_of(line) for line in page.lines if len(line) > 3 and not is_foot(line)),
    )


def sightings_of(page: Page, site: Site, auditor: Auditor) -> Iterator[Sighting]:
    """Yield everything that a page shows by itself."""
    if page.kind is PageKind.STUB:
        for check in STUB_CHECKS:
            yield from check(page, site)
        return
    for check in PAGE_CHECKS:
        yield from check(page, site)
    own = page.body.lines if page.body is not None and page.kind is PageKind.ARTICLE else ()
    yield from article_sightings(auditor, own, page.url)
    inside = frozenset(own)
    yield from line_sightings(
        auditor, (line for line in page.around if line not in inside), page.url
    )


def sheet_record(url: str, text: str) -> tuple[Record, tuple[Link, ...]]:
    """Return what a style sheet hides, and the pictures and sheets it asks for."""
    names = tuple(sorted(hiding_names([text]) - opened_names(text)))
    return Record(url=url, kind=Nature.STYLE.value, title="", hides=names), tuple(styled(text))


def script_record(url: str, text: str, site: Site) -> Record:
    """Return what a script of the site writes into its pages that leads away."""
    exits = tuple(
        Exit(one.url, one.host, one.tag, one.words, one.reason, one.names)
        for one in written_links(text, site.names)
        if not site.is_trusted(one.host)
    )
    return Record(url=url, kind=Nature.SCRIPT.value, title="", exits=exits)


def hash_of(line: str) -> int:
    """A number for a line that is the same on every day, with its length in the last bits."""
    return crc32(line.encode()) << LENGTH_BITS | min(len(line), LENGTH_MASK)


def _hashes(page: Page) -> tuple[str, ...]:
    if page.body is None:
        return ()
    text = "\n".join(page.body.lines)
    return text_hashes(text, f"{page.heading}\n{text}")


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
