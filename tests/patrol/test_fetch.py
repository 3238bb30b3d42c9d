"""The one door to the network: what may be reached, what an answer may cost."""

import gzip
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from shenfa.patrol.fetch import Failure, Fetched, FetchFailed, Policy, Request, fetch

LARGEST = 1000
INSIDE = Policy(frozenset({"127.0.0.1", "localhost"}), allows_private=True, largest=LARGEST)
PLACES = {
    "/to-page": "/page",
    "/to-private": "http://127.0.0.1:9/",
    "/to-other": "http://other.example/",
    "/to-file": "file:///etc/passwd",
    "/round": "/round",
}


class Site(BaseHTTPRequestHandler):
    """A site with a page, redirects, and answers that are too much."""

    def do_GET(self) -> None:
        """Answer by the path."""
        body, headers = b"page", {"X-Seen": self.headers.get("X-Seen", "")}
        if self.path == "/exact":
            body = b"x" * LARGEST
        elif self.path == "/large":
            body = b"x" * (LARGEST + 1)
        elif self.path == "/bomb":
            body, headers = gzip.compress(bytes(100 * LARGEST)), {"Content-Encoding": "gzip"}
        elif self.path == "/slow":
            threading.Event().wait(1)
        elif self.path == "/short":
            headers = {"Content-Length": "100"}
        elif self.path in PLACES:
            headers = {"Location": PLACES[self.path]}
        self.answer(302 if self.path in PLACES else 200, body, headers)

    def do_POST(self) -> None:
        """Send the body back to front."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {"Location": "/page"} if self.path == "/moved" else {}
        self.answer(302 if headers else 201, body[::-1], headers)

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        """Send an answer; a header may lie."""
        self.send_response(status)
        for name, text in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def failure(request: Request, policy: Policy = INSIDE) -> Failure:
    with pytest.raises(FetchFailed) as caught:
        fetch(request, policy)
    assert str(caught.value)
    assert "。" not in str(caught.value)
    return caught.value.failure


def get(url: str, **headers: str) -> Fetched:
    return fetch(Request(url, headers=headers), INSIDE)


def test_an_answer_is_told_as_it_came(site: str) -> None:
    found = get(f"{site}/page", **{"X-Seen": "yes"})

    assert (found.status, found.body, found.address) == (200, b"page", "127.0.0.1")
    assert found.headers["x-seen"] == "yes"


def test_a_name_is_followed_to_the_address_that_answers(site: str) -> None:
    """It may lead to several; one that nobody listens at is no failure."""
    found = get(site.replace("127.0.0.1", "localhost") + "/page")

    assert (found.body, found.address) == (b"page", "127.0.0.1")


def test_a_redirect_is_followed_and_told(site: str) -> None:
    assert get(f"{site}/to-page").url == f"{site}/page"
    assert get(f"{site}/exact").body == b"x" * LARGEST


def test_a_post_sends_its_bytes_and_follows_nothing(site: str) -> None:
    body = bytes(range(256))

    assert fetch(Request(f"{site}/post", body), INSIDE).body == body[::-1]
    assert fetch(Request(f"{site}/post", b""), INSIDE).status == 201
    assert fetch(Request(f"{site}/moved", b"x"), INSIDE).status == 302


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/large", Failure.LARGE),
        ("/bomb", Failure.LARGE),
        ("/short", Failure.BROKEN),
        ("/round", Failure.REDIRECTS),
        ("/to-other", Failure.HOST),
        ("/to-file", Failure.ADDRESS),
    ],
)
def test_what_is_refused_on_the_way(site: str, path: str, expected: Failure) -> None:
    assert failure(Request(f"{site}{path}")) is expected


def test_who_takes_too_long_is_left(site: str) -> None:
    assert failure(Request(f"{site}/slow"), replace(INSIDE, seconds=0.2)) is Failure.SLOW


@pytest.mark.parametrize(
    "url",
    [
        "",
        "page",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://",
        "http://[::1/",
        "http://127.0.0.1:99999/",
        "http://user:word@127.0.0.1/",
        "http://127.0.0.1/a b",
        "http://127.0.0.1/\r\nX: y",
    ],
)
def test_what_is_no_address(url: str) -> None:
    assert failure(Request(url)) is Failure.ADDRESS


def test_a_header_is_one_line(site: str) -> None:
    assert failure(Request(site, headers={"X-A": "b\r\nX-C: d"})) is Failure.ADDRESS


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - where a name may lead to
        "224.0.0.1",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::a00:1]",
        "[2002:a00:1::1]",
        "[fe80::1]",
        "[fd00::1]",
    ],
)
def test_inner_addresses_are_not_reached(host: str) -> None:
    """By whatever spelling; nothing is connected, so that not even a port can be found out."""
    assert failure(Request(f"http://{host}:9/"), Policy(hosts=None)) is Failure.PRIVATE


def test_a_redirect_inside_is_refused_too(site: str) -> None:
    """The site itself may be reached, what it points to may not."""
    only_localhost = replace(INSIDE, hosts=frozenset({"localhost"}))
    url = site.replace("127.0.0.1", "localhost")

    assert failure(Request(f"{url}/to-private"), only_localhost) is Failure.HOST


def test_a_host_stands_for_what_is_below_it_and_no_other() -> None:
    policy = Policy(frozenset({"xugu.example"}))

    assert failure(Request("http://evilxugu.example/"), policy) is Failure.HOST
    assert failure(Request("http://xugu.example.evil.example/"), policy) is Failure.HOST


def test_nobody_listens() -> None:
    assert failure(Request("http://127.0.0.1:9/")) is Failure.UNREACHABLE


def test_a_proxy_of_the_environment_is_not_used(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert get(f"{site}/page").body == b"page"


def test_a_certificate_must_hold(site: str) -> None:
    """A server that does not speak TLS at all is the simplest of those."""
    assert failure(Request(site.replace("http:", "https:"))) is Failure.TLS
