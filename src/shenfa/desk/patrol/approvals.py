"""What patrol compares live pages with: everything that is public by a release (R26).

One function reads a text for its digest, here and on the live page: ``shenfa.patrol.approved``.
"""

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

from django.utils.timezone import localtime

from shenfa.desk.patrol.models import WatchedSiteRecord
from shenfa.desk.patrol.parts import OWN_PATH, is_own_site
from shenfa.desk.release.models import DeliveryRecord, ReleaseChannelRecord
from shenfa.desk.release.pages import render
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.release.site import site_get as site_described
from shenfa.desk.release.stored import BytesChanged, stored_bytes
from shenfa.patrol.approved import page_hash
from shenfa.patrol.reconciliation import Approved


def approved_list(root: str = "") -> Iterator[Approved]:
    """Yield every release that is public, once for each channel: where, which text, since when.

    ``root`` is where the county's own site begins; else its registered domain says so. The time
    is that of the first release of the text, since a correction keeps its day.
    """
    root = f"{root.rstrip('/')}/" if root else f"https://{site_described().domain}{OWN_PATH}/"
    links = dict(_links())
    rows = ReleaseChannelRecord.objects.filter(release__in=live_releases())
    rows = rows.select_related("release__revision", "channel").order_by(
        "release__released_at", "id"
    )
    for row in rows.iterator():
        place = links.get((row.release_id, row.channel_id)) or f"{root}{row.path}"
        day = localtime(row.release.published_at).date()
        digest = page_hash(_page(row), place, day)
        if digest:
            yield Approved(place, digest, row.release.published_at)


def approved_for(site: WatchedSiteRecord) -> tuple[Approved, ...] | None:
    """Return what the pages of a site are held against, or None where nothing of it is ours.

    That is the county's own site, and each foreign one that a release was delivered to.
    """
    if is_own_site(site):
        return tuple(approved_list(site.home))
    host = urlsplit(site.home).netloc.lower()
    if any(urlsplit(link).netloc.lower() == host for _, link in _links()):
        return tuple(approved_list())
    return None


def _page(row: ReleaseChannelRecord) -> bytes:
    """Return the page of a release, drawn anew where none was stored or somebody changed it."""
    if row.page_id is not None:
        with suppress(BytesChanged):
            return stored_bytes(str(row.page_id))
    return render(row.release, row.channel)


def _links() -> Iterator[tuple[tuple[str, str], str]]:
    """Yield where other systems show what was delivered to them; our own addresses are relative."""
    rows = DeliveryRecord.objects.filter(act="show", release__in=live_releases())
    rows = rows.filter(link__contains="://")
    for release, channel, link in rows.values_list("release_id", "channel_id", "link"):
        yield (release, channel), link
