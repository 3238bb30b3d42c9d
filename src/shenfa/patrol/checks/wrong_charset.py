"""A page that a browser shows as nonsense, because it is not what it declares."""

from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import Page
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site


def check(page: Page, _site: Site) -> Iterator[Sighting]:
    """Yield a page whose declaration is wrong."""
    if page.decoded.is_garbled:
        evidence = {"declared": page.decoded.declared, "actual": page.decoded.actual}
        yield Sighting(Kind.CHARSET_MISMATCH, page.url, page.url, evidence)
