"""Finding what is public by its words.

A row with the words is written when a text becomes public and deleted in the very command that
takes it away, so the table never holds anything else. What is shown of what was found comes
from the stored page: nobody can slip a word in by way of the search (I14). Numbers of persons that
people let stand are masked in it: nobody is looked up by a number here (R39). A search reads it from the newest to the oldest; every
word must occur. That is a plain scan: it works alike on both databases, in any language, for
parts of words too, and a county has thousands of texts and not millions.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from selectolax.lexbor import LexborHTMLParser

from shenfa.audit.numbers import without_numbers
from shenfa.desk.release.models import PublicTextRecord, ReleaseChannelRecord, ReleaseRecord
from shenfa.desk.release.pages import Shown, live_rows, shown_in, site_columns
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.release.stored import BytesChanged, stored_bytes

BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|td|th|tr|div|blockquote|pre|figcaption)>|<br ?/?>")
LONGEST_QUERY, MOST_WORDS = 60, 6
ON_A_PAGE = 15
BEFORE, AROUND = 30, 110
Parts = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is what was looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found, as the list shows it."""

    path: str
    column: str
    published: datetime.datetime
    title: Parts
    excerpt: Parts


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found; ``first`` is the number of its first line."""

    hits: tuple[Hit, ...]
    count: int
    number: int
    pages: int
    first: int


def public_search(*, query: str, number: int) -> Found:
    """Return a page of what is public and holds every word. Two queries."""
    wanted = words_of(query)
    rows = _rows()
    for word in wanted:
        rows = rows.filter(folded__contains=word)
    count = rows.count() if wanted else 0
    pages = max(1, -(-count // ON_A_PAGE))
    number = min(max(number, 1), pages)
    first = (number - 1) * ON_A_PAGE
    part = rows.order_by("-published_at", "-place_id")[first : first + ON_A_PAGE] if count else ()
    return Found(tuple(_hits(part, wanted)), count, number, pages, first + 1)


def words_of(query: str) -> tuple[str, ...]:
    """Return the words to look for, as they are compared."""
    words = fold(query.replace("\0", " ")[:LONGEST_QUERY]).split()
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def fold(text: str) -> str:
    """Return a text as it is compared: wide and narrow, small and capital signs are the same.

    It keeps its length, so that a place in it is a place in the text.
    """
    return "".join(map(_fold, text))


def text_show(row: ReleaseChannelRecord, published: datetime.datetime, shown: Shown) -> None:
    """Let a page be found. Part of the command that publishes it."""
    folded = fold(without_numbers(f"{shown.title}\n{plain(shown.body)}"))
    PublicTextRecord(place=row, folded=folded, published_at=published).save(force_insert=True)


def text_hide(release: ReleaseRecord) -> None:
    """Let a release not be found any more. Part of the command that takes it away."""
    PublicTextRecord.objects.filter(place__release=release).delete()


def text_sweep() -> int:
    """Bring what can be found in line with what is live; return how many rows were not.

    That is so after an update from a version without search, and never otherwise. What can be
    found is derived, so nothing is chained.
    """
    gone, _ = PublicTextRecord.objects.exclude(place__release__in=live_releases()).delete()
    missing = live_rows().filter(public_text=None).select_related("release__revision")
    for row in missing:
        text_show(row, row.release.published_at, shown_in(row.release.revision, row.channel_id))
    return gone + len(missing)


def plain(body: str) -> str:
    """Return the words of a stored body, a line for each paragraph and cell."""
    lines = LexborHTMLParser(BLOCK_END.sub(r"\g<0>&#10;", body)).text().splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _rows() -> QuerySet[PublicTextRecord]:
    """Return what is live and served, once where it stands in several columns."""
    live = PublicTextRecord.objects.filter(
        place__release__in=live_releases(), place__channel__in=site_columns()
    )
    earlier = live.filter(place__release=OuterRef("place__release"), place__lt=OuterRef("place"))
    return live.exclude(Exists(earlier)).select_related("place__channel")


def _hits(rows: Iterable[PublicTextRecord], wanted: tuple[str, ...]) -> Iterator[Hit]:
    """Yield what is shown of each; a page whose bytes were changed is passed over."""
    for row in rows:
        with suppress(BytesChanged):
            yield _hit(row, stored_bytes(str(row.place.page_id)), wanted)


def _hit(row: PublicTextRecord, page: bytes, wanted: tuple[str, ...]) -> Hit:
    tree = LexborHTMLParser(page)
    title, body = tree.css_first("h1"), tree.css_first(".text")
    text = " ".join(plain(body.html or "").split("\n")) if body else ""
    folded = fold(text)
    places = [place for word in wanted if (place := folded.find(word)) >= 0]
    start = max(0, min(places, default=0) - BEFORE)
    end = start + BEFORE + AROUND
    before = (("…", False),) if start else ()
    after = (("…", False),) if end < len(text) else ()
    return Hit(
        path=row.place.path,
        column=row.place.channel.name,
        published=row.published_at,
        title=_parts(title.text() if title else "", wanted),
        excerpt=(*before, *_parts(text[start:end], wanted), *after),
    )


def _parts(text: str, wanted: tuple[str, ...]) -> Parts:
    """Return a text cut at what was looked for; where two words begin the longer one counts."""
    ordered = sorted(wanted, key=len, reverse=True)
    looked = re.compile("|".join(re.escape(word) for word in ordered))
    parts, done = [], 0
    for found in looked.finditer(fold(text)):
        parts += [(text[done : found.start()], False), (text[found.start() : found.end()], True)]
        done = found.end()
    return tuple((words, is_hit) for words, is_hit in [*parts, (text[done:], False)] if words)


def _fold(sign: str) -> str:
    folded = unicodedata.normalize("NFKC", sign).lower()
    return folded if len(folded) == 1 else sign
