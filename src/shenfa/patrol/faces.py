"""The second look at pages, as a search engine: does the site show it the same?"""

import hashlib
from collections.abc import Iterator
from zlib import crc32

from shenfa.patrol.address import is_home
from shenfa.patrol.checks.cloaking import SPIDER, compare
from shenfa.patrol.crawl import is_blocked
from shenfa.patrol.fetch import Answer, Ask
from shenfa.patrol.reading import decode, read_page
from shenfa.patrol.record import Record, Sighting
from shenfa.patrol.walk import Walk, visits

REFERRER = "Referer: https://www.baidu.com/link?url=shenfa"
SHARE = 20
"""Of the pages of a site that is visited gently, one in so many is looked at each day."""


def compare_faces(walk: Walk) -> None:
    """Look again at the pages that were not compared yet, and add what differs."""
    pages = {
        number: (digest, record)
        for number, digest, record in walk.frontier.uncompared()
        if _is_looked_at(walk, record)
    }
    asks = iter(
        [
            Ask(record.url, number, headers=(REFERRER,), agent=SPIDER)
            for number, (_, record) in pages.items()
        ]
    )
    for answer in visits(walk, lambda: next(asks, None)):
        digest, record = pages[answer.ask.token]
        sightings = tuple(_differences(walk, answer, digest, record))
        walk.frontier.note_compared(answer.ask.token, sightings)
    walk.frontier.save()


def _is_looked_at(walk: Walk, record: Record) -> bool:
    if record.kind in {"css", "js", "list"} or not record.face:
        return False
    if not walk.plan.terms.rate or record.kind != "article" or is_home(record.url):
        return True
    day = walk.site.day.toordinal()
    return (crc32(record.url.encode()) + day) % SHARE == 0


def _differences(walk: Walk, answer: Answer, digest: str, record: Record) -> Iterator[Sighting]:
    if answer.failure is not None or answer.status != 200 or is_blocked(answer):
        return
    if hashlib.sha256(answer.body).hexdigest() == digest:
        return
    kind = answer.headers.get("content-type", "")
    page = read_page(decode(answer.body, kind), record.url, walk.site.names, walk.site.day)
    yield from compare(page, record.face, walk.site)
