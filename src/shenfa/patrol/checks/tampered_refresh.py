"""A page that sends its visitors away, at once or only those who come from a search engine."""

from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import Page
from shenfa.patrol.reading.foreign import AWAY
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site


def check(page: Page, site: Site) -> Iterator[Sighting]:
    """Yield where it leads, unless that is above suspicion."""
    match = AWAY.match(page.refresh)
    if match and not site.is_trusted(match[1].lower()):
        evidence = {"leads_to": page.refresh, "how": "meta refresh"}
        yield Sighting(Kind.TAMPER_META_REFRESH, page.url, page.url, evidence)
        return
    for jump in page.jumps:
        if not site.is_trusted(jump.host):
            evidence = {"leads_to": jump.url, "how": jump.reason}
            yield Sighting(Kind.TAMPER_META_REFRESH, page.url, page.url, evidence)
            return
