"""Every page that somebody can reach by following links, for every role of the demonstration.

Nothing here knows a page, so a page that is added tomorrow is looked at as well. How long each
took is printed with -s and never asserted; ``bench/pages.py`` measures it.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from demonstration import LINK, PART, Demo, Visitor
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from page_checks import Asked, faults_of

MOST_QUERIES = 40
OF_A_CASE, MOST_OF_A_CASE = ("/revisions/", "/releases/"), 240
"""Who opens a case asks every gate and every duty. However many cases there are, it is so many.

FIXME: half of these questions are asked twice in the same request.
"""
OF_A_KIND = 3
"""So many pages are opened that differ only in what they are about; all others are opened."""
LOGINS = (
    *("ZG10", "ZG06", "ZG04", "ZG02", "ZG01", "ZG07", "ZG08", "ZG09", "ZG03", "ZG12"),
    *("FB07", "FB09", "FB01", "FB10", "GL01", "GL02", "GL03", "GA02", "YT01"),
)


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


@pytest.mark.parametrize("login", LOGINS)
def test_every_page_of_a_role_is_in_order(demo: Demo, login: str) -> None:
    visitor = Visitor()
    start = visitor.sign_in(demo.credentials[login])
    sweep = Sweep(visitor.client, outside=("/site/",))
    sweep.go(start)
    print(login, sweep.told())  # noqa: T201 - times are shown, not judged

    assert sweep.faults() == {}
    assert len(sweep.asked) >= (4 if login in {"GL01", "GL02", "GL03", "ZG12"} else 6)


def test_every_public_page_is_in_order(demo: Demo) -> None:
    assert demo
    sweep = Sweep(Client(), inside="/site/")
    sweep.go("/site/")
    print(sweep.told())  # noqa: T201 - as above

    assert sweep.faults() == {}
    assert len(sweep.asked) > 30


def test_pages_for_nobody_in_particular_are_in_order(demo: Demo) -> None:
    """Signing in, recovering, and what is told of a page that is not there."""
    assert demo
    client = Client()
    for address, status in (("/sign-in", 200), ("/recover", 200), ("/nowhere", 404)):
        answer = client.get(address)
        assert (answer.status_code, faults_of(answer.content.decode())) == (status, []), address


PAGES = """
<html><head></head><body onload="x()"><style>a{}</style><p style="x" id="a"></p><p id="a"></p>
<script>x</script><a href="javascript:x"></a><form method="post"></form></body></html>
"""


def test_the_checks_find_what_they_look_for() -> None:
    """Each question has a page by which it is answered with yes."""
    assert len(faults_of(PAGES)) == 10
