"""A page that shows a search engine something else than it shows people."""

from collections.abc import Iterator

from shenfa.patrol.checks.tampered_tags import SPAM
from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import Page
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site

SPIDER = (
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"
    " Googlebot/2.1 bingbot/2.0 Sogou web spider/4.0 360Spider YisouSpider"
)
"""The names of all of them: who shows one of them something else has one visit to do it in."""


def face(page: Page) -> tuple[str, ...]:
    """What is compared of a page: title, key words, where it leads."""
    leads = sorted({exit_.host for exit_ in (*page.foreign, *page.jumps)})
    tags = (page.tags.get("keywords", ""), page.tags.get("description", ""))
    return (page.title, *tags, page.refresh, *leads)


def compare(page: Page, before: tuple[str, ...], site: Site) -> Iterator[Sighting]:
    """Yield a difference that no moving part of a page explains."""
    after = face(page)
    if after == before or not before:
        return
    leads = [host for host in set(after[4:]) - set(before[4:]) if not site.is_trusted(host)]
    is_spam = bool(SPAM.search(" ".join(after[:3])))
    is_other = not set(after[0]) & set(before[0]) or after[3] != before[3]
    if leads or is_spam or is_other:
        evidence = {
            "title": before[0],
            "title_for_search_engine": page.title,
            "leads_to": sorted(leads)[:10],
        }
        yield Sighting(Kind.UA_CLOAKING, page.url, page.url, evidence)
