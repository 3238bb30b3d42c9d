"""The same door to the network with the standard library alone, where libcurl is not there.

One thread for each connection and a new connection for each request: some times slower, same
answers. Every address a name leads to is looked at first and the connection goes to that one.
"""

import datetime
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from shenfa.patrol.fetch.terms import (
    AGENT,
    REDIRECTS,
    Answer,
    Ask,
    Failure,
    Fetched,
    FetchFailed,
    Policy,
    Request,
    Take,
    Terms,
    ascii_target,
    check_host,
    header_lines,
    is_public,
)

PART = 64 * 1024


@dataclass(slots=True)
class _Pace:
    """When each host may be asked again."""

    gap: float
    ready: dict[str, float] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, host: str, terms: Terms) -> None:
        """Wait for the turn of a visit."""
        if not self.gap:
            return
        with self.lock:
            now = terms.clock()
            turn = max(now, self.ready.get(host, 0.0))
            self.ready[host] = turn + self.gap
        time.sleep(max(0.0, turn - now))


@dataclass(frozen=True, slots=True)
class _Line:
    """One request as it goes out."""

    url: str
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def fetch(request: Request, policy: Policy) -> Fetched:
    """Ask once and return the answer, whatever its status, or raise FetchFailed."""
    until = time.monotonic() + policy.seconds
    method = "GET" if request.body is None else "POST"
    headers = {"User-Agent": AGENT} | dict(header_lines(request))
    del headers["Expect"]
    for _ in range(policy.redirects + 1):
        line = _Line(request.url, method, request.body, headers)
        fetched = _ask(line, policy, until)
        target = fetched.headers.get("location", "")
        if request.body is not None or fetched.status not in REDIRECTS or not target:
            return fetched
        request = replace(request, url=urljoin(request.url, target))
    raise FetchFailed(Failure.REDIRECTS)


def visit_many(take: Take, terms: Terms) -> Iterator[Answer]:
    """Yield an answer for every visit that ``take`` gives, until it gives no more.

    It is asked again after each answer, so what an answer leads to can be visited too.
    """
    pace = _Pace(1 / terms.rate if terms.rate else 0.0)
    busy: set[Future[Answer]] = set()
    with ThreadPoolExecutor(terms.connections, thread_name_prefix="fetch") as pool:
        try:
            while True:
                while len(busy) < terms.connections and (ask := take()) is not None:
                    busy.add(pool.submit(_visit, ask, terms, pace))
                if not busy:
                    return
                done, busy = wait(busy, return_when=FIRST_COMPLETED)
                for one in done:
                    yield one.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def certificate_ends(url: str, policy: Policy) -> datetime.datetime | None:
    """Return when the certificate of a server ends, None where it does not tell."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        with (
            socket.create_connection((host, parts.port or 443), policy.seconds) as line,
            _context(policy).wrap_socket(line, server_hostname=host) as secured,
        ):
            facts = secured.getpeercert() or {}
        seconds = ssl.cert_time_to_seconds(str(facts["notAfter"]))
    except (OSError, KeyError, ValueError):
        return None
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def _visit(ask: Ask, terms: Terms, pace: _Pace) -> Answer:
    policy, url = terms.policy, ask.url
    hops: list[str] = []
    spent = 0.0
    headers = {"User-Agent": ask.agent, "Accept-Encoding": "gzip"}
    headers |= {name: text.strip() for name, _, text in (one.partition(":") for one in ask.headers)}
    method = "HEAD" if ask.is_head else "GET"
    try:
        while True:
            check_host(url, policy)
            pace.wait(urlsplit(url).netloc, terms)
            begun = time.monotonic()
            found = _ask(_Line(url, method, None, headers), policy, begun + policy.seconds - spent)
            spent += time.monotonic() - begun
            target = found.headers.get("location", "")
            if found.status not in REDIRECTS or not target:
                break
            following = urljoin(url, ascii_target(target))
            is_round = following == ask.url or following in hops
            hops.append(following)
            if is_round or len(hops) > policy.redirects:
                raise FetchFailed(Failure.REDIRECTS)  # noqa: TRY301 - one way to fail
            check_host(following, policy)
            url = following
    except FetchFailed as failed:
        return Answer(ask, url, 0, {}, b"", spent, tuple(hops), failed.failure)
    if spent >= policy.seconds:
        return Answer(ask, url, 0, {}, b"", spent, tuple(hops), Failure.SLOW)
    headers_in = dict(found.headers)
    return Answer(ask, url, found.status, headers_in, found.body, spent, tuple(hops))


def _ask(line: _Line, policy: Policy, until: float) -> Fetched:
    check_host(line.url, policy)
    if time.monotonic() >= until:
        raise FetchFailed(Failure.SLOW)
    addresses = _addresses(line.url, policy)
    for address in addresses[:-1]:
        try:
            return _answer(line, policy, until, address)
        except FetchFailed as failed:
            if failed.failure is not Failure.UNREACHABLE:
                raise
    return _answer(line, policy, until, addresses[-1])


def _addresses(url: str, policy: Policy) -> list[str]:
    parts = urlsplit(url)
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 80, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(Failure.UNKNOWN_HOST) from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not policy.allows_private and not all(map(is_public, addresses)):
        raise FetchFailed(Failure.PRIVATE)
    return addresses


def _answer(line: _Line, policy: Policy, until: float, address: str) -> Fetched:
    connection = _connected(line.url, policy, until, address)
    parts = urlsplit(line.url)
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    try:
        connection.request(line.method, target, line.body, dict(line.headers))
        answer = connection.getresponse()
        headers = {name.lower(): text.strip() for name, text in answer.getheaders()}
        body = _body(answer, connection, policy.largest, until)
    except TimeoutError as error:
        raise FetchFailed(Failure.SLOW) from error
    except (OSError, http.client.HTTPException, zlib.error) as error:
        raise FetchFailed(Failure.BROKEN) from error
    finally:
        connection.close()
    return Fetched(line.url, address, answer.status, headers, body)


def _connected(url: str, policy: Policy, until: float, address: str) -> http.client.HTTPConnection:
    """Return a connection to exactly this address."""
    parts = urlsplit(url)
    is_secure = parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    connection = http.client.HTTPConnection(parts.hostname or "", port)
    try:
        plain = socket.create_connection((address, port), max(0.001, until - time.monotonic()))
    except TimeoutError as error:
        raise FetchFailed(Failure.SLOW) from error
    except OSError as error:
        raise FetchFailed(Failure.UNREACHABLE) from error
    connection.sock = plain
    if not is_secure:
        return connection
    connection.default_port = 443
    try:
        connection.sock = _context(policy).wrap_socket(plain, server_hostname=parts.hostname)
    except TimeoutError as error:
        plain.close()
        raise FetchFailed(Failure.SLOW) from error
    except OSError as error:
        plain.close()
        raise FetchFailed(Failure.TLS) from error
    return connection


def _body(
    answer: http.client.HTTPResponse,
    connection: http.client.HTTPConnection,
    largest: int,
    until: float,
) -> bytes:
    """Read a body, counted after unpacking, within the time that is left."""
    is_packed = answer.headers.get("Content-Encoding", "").lower() == "gzip"
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16) if is_packed else None
    parts, size = [], 0
    while True:
        left = until - time.monotonic()
        if left <= 0:
            raise FetchFailed(Failure.SLOW)
        if connection.sock is not None:
            connection.sock.settimeout(left)
        part = answer.read1(PART)
        if not part:
            break
        plain = unpacker.decompress(part, largest - size + 1) if unpacker else part
        size += len(plain)
        if size > largest:
            raise FetchFailed(Failure.LARGE)
        parts.append(plain)
    if answer.length:
        raise FetchFailed(Failure.BROKEN)
    return b"".join(parts)


def _context(policy: Policy) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=policy.authorities or None)
