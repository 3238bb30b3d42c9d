"""The public pages of the accounts of the register: last post, ways to answer, name."""

import datetime
from collections.abc import Iterator

from shenfa.patrol.accounts import (
    Account,
    Interacts,
    Registered,
    SeenAccount,
    account_state,
    probe_of_page,
    register_faults,
)
from shenfa.patrol.fetch import FetchFailed, Policy, Request, fetch
from shenfa.patrol.freshness import State
from shenfa.patrol.kinds import MEANINGS, Kind
from shenfa.patrol.limits import shipped_limits
from shenfa.patrol.media_sheet import Post
from shenfa.patrol.observations import Judged
from shenfa.patrol.reading import Page, decode, read_page
from shenfa.patrol.reading.dates import FULL_WIDTH, NUMERIC
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site


def check(site: Site, policy: Policy) -> Iterator[Sighting | Judged]:
    """Yield what the public pages of the registered accounts show."""
    limits = shipped_limits(site.day)
    for row in site.target.accounts:
        page = _page(row, site, policy)
        if page is None:
            continue
        text = "\n".join(page.lines)
        posts = tuple(_posts(row, page, site))
        probe = probe_of_page(row.platform, text, site.day)
        state = account_state(Account(row, posts, (probe,)), site.day, limits)
        evidence: dict[str, object] = {
            "account": row.name,
            "platform": row.platform,
            "last_post": state.last_post.isoformat() if state.last_post else "",
            "age_days": state.age_days,
        }
        if state.state in {State.STALE, State.EMPTY}:
            yield Sighting(Kind.NEWMEDIA_STALE, row.page, row.page, evidence)
        if state.interacts is Interacts.NO:
            shown = evidence | {"shown": state.evidence}
            yield Sighting(Kind.NEWMEDIA_NO_INTERACTION, row.page, row.page, shown)
        if page.heading and row.name not in text:
            seen = SeenAccount(row.platform, page.heading, row.page)
            for fault in register_faults(site.target.accounts, [seen]):
                told = {"message": fault.message, "account": fault.name}
                kind = Kind(fault.kind)
                sighting = Sighting(kind, row.page, row.page, told)
                yield Judged(sighting, fault.severity, MEANINGS[kind].basis)


def _page(row: Registered, site: Site, policy: Policy) -> Page | None:
    if not row.page.startswith(("http://", "https://")):
        return None
    try:
        fetched = fetch(Request(row.page), policy)
    except FetchFailed:
        return None
    if fetched.status != 200:
        return None
    decoded = decode(fetched.body, fetched.headers.get("content-type", ""))
    return read_page(decoded, row.page, site.names, site.day)


def _posts(row: Registered, page: Page, site: Site) -> Iterator[Post]:
    for line in page.lines:
        for match in NUMERIC.finditer(line.translate(FULL_WIDTH)):
            try:
                day = datetime.date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
            if day <= site.day:
                yield Post(day, line[:60], row.name, row.platform)
