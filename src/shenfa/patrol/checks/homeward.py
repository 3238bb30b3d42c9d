"""A page that is nothing but a jump to the home page: what stood there is gone."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from shenfa.patrol.address import PAGE_SUFFIXES, canonical, is_home, suffix_of
from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import Page, PageKind
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site


def check(page: Page, site: Site) -> Iterator[Sighting]:
    """Yield a document that sends its visitors home by a tag or a script."""
    if page.kind is not PageKind.STUB or is_home(page.url):
        return
    if suffix_of(page.url) not in PAGE_SUFFIXES:
        return
    leads = [url for raw in page.leads if (url := canonical(raw, page.base))]
    if leads and all(is_home(url) and urlsplit(url).netloc in site.netlocs for url in leads):
        evidence = {"leads_to": leads[0], "how": "页面自动跳转"}
        yield Sighting(Kind.REDIRECT_TO_HOME, page.url, page.url, evidence)
