"""What a patrol costs: requests and pages per CPU second, memory, the second day, and peers.

Peers run in the same run on the same site, from a Python environment of their own:
``PEERS=/path/to/venv/bin python bench/patrol.py`` with scrapy and linkchecker in it. Both follow
links and report dead ones; neither knows dates, columns or text. Without it their rows say so.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path

from shenfa.audit import compile_engine
from shenfa.patrol.address import canonical
from shenfa.patrol.fetch import Ask, Policy, Request, Terms, fetch, visit_many
from shenfa.patrol.patrolling import Orders, patrol_site
from shenfa.patrol.reading import decode
from shenfa.patrol.reading.page import links_of
from shenfa.patrol.target import Target

ARTICLES = 6_000
LINKCHECKER_SECONDS = 90
NOW = datetime(2026, 11, 24, 8, tzinfo=timezone(timedelta(hours=8)))
SPIDER = """
import scrapy
class Site(scrapy.Spider):
    name = "site"
    start_urls = [{home!r}]
    handle_httpstatus_all = True
    custom_settings = dict(LOG_LEVEL="ERROR", CONCURRENT_REQUESTS=32,
        CONCURRENT_REQUESTS_PER_DOMAIN=32, ROBOTSTXT_OBEY=False, DOWNLOAD_DELAY=0)
    def parse(self, response):
        if b"html" in response.headers.get("Content-Type", b""):
            for link in response.css("a::attr(href), img::attr(src)").getall():
                yield response.follow(link, self.parse)
"""


@contextmanager
def site(articles: int) -> Iterator[tuple[str, int]]:
    """Serve the site from another process."""
    script = Path(__file__).parent / "patrol_site.py"
    server = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, str(script), str(articles)], stdout=subprocess.PIPE, text=True
    )
    port, pages = (server.stdout or sys.stdin).readline().split()
    try:
        yield f"http://127.0.0.1:{port}/", int(pages)
    finally:
        server.kill()
        server.wait()


def crawl_only(home: str) -> tuple[int, float]:
    """Fetch every address and follow every link: what the peers do."""
    policy = Policy(None, allows_private=True)
    waiting, known = [home], {"/"}

    def take() -> Ask | None:
        return Ask(waiting.pop(), 0) if waiting else None

    begun, count = time.process_time(), 0
    for answer in visit_many(take, Terms(policy, 32, 0, time.monotonic)):
        count += 1
        kind = answer.headers.get("content-type", "")
        if "html" not in kind:
            continue
        for link in links_of(decode(answer.body, kind).text):
            if link.raw not in known:
                known.add(link.raw)
                url = canonical(link.raw, answer.url)
                if url:
                    waiting.append(url)
    return count, time.process_time() - begun


def full(home: str, folder: Path) -> tuple[int, int, float]:
    """Make a whole patrol."""
    orders = Orders(
        folder=folder,
        moment=NOW,
        rate=0,
        clock=time.monotonic,
        sleep=time.sleep,
        read_time=lambda: NOW,
        tell=lambda _done, _waiting: None,
        pauses=(0.1,),
    )
    begun = time.process_time()
    found = patrol_site(Target(home, allows_private=True), compile_engine(), orders)
    spent = time.process_time() - begun
    print(f"  observations: {[(one.kind.value, one.count) for one in found.observations]}")
    return found.pages, found.requests, spent


def answered(home: str) -> int:
    """How many requests the site has answered so far."""
    policy = Policy(None, allows_private=True)
    return int(fetch(Request(f"{home}answered"), policy).body)


def peer(name: str, call: list[str], home: str, seconds: int) -> None:
    """Run a peer and say what it cost; what is not done by then is stopped."""
    before, asked = resource.getrusage(resource.RUSAGE_CHILDREN), answered(home)
    begun = time.monotonic()
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(call, capture_output=True, timeout=seconds, check=False)  # noqa: S603 - a program the caller named
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    requests = answered(home) - asked - 1
    wall = time.monotonic() - begun
    print(
        f"{name}: {requests} requests, {cpu:.1f} CPU s, {requests / cpu:.0f} requests/CPU s, {wall:.0f} s"
    )


def main() -> None:
    """Measure and print."""
    peers = os.environ.get("PEERS", "")
    with site(ARTICLES) as (home, pages), tempfile.TemporaryDirectory() as place:
        compile_engine()
        print(f"site of {pages} addresses")
        count, spent = crawl_only(home)
        print(f"crawl: {count} requests, {spent:.2f} CPU s, {count / spent:.0f} requests/CPU s")
        folder = Path(place)
        first_pages, requests, first = full(home, folder)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"patrol: {first_pages} pages, {requests} requests, {first:.2f} CPU s, {first_pages / first:.0f} pages/CPU s, {memory:.0f} MB"
        )
        _, _, second = full(home, folder)
        print(f"second day: {second:.2f} CPU s, {first / second:.1f} times cheaper")
        scrapy = shutil.which("scrapy", path=peers) if peers else None
        if scrapy is None:
            print("Scrapy and LinkChecker: not measured, no PEERS given")
            return
        spider = folder / "spider.py"
        spider.write_text(SPIDER.format(home=home), encoding="utf-8")
        peer("Scrapy", [scrapy, "runspider", str(spider)], home, 600)
        checker = shutil.which("linkchecker", path=peers)
        if checker:
            call = [checker, "-t", "16", "--no-status", "-o", "none", home]
            peer("LinkChecker", call, home, LINKCHECKER_SECONDS)


if __name__ == "__main__":
    main()
