"""An article page without an article: no text, no picture, no file."""

from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import Page, PageKind
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site

SHORTEST = 8


def check(page: Page, _site: Site) -> Iterator[Sighting]:
    """Yield a page whose place for the article is known and empty."""
    if page.kind is not PageKind.ARTICLE or page.body is None or page.body.has_media:
        return
    length = sum(len(line) for line in page.body.lines)
    if length < SHORTEST:
        evidence = {"title": page.heading, "characters": length}
        yield Sighting(Kind.EMPTY_ARTICLE, page.url, page.url, evidence)
