"""The walk through a site: breadth first, every address once, dead ones again later.

Everything an answer leads to goes into the frontier in one transaction with the mark that it
was handled. Waiting and clock are given, so that a test need not wait.
"""

import hashlib
import re
from array import array
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

from shenfa.patrol.address import (
    PAGE_SUFFIXES,
    Nature,
    canonical,
    form_of,
    shape_of,
    suffix_of,
)
from shenfa.patrol.bodies import store_body
from shenfa.patrol.checks import attachment, turned_link
from shenfa.patrol.content import Auditor, file_sightings
from shenfa.patrol.fetch import AGENT, BROWSER, Answer, Ask, Failure, visit_many
from shenfa.patrol.following import follow
from shenfa.patrol.frontier import Frontier
from shenfa.patrol.harvest import (
    Resolved,
    record_of,
    script_record,
    sheet_record,
    sightings_of,
)
from shenfa.patrol.items import listed
from shenfa.patrol.reading import Link, Page, PageKind, decode, read_page
from shenfa.patrol.reading.listing import is_list_source
from shenfa.patrol.reading.page import read_list
from shenfa.patrol.record import Record, Sighting
from shenfa.patrol.robots import robots_of
from shenfa.patrol.site import Site
from shenfa.patrol.visits import Kept, Place, Visit
from shenfa.patrol.walk import Plan, Walk, visits

READ = frozenset({Nature.PAGE, Nature.FRAME, Nature.LIST})
LOOKED_AT = frozenset({Nature.PICTURE, Nature.EXTERNAL})
"""What is only asked whether it is there."""
EMPTY = "empty"
GONE = frozenset({404, 410})
MOST_TRIES = 3
BLOCKED = frozenset({412, 521})
FILE_NAME = re.compile(r"filename\s*=\s*[\"']?([^\"';]+)", re.IGNORECASE)
CHALLENGE = re.compile(rb"<script[^>]*>.{0,400}?(?:\$_ts|__jsl|eval\(|document\.cookie)", re.DOTALL)


def begin_walk(site: Site, frontier: Frontier, auditor: Auditor, plan: Plan) -> Walk:
    """Ask what the site wants left alone, and want its home page and registered columns."""
    robots = RobotFileParser()
    robots.parse([])
    walk = Walk(site, frontier, auditor, plan, robots)
    if site.target.obeys_robots:
        walk.robots = _robots(walk)
    walk.pages = frontier.totals()[0]
    for url in (site.target.home, *(column.url for column in site.target.columns)):
        found = canonical(url, site.target.home)
        if found:
            frontier.put(found, Nature.PAGE, 0)
    return walk


def walk_site(walk: Walk) -> None:
    """Visit everything that is to be visited, until nothing is left or enough was read."""
    frontier, plan = walk.frontier, walk.plan
    while True:
        for answer in visits(walk, lambda: _next(walk)):
            _handle(walk, answer)
        again = [place for tries in range(1, MOST_TRIES) for place in frontier.waiting(tries)]
        frontier.save()
        if not again:
            break
        plan.sleep(plan.pauses[min(again[0].tries, len(plan.pauses)) - 1])
        frontier.queue.extend(again)
    frontier.save()


def _robots(walk: Walk) -> RobotFileParser:
    asks = [Ask(canonical("/robots.txt", walk.site.target.home) or "", 0)]
    found = [
        robots_of(answer)
        for answer in visit_many(lambda: asks.pop() if asks else None, walk.plan.terms)
    ]
    return found[0]


def _next(walk: Walk) -> Ask | None:
    queue, most = walk.frontier.queue, walk.plan.most_pages
    while queue:
        place = queue.popleft()
        if most and place.nature in READ and walk.pages + _reading(walk) >= most:
            continue
        walk.flying[place.id] = place
        is_again = place.tries > 0 or place.id in walk.refused
        headers: tuple[str, ...] = ()
        if walk.frontier.run > 1 and place.nature not in LOOKED_AT:
            headers = _conditions(walk, place)
        is_read = place.nature is Nature.EXTERNAL and _is_foreign_page(walk.site, place.url)
        if place.nature in LOOKED_AT and (is_again or is_read):
            headers = ("Range: bytes=0-32767",)
        return Ask(
            place.url,
            place.id,
            is_head=place.nature in LOOKED_AT and not (is_again or is_read),
            headers=headers,
            agent=BROWSER if is_again else AGENT,
        )
    return None


def _reading(walk: Walk) -> int:
    return sum(place.nature in READ for place in walk.flying.values())


def _is_foreign_page(site: Site, url: str) -> bool:
    """Whether what a foreign address shows is looked at: it may have changed hands."""
    host = urlsplit(url).hostname or ""
    return suffix_of(url) in PAGE_SUFFIXES | {""} and not site.is_trusted(host)


def _conditions(walk: Walk, place: Place) -> tuple[str, ...]:
    kept = walk.frontier.kept(place)
    if kept is None or kept.ruleset != _way_of_reading(walk):
        return ()
    conditions = []
    if kept.etag:
        conditions.append(f"If-None-Match: {kept.etag}")
    if kept.modified:
        conditions.append(f"If-Modified-Since: {kept.modified}")
    return tuple(conditions)


def _handle(walk: Walk, answer: Answer) -> None:
    place = walk.flying.pop(answer.ask.token)
    requests = 1 + len(answer.hops)
    is_first = place.nature in LOOKED_AT and place.id not in walk.refused and not place.tries
    if is_first and (answer.status >= 400 or answer.failure):
        walk.refused.add(place.id)
        walk.frontier.queue.appendleft(place)
        return
    if _is_worth_another_try(place, answer):
        walk.frontier.postpone(place, requests)
        return
    walk.done += 1
    walk.plan.tell(walk.done, len(walk.frontier.queue) + len(walk.flying))
    visit = _visit_of(place, answer)
    if answer.status == 304 or (answer.status in {200, 206} and answer.failure is None):
        _take(walk, place, answer)
    walk.frontier.settle(place, visit, requests)


def _is_worth_another_try(place: Place, answer: Answer) -> bool:
    if place.tries + 1 >= MOST_TRIES:
        return False
    if answer.failure is not None:
        return answer.failure in {
            Failure.SLOW,
            Failure.UNREACHABLE,
            Failure.UNKNOWN_HOST,
            Failure.BROKEN,
        }
    if answer.status in GONE:
        return place.tries == 0
    return answer.status >= 400 and not is_blocked(answer)


def is_blocked(answer: Answer) -> bool:
    """Whether a guard in front of the site wants a browser: this says nothing of the page."""
    return answer.status in BLOCKED or (
        answer.status in {202, 403, 503} and bool(CHALLENGE.search(answer.body[:4096]))
    )


def _visit_of(place: Place, answer: Answer) -> Visit:
    failure = answer.failure.value if answer.failure else ""
    is_picture = place.nature is Nature.PICTURE and answer.status == 200
    if is_picture and not answer.body and answer.headers.get("content-length") == "0":
        failure = EMPTY
    return Visit(
        url=place.url,
        nature=place.nature,
        status=answer.status,
        failure="blocked" if not failure and is_blocked(answer) else failure,
        final=answer.url if answer.hops else "",
        seconds=answer.seconds,
        size=len(answer.body) or _number(answer.headers.get("content-length", "")),
        type=answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
        first_run=0,
    )


def _take(walk: Walk, place: Place, answer: Answer) -> None:
    """Read what came, unless it is known already or belongs to another address."""
    if place.nature in LOOKED_AT:
        if place.nature is Nature.EXTERNAL and answer.body:
            _keep_turned(walk, place, answer)
        return
    home = place
    if answer.hops:
        if urlsplit(answer.url).netloc not in walk.site.netlocs:
            return
        final = canonical(answer.url, answer.url) or answer.url
        if walk.frontier.ids.get(final) in walk.frontier.wanted:
            return
        number = walk.frontier.skip(final, place.nature, place.depth)
        home = replace(place, id=number, url=final)
        walk.frontier.settle(home, replace(_visit_of(home, answer), final=""), 0)
    digest = hashlib.sha256(answer.body).hexdigest()
    kept = walk.frontier.kept(home) if walk.frontier.run > 1 else None
    if kept is not None and (
        answer.status == 304 or (kept.digest == digest and kept.ruleset == _way_of_reading(walk))
    ):
        walk.frontier.confirm(home.id)
        walk.frontier.want_again(kept.links, home.depth + 1)
        walk.pages += kept.record is not None and home.nature in READ
        return
    _read(walk, home, answer, digest)


def _keep_turned(walk: Walk, place: Place, answer: Answer) -> None:
    """Keep a foreign page that a government site should not lead to."""
    found = tuple(turned_link.check(place.url, answer.body, answer.headers.get("content-type", "")))
    if found:
        digest = hashlib.sha256(answer.body).hexdigest()
        store_body(walk.frontier.connection, digest, answer.body)
        kept = Kept("", "", digest, _way_of_reading(walk), None, array("I"), found)
        walk.frontier.keep(place.id, kept, answer.headers)


def _way_of_reading(walk: Walk) -> str:
    """Return what decides what is kept of a page: without approvals no digest of its text is."""
    is_reconciled = walk.site.target.approved is not None
    return f"{walk.auditor.ruleset}{'+approved' if is_reconciled else ''}"


def _read(walk: Walk, place: Place, answer: Answer, digest: str) -> None:
    kind = answer.headers.get("content-type", "")
    record: Record | None = None
    base = place.url
    links: list[Link] = []
    more: list[tuple[str, Nature]] = []
    sightings: tuple[Sighting, ...] = ()
    if place.nature in READ and _is_read(place.nature, kind, answer.body):
        walk.pages += 1
        decoded = decode(answer.body, kind)
        if place.nature is Nature.LIST:
            items, found = read_list(decoded.text)
            links = list(found)
            record = Record(
                url=place.url,
                kind=Nature.LIST.value,
                title="",
                items=tuple(listed(items, place.url, walk.site.day)),
            )
        else:
            page = read_page(decoded, place.url, walk.site.names, walk.site.day)
            links, base = list(page.links), page.base
            more = [(url, Nature.LIST if is_list_source(url) else Nature.PAGE) for url in page.more]
            resolved = _resolved(walk, page)
            record = record_of(page, resolved, walk.site)
            if "?" in place.url and any(one.url not in walk.frontier.ids for one in record.items):
                walk.fruits[form_of(place.url)] += 1
            if page.kind is PageKind.OTHER and not page.items:
                walk.idle[shape_of(place.url)] += 1
            sightings = tuple(sightings_of(page, walk.site, walk.auditor))
        store_body(walk.frontier.connection, digest, answer.body)
    elif place.nature is Nature.STYLE:
        record, found = sheet_record(place.url, answer.body.decode("utf-8", "replace"))
        links = list(found)
    elif place.nature is Nature.SCRIPT:
        record = script_record(place.url, decode(answer.body, kind).text, walk.site)
    elif place.nature in {Nature.ATTACHMENT, *READ}:
        sightings = tuple(_file(walk, place, answer))
    numbers = array("I", sorted(follow(walk, replace(place, url=base), links, more)))
    kept = Kept(
        answer.headers.get("etag", ""),
        answer.headers.get("last-modified", ""),
        digest,
        _way_of_reading(walk),
        record,
        numbers,
        sightings,
    )
    walk.frontier.keep(place.id, kept, answer.headers)


def _file(walk: Walk, place: Place, answer: Answer) -> Iterator[Sighting]:
    found = list(attachment.check(place.url, answer.body))
    yield from found
    if not found:
        told = FILE_NAME.search(answer.headers.get("content-disposition", ""))
        name = unquote(told[1] if told else urlsplit(place.url).path.rpartition("/")[2])
        yield from file_sightings(walk.auditor, answer.body, name, place.url)


def _resolved(walk: Walk, page: Page) -> Resolved:
    return Resolved(
        items=tuple(listed(page.items, page.base, walk.site.day)),
        frames=tuple(
            url
            for link in page.links
            if link.use is Nature.FRAME and (url := canonical(link.raw, page.base))
        ),
        sheets=tuple(
            url
            for link in page.links
            if link.use in {Nature.STYLE, Nature.SCRIPT}
            and (url := canonical(link.raw, page.base))
            and urlsplit(url).netloc in walk.site.netlocs
        ),
        lists=tuple(
            url for raw in page.more if is_list_source(raw) and (url := canonical(raw, page.base))
        ),
    )


def _is_read(nature: Nature, content_type: str, body: bytes) -> bool:
    is_data = nature is Nature.LIST and body[:64].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in b"{["
    return is_data or _is_mark_up(content_type, body)


def _is_mark_up(content_type: str, body: bytes) -> bool:
    type_ = content_type.partition(";")[0].strip().lower()
    if "html" in type_ or type_.endswith(("/xml", "+xml")):
        return True
    is_untold = not content_type or content_type.startswith("text/plain")
    return is_untold and body[:512].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<"


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
