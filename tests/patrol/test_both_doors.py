"""libcurl and the standard library: the same answers, the same refusals, the same certificate."""

import datetime
import gzip
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest
from local_certificate import CERTIFICATE, ENDS, KEY

from shenfa.patrol.checks import home
from shenfa.patrol.fetch import (
    Answer,
    Ask,
    Fetched,
    FetchFailed,
    Policy,
    Probe,
    Request,
    Terms,
    many,
    one,
    plain,
    probe,
)
from shenfa.patrol.site import site_of
from shenfa.patrol.survey import Survey
from shenfa.patrol.target import Target

LARGEST = 1000
INSIDE = Policy(None, allows_private=True, largest=LARGEST, seconds=0.5)
PLACES = {
    "/moved": "/page",
    "/far": "/moved",
    "/round": "/round2",
    "/round2": "/round",
    "/to-file": "file:///etc/passwd",
    "/中文": "/page?%E4%B8%AD",
}
PATHS = (
    *("/page", "/missing", "/exact", "/large", "/bomb", "/packed", "/slow", "/short", "/empty"),
    *("/moved", "/far", "/round", "/to-file"),
)


class House(BaseHTTPRequestHandler):
    """A site with one answer of every sort."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer by the path."""
        body, headers, status = f"{self.command} {self.headers['User-Agent']}".encode(), {}, 200
        match self.path:
            case "/exact" | "/large":
                body = b"x" * (LARGEST + (self.path == "/large"))
            case "/bomb" | "/packed":
                body = gzip.compress(bytes(100 * LARGEST if self.path == "/bomb" else 10))
                headers = {"Content-Encoding": "gzip"}
            case "/slow":
                time.sleep(0.7)
            case "/short":
                headers = {"Content-Length": "100", "Connection": "close"}
            case "/empty":
                body = b""
            case "/missing":
                status = 404
            case path if path in PLACES:
                status, headers = 302, {"Location": PLACES[path]}
        with suppress(OSError):
            self.send_response(status)
            for name, text in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, text)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)
        self.close_connection = self.path == "/short"

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@contextmanager
def at_home(context: ssl.SSLContext | None = None) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), House)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http{'s' if context else ''}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def house() -> Iterator[str]:
    with at_home() as url:
        yield url


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Policy]]:
    folder = tmp_path_factory.mktemp("certificate")
    chain = folder / "both.pem"
    chain.write_text(KEY + CERTIFICATE, encoding="ascii")
    trusted = folder / "trusted.pem"
    trusted.write_text(CERTIFICATE, encoding="ascii")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    with at_home(context) as url:
        yield url, replace(INSIDE, seconds=5, authorities=str(trusted))


def told(door: ModuleType, url: str, policy: Policy = INSIDE) -> object:
    """What a door says of an address, without what differs from visit to visit."""
    try:
        found: Fetched = door.fetch(Request(url), policy)
    except FetchFailed as failed:
        return failed.failure
    return found.url, found.address, found.status, found.body, found.headers.get("content-length")


def visited(door: ModuleType, asks: list[Ask], policy: Policy = INSIDE) -> dict[int, object]:
    terms = Terms(policy, 4, 0, time.monotonic)
    waiting = list(asks)
    answers: list[Answer] = list(door.visit_many(lambda: waiting.pop() if waiting else None, terms))
    return {
        one.ask.token: (one.url, one.status, one.body, one.hops, one.failure) for one in answers
    }


def test_one_request_ends_the_same(house: str) -> None:
    for path in PATHS:
        assert told(plain, house + path) == told(one, house + path), path
    assert told(plain, "http://127.0.0.1:9/") == told(one, "http://127.0.0.1:9/")
    assert told(plain, "http://a@b/") == told(one, "http://a@b/")
    inside = replace(INSIDE, allows_private=False)
    assert told(plain, house + "/page", inside) == told(one, house + "/page", inside)


def test_many_requests_end_the_same(house: str) -> None:
    asks = [Ask(house + path, number) for number, path in enumerate(PATHS)]
    asks += [
        Ask(house + "/page", 90, is_head=True),
        Ask(house + "/page", 91, headers=("Range: bytes=0-9",), agent="other"),
        Ask("http://127.0.0.1:9/", 92),
        Ask("mailto:a@b", 93),
    ]
    by_curl = visited(many, asks)

    assert visited(plain, asks) == by_curl
    assert by_curl.keys() == {ask.token for ask in asks}
    inside = replace(INSIDE, allows_private=False)
    assert visited(plain, asks[:1], inside) == visited(many, asks[:1], inside)


def test_what_an_answer_leads_to_is_visited_too(house: str) -> None:
    """Both ask for more after each answer, and keep the pace of a host."""
    for door in (many, plain):
        waiting = [Ask(house + "/page", 0)]
        terms = Terms(INSIDE, 4, 20, time.monotonic)
        begun, seen = time.monotonic(), []
        for answer in door.visit_many(lambda: waiting.pop() if waiting else None, terms):  # noqa: B023 - called within the round
            seen.append(answer.ask.token)
            if len(seen) < 5:
                waiting.append(Ask(house + "/page", len(seen)))

        assert seen == [0, 1, 2, 3, 4]
        assert time.monotonic() - begun >= 4 / 20 - 0.02


def test_a_certificate_is_read_over_the_line(secure: tuple[str, Policy]) -> None:
    url, policy = secure

    assert one.certificate_ends(url, policy) == ENDS
    assert plain.certificate_ends(url, policy) == ENDS
    assert told(plain, url, policy) == told(one, url, policy)
    assert told(plain, url) == told(one, url) == "tls"


@pytest.mark.parametrize(("days", "kinds"), [(31, []), (29, ["certificate_expiring"])])
def test_a_certificate_is_told_of_a_month_before_it_ends(
    secure: tuple[str, Policy], days: int, kinds: list[str]
) -> None:
    url, policy = secure
    found = probe(f"{url}/page", policy, time.monotonic)

    assert kinds_of(found, url, ENDS - datetime.timedelta(days=days)) == kinds


def test_an_expired_certificate_closes_the_home_page(secure: tuple[str, Policy]) -> None:
    """Nobody vouches for it, as for one that has expired: a browser shows a warning instead."""
    url, policy = secure
    found = probe(url, replace(policy, authorities=""), time.monotonic)

    assert kinds_of(found, url, ENDS) == ["home_unavailable"]


def kinds_of(found: Probe, url: str, moment: datetime.datetime) -> list[str]:
    site = site_of(Target(url, allows_private=True), moment)
    survey = Survey(site, {}, (), {}, {}, {}, {}, (), home=found)
    return [one.kind.value for one in home.check(survey)]


def test_without_libcurl_the_other_door_is_taken(tmp_path: Path) -> None:
    """In a process whose pycurl cannot be imported."""
    (tmp_path / "pycurl.py").write_text("raise ImportError('no libcurl')\n", encoding="utf-8")
    script = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}, *{sys.path!r}];"
        "from shenfa.patrol import fetch; print(fetch.visit_many.__module__)"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )

    assert done.stdout.strip() == "shenfa.patrol.fetch.plain"
