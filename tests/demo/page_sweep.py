"""Somebody who follows every link, and what their pages took: queries and time."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

from demonstration import LINK, PART
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from page_checks import Asked, faults_of

from shenfa.web.wsgi import STATIC

MOST_QUERIES = 40
OF_A_CASE, MOST_OF_A_CASE = ("/revisions/", "/releases/"), 70
"""Who opens a case asks every gate and every duty: forty. The first time it signs the receipts
of what is shown, and in a sitting it asks what comes next.
"""
STATIC_URL = "/static/"
"""What stands below it is handed out before Django is asked."""
OF_A_KIND = 3
"""So many pages are opened that differ only in what they are about; all others are opened."""


@dataclass
class Sweep:
    """Somebody who opens everything below an address that they have not opened yet."""

    client: Client
    inside: str = "/"
    outside: tuple[str, ...] = ()
    asked: dict[str, Asked] = field(default_factory=dict)

    def go(self, start: str) -> None:
        """Follow links from a page until there is nothing new."""
        waiting, seen = [start], Counter[str]()
        while waiting:
            address = waiting.pop(0)
            kind = PART.sub("*", urlsplit(address).path)
            if address in self.asked or seen[kind] >= OF_A_KIND:
                continue
            seen[kind] += 1
            waiting += self._open(address)

    def _open(self, address: str) -> Iterator[str]:
        if address.startswith(STATIC_URL):
            self.asked[address] = Asked(address, 200 if is_there(address) else 404, 0, 0)
            return
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            answer = self.client.get(address)
        took = (time.perf_counter() - begun) * 1000
        asked = Asked(address, answer.status_code, len(queries), took)
        self.asked[address] = asked
        if answer.status_code == 302:
            yield from self._inside(urljoin(address, answer.headers["Location"]))
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            page = answer.content.decode()
            asked.faults = faults_of(page)
            for link in LINK.findall(page):
                yield from self._inside(urljoin(address, unescape(link)))
        answer.close()

    def _inside(self, address: str) -> Iterator[str]:
        if address.startswith(self.inside) and not address.startswith(("//", *self.outside)):
            yield address

    def faults(self) -> dict[str, list[str]]:
        """Return what is wrong, by page."""
        found = {one.address: list(one.faults) for one in self.asked.values()}
        for one in self.asked.values():
            if one.status not in {200, 302}:
                found[one.address].append(f"answered {one.status}")
            is_case = one.address.startswith(OF_A_CASE)
            if one.queries > (MOST_OF_A_CASE if is_case else MOST_QUERIES):
                found[one.address].append(f"{one.queries} queries")
        return {address: faults for address, faults in found.items() if faults}

    def told(self) -> str:
        """Return how long the pages took, the slowest first."""
        slowest = sorted(self.asked.values(), key=lambda one: -one.milliseconds)[:5]
        lines = (f"{one.milliseconds:6.0f} ms {one.queries:3} q {one.address}" for one in slowest)
        return "\n".join([f"{len(self.asked)} pages", *lines])


def is_there(address: str) -> bool:
    """Whether a file that is handed out as it is stands where a page says."""
    return (STATIC / urlsplit(address).path.removeprefix(STATIC_URL)).is_file()
