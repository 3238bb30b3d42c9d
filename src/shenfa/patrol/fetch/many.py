"""Many requests at once, each under the same policy, as fast as the pace allows.

One multi handle, no threads. An answer is a value, a failure too: nothing is raised for what
another machine does. Redirects are followed here, hop by hop, so that each is judged like a
first request. Unless private ranges are allowed, the addresses of every host are looked at
first, and the connection goes to exactly those.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pycurl  # type: ignore[import-untyped]  # it has no stubs here

from shenfa.patrol.fetch.one import failure_of, new_curl
from shenfa.patrol.fetch.terms import (
    REDIRECTS,
    Answer,
    Ask,
    Failure,
    FetchFailed,
    Policy,
    Take,
    Terms,
    ascii_target,
    bracketed,
    check_host,
    is_public,
)

LONGEST_WAIT = 0.2
"""Seconds to sleep at most while nothing happens."""


@dataclass(slots=True)
class _Visit:
    """A visit under way."""

    ask: Ask
    url: str
    host: str
    largest: int
    spent: float = 0.0
    attempt: int = 0
    hops: list[str] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    seen: list[str] = field(default_factory=list)
    is_look: bool = False

    def take_bytes(self, part: bytes) -> int | None:
        """Keep a part of the body, counted after unpacking; saying 0 breaks off."""
        self.size += len(part)
        if self.size > self.largest:
            return 0
        self.parts.append(part)
        return None

    def look(self, _purpose: int, address: pycurl.CurlSockAddr) -> int:
        """Note an address and connect to none."""
        self.seen.append(str(address.addr[0]))
        return int(pycurl.SOCKET_BAD)


@dataclass(slots=True)
class _Line:
    """Who waits for each host, when it may be asked again, and where its name leads."""

    waiting: dict[str, deque[_Visit]] = field(default_factory=lambda: defaultdict(deque))
    ready: dict[str, float] = field(default_factory=dict)
    places: dict[str, tuple[str, ...] | Failure] = field(default_factory=dict)
    looking: set[str] = field(default_factory=set)
    length: int = 0

    def put(self, visit: _Visit) -> None:
        """Let a visit wait for its host."""
        self.waiting[visit.host].append(visit)
        self.length += 1

    def next(self, moment: float, gap: float) -> _Visit | None:
        """Return a visit whose host may be asked now."""
        for host, visits in self.waiting.items():
            if host in self.looking or self.ready.get(host, 0.0) > moment:
                continue
            visit = visits.popleft()
            self.length -= 1
            if gap:
                self.ready[host] = max(moment, self.ready.get(host, 0.0)) + gap
            if not visits:
                del self.waiting[host]
            return visit
        return None


def visit_many(take: Take, terms: Terms) -> Iterator[Answer]:
    """Yield an answer for every visit that ``take`` gives, until it gives no more.

    It is asked again after each answer, so what an answer leads to can be visited too.
    """
    multi = pycurl.CurlMulti()
    multi.setopt(pycurl.M_MAX_HOST_CONNECTIONS, terms.connections)
    free = [new_curl("", 1) for _ in range(terms.connections)]
    busy: dict[pycurl.Curl, _Visit] = {}
    line = _Line()
    done: deque[Answer] = deque()
    try:
        while True:
            while line.length < 2 * terms.connections and (ask := take()) is not None:
                _admit(ask, terms.policy, line, done)
            for curl in _started(free, terms, line, (busy, done)):
                multi.add_handle(curl)
            while multi.perform()[0] == pycurl.E_CALL_MULTI_PERFORM:
                pass
            for curl, error in _finished(multi):
                multi.remove_handle(curl)
                free.append(curl)
                answer = _end(busy.pop(curl), curl, error, (terms.policy, line))
                done.extend(() if answer is None else (answer,))
            if done:
                yield from _drained(done)
            elif busy or line.length:
                multi.select(min(LONGEST_WAIT, 0.5 / terms.rate if terms.rate else LONGEST_WAIT))
            else:
                return
    finally:
        for curl in busy:
            multi.remove_handle(curl)
        multi.close()


def _started(
    free: list[pycurl.Curl],
    terms: Terms,
    line: _Line,
    at: tuple[dict[pycurl.Curl, _Visit], deque[Answer]],
) -> Iterator[pycurl.Curl]:
    """Yield the handles that are ready to go, as many as are free."""
    busy, done = at
    gap = 1 / terms.rate if terms.rate else 0.0
    while free and (visit := line.next(terms.clock() if gap else 0.0, gap)) is not None:
        outcome = _begin(visit, free[-1], terms.policy, line)
        if outcome is not None:
            done.append(outcome)
            continue
        curl = free.pop()
        busy[curl] = visit
        yield curl


def _drained(done: deque[Answer]) -> Iterator[Answer]:
    while done:
        yield done.popleft()


def _finished(multi: pycurl.CurlMulti) -> Iterator[tuple[pycurl.Curl, pycurl.error | None]]:
    is_more = True
    while is_more:
        is_more, good, bad = multi.info_read()
        for curl in good:
            yield curl, None
        for curl, number, message in bad:
            yield curl, pycurl.error(number, message)


def _admit(ask: Ask, policy: Policy, line: _Line, done: deque[Answer]) -> None:
    try:
        host = _allowed(ask.url, policy)
    except FetchFailed as failed:
        done.append(Answer(ask, ask.url, 0, {}, b"", 0.0, (), failed.failure))
        return
    line.put(_Visit(ask, ask.url, host, policy.largest))


def _allowed(url: str, policy: Policy) -> str:
    check_host(url, policy)
    return urlsplit(url).netloc


def _begin(visit: _Visit, curl: pycurl.Curl, policy: Policy, line: _Line) -> Answer | None:
    """Make a handle ready for a visit, or answer at once where there is nowhere to go."""
    left = policy.seconds - visit.spent
    place = line.places.get(visit.host)
    if left <= 0:
        return _failed(visit, Failure.SLOW)
    if isinstance(place, Failure):
        return _failed(visit, place)
    visit.lines, visit.parts, visit.size = [], [], 0
    curl.reset()
    _dress(curl, visit, left)
    if policy.allows_private:
        return None
    visit.is_look = place is None
    if place is None:
        line.looking.add(visit.host)
        curl.setopt(pycurl.OPENSOCKETFUNCTION, visit.look)
        curl.setopt(pycurl.FRESH_CONNECT, 1)
    else:
        curl.setopt(pycurl.CONNECT_TO, [f"::{bracketed(place[visit.attempt])}:"])
    return None


def _dress(curl: pycurl.Curl, visit: _Visit, seconds: float) -> None:
    ask = visit.ask
    curl.setopt(pycurl.URL, visit.url)
    curl.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
    curl.setopt(pycurl.PROXY, "")  # curl would ask the environment for one
    curl.setopt(pycurl.NOPROXY, "*")
    curl.setopt(pycurl.NETRC, pycurl.NETRC_IGNORED)
    curl.setopt(pycurl.NOSIGNAL, 1)
    curl.setopt(pycurl.USERAGENT, ask.agent)
    curl.setopt(pycurl.TIMEOUT_MS, max(1, int(seconds * 1000)))
    curl.setopt(pycurl.ACCEPT_ENCODING, "gzip")
    curl.setopt(pycurl.HEADERFUNCTION, visit.lines.append)
    curl.setopt(pycurl.WRITEFUNCTION, visit.take_bytes)
    if ask.headers:
        curl.setopt(pycurl.HTTPHEADER, list(ask.headers))
    if ask.is_head:
        curl.setopt(pycurl.NOBODY, 1)


def _end(
    visit: _Visit, curl: pycurl.Curl, error: pycurl.error | None, at: tuple[Policy, _Line]
) -> Answer | None:
    """Return the answer, or None where the visit goes on to another address."""
    policy, line = at
    if visit.is_look:
        _learn(visit, error, policy, line)
        return None
    visit.spent += float(curl.getinfo(pycurl.TOTAL_TIME))
    if error is not None:
        return _broken(visit, error, line)
    status = int(curl.getinfo(pycurl.RESPONSE_CODE))
    headers = _headers(visit.lines)
    target = headers.get("location", "")
    if status not in REDIRECTS or not target:
        if visit.spent >= policy.seconds:
            return _failed(visit, Failure.SLOW)
        return Answer(
            visit.ask,
            visit.url,
            status,
            headers,
            b"".join(visit.parts),
            visit.spent,
            tuple(visit.hops),
        )
    return _go_on(visit, urljoin(visit.url, ascii_target(target)), policy, line)


def _go_on(visit: _Visit, url: str, policy: Policy, line: _Line) -> Answer | None:
    """Let a visit be sent on, unless it goes round or where it may not."""
    is_round = url == visit.ask.url or url in visit.hops
    visit.hops.append(url)
    if is_round or len(visit.hops) > policy.redirects:
        return _failed(visit, Failure.REDIRECTS)
    try:
        visit.host = _allowed(url, policy)
    except FetchFailed as failed:
        return _failed(visit, failed.failure)
    visit.url, visit.attempt = url, 0
    line.put(visit)
    return None


def _learn(visit: _Visit, error: pycurl.error | None, policy: Policy, line: _Line) -> None:
    """Take down where a host's name leads, and let the visit begin in earnest."""
    addresses = tuple(dict.fromkeys(visit.seen))
    line.looking.discard(visit.host)
    if addresses:
        is_open = policy.allows_private or all(map(is_public, addresses))
        line.places[visit.host] = addresses if is_open else Failure.PRIVATE
    else:
        line.places[visit.host] = failure_of(error).failure if error else Failure.UNKNOWN_HOST
    visit.seen.clear()
    visit.is_look = False
    line.ready.pop(visit.host, None)
    line.waiting[visit.host].appendleft(visit)
    line.length += 1


def _broken(visit: _Visit, error: pycurl.error, line: _Line) -> Answer | None:
    failure = Failure.LARGE if visit.size > visit.largest else failure_of(error).failure
    places = line.places.get(visit.host)
    if (
        failure is Failure.UNREACHABLE
        and isinstance(places, tuple)
        and visit.attempt + 1 < len(places)
    ):
        visit.attempt += 1
        line.put(visit)
        return None
    return _failed(visit, failure)


def _failed(visit: _Visit, failure: Failure) -> Answer:
    return Answer(
        visit.ask,
        visit.url,
        0,
        _headers(visit.lines),
        b"",
        visit.spent,
        tuple(visit.hops),
        failure,
    )


def _headers(lines: list[bytes]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        name, colon, text = line.decode("latin-1").partition(":")
        if colon:
            found[name.strip().lower()] = text.strip()
    return found
