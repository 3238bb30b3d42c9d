"""One request to another machine: the only place below the desk that opens a connection.

Whoever asks says by a Policy what may be reached. Every address a name leads to is looked at
before anything is sent, the connection goes to exactly that address, and each redirect is
judged like a first request. Proxies, cookies and credentials of the machine are not used.
"""

import datetime
import io
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

import pycurl  # type: ignore[import-untyped]  # it has no stubs here

from shenfa.patrol.fetch.terms import (
    AGENT,
    REDIRECTS,
    Failure,
    Fetched,
    FetchFailed,
    Policy,
    Request,
    bracketed,
    check_host,
    header_lines,
    is_public,
)

CERTIFICATE_TIME = "%b %d %H:%M:%S %Y GMT"
TLS = frozenset(
    {
        pycurl.E_SSL_CONNECT_ERROR,
        pycurl.E_PEER_FAILED_VERIFICATION,
        pycurl.E_SSL_CERTPROBLEM,
        pycurl.E_SSL_CIPHER,
        pycurl.E_SSL_CACERT_BADFILE,
    }
)


@dataclass(slots=True)
class _Answer:
    """What has arrived so far."""

    largest: int
    headers: dict[str, str] = field(default_factory=dict)
    body: io.BytesIO = field(default_factory=io.BytesIO)
    is_too_large: bool = False

    def take_header(self, line: bytes) -> None:
        """Keep a header; a new status line begins anew."""
        text = line.decode("latin-1").strip()
        if text.startswith("HTTP/"):
            self.headers.clear()
        name, colon, value = text.partition(":")
        if colon:
            self.headers[name.strip().lower()] = value.strip()

    def take_bytes(self, part: bytes) -> int:
        """Keep a part of the body, counted after unpacking; saying 0 breaks off."""
        if self.body.tell() + len(part) > self.largest:
            self.is_too_large = True
            return 0
        return self.body.write(part)


def fetch(request: Request, policy: Policy) -> Fetched:
    """Ask once and return the answer, whatever its status, or raise FetchFailed."""
    spent = 0.0
    for _ in range(policy.redirects + 1):
        fetched, seconds = _ask(request, policy, policy.seconds - spent)
        spent += seconds
        target = fetched.headers.get("location", "")
        if request.body is not None or fetched.status not in REDIRECTS or not target:
            return fetched
        request = replace(request, url=urljoin(request.url, target))
    raise FetchFailed(Failure.REDIRECTS)


def _ask(request: Request, policy: Policy, seconds: float) -> tuple[Fetched, float]:
    check_host(request.url, policy)
    if seconds <= 0:
        raise FetchFailed(Failure.SLOW)
    addresses = _addresses(request.url, policy, seconds)
    for address in addresses[:-1]:
        try:
            return _connect(request, policy, seconds, address)
        except FetchFailed as failed:
            if failed.failure is not Failure.UNREACHABLE:
                raise
    return _connect(request, policy, seconds, addresses[-1])


def _addresses(url: str, policy: Policy, seconds: float) -> list[str]:
    """Return every address that the name leads to, all of them allowed. Nothing is connected."""
    found: list[str] = []

    def look(_purpose: int, address: pycurl.CurlSockAddr) -> int:
        found.append(str(address.addr[0]))
        return int(pycurl.SOCKET_BAD)

    with new_curl(url, seconds) as curl:
        curl.setopt(pycurl.OPENSOCKETFUNCTION, look)
        try:
            curl.perform()
        except pycurl.error as error:
            if not found:
                raise failure_of(error) from error
    if not found:
        raise FetchFailed(Failure.UNKNOWN_HOST)
    if not policy.allows_private and not all(map(is_public, found)):
        raise FetchFailed(Failure.PRIVATE)
    return list(dict.fromkeys(found))


def _connect(
    request: Request, policy: Policy, seconds: float, address: str
) -> tuple[Fetched, float]:
    answer = _Answer(policy.largest)
    with new_curl(request.url, seconds) as curl:
        curl.setopt(pycurl.CONNECT_TO, [f"::{bracketed(address)}:"])
        curl.setopt(pycurl.HEADERFUNCTION, answer.take_header)
        curl.setopt(pycurl.WRITEFUNCTION, answer.take_bytes)
        curl.setopt(pycurl.ACCEPT_ENCODING, "")
        curl.setopt(pycurl.HTTPHEADER, [f"{name}: {text}" for name, text in header_lines(request)])
        if policy.authorities:
            curl.setopt(pycurl.CAINFO, policy.authorities)
        if request.body is not None:
            curl.setopt(pycurl.POST, 1)
            curl.setopt(pycurl.POSTFIELDSIZE_LARGE, len(request.body))
            curl.setopt(pycurl.READFUNCTION, io.BytesIO(request.body).read)
        try:
            curl.perform()
        except pycurl.error as error:
            raise (
                FetchFailed(Failure.LARGE) if answer.is_too_large else failure_of(error)
            ) from error
        status = int(curl.getinfo(pycurl.RESPONSE_CODE))
        spent = float(curl.getinfo(pycurl.TOTAL_TIME))
    fetched = Fetched(request.url, address, status, answer.headers, answer.body.getvalue())
    return fetched, spent


def new_curl(url: str, seconds: float) -> pycurl.Curl:
    """A handle that takes nothing from the machine it runs on."""
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, url)
    curl.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
    curl.setopt(pycurl.PROXY, "")  # curl would ask the environment for one
    curl.setopt(pycurl.NOPROXY, "*")
    curl.setopt(pycurl.NETRC, pycurl.NETRC_IGNORED)
    curl.setopt(pycurl.NOSIGNAL, 1)
    curl.setopt(pycurl.USERAGENT, AGENT)
    curl.setopt(pycurl.TIMEOUT_MS, max(1, int(seconds * 1000)))
    return curl


def failure_of(error: pycurl.error) -> FetchFailed:
    """What an error of the library means to us."""
    code = error.args[0]
    if code == pycurl.E_COULDNT_RESOLVE_HOST:
        return FetchFailed(Failure.UNKNOWN_HOST)
    if code == pycurl.E_COULDNT_CONNECT:
        return FetchFailed(Failure.UNREACHABLE)
    if code == pycurl.E_OPERATION_TIMEDOUT:
        return FetchFailed(Failure.SLOW)
    if code in TLS:
        return FetchFailed(Failure.TLS)
    if code == pycurl.E_URL_MALFORMAT:
        return FetchFailed(Failure.ADDRESS)
    return FetchFailed(Failure.BROKEN)


def certificate_ends(url: str, policy: Policy) -> datetime.datetime | None:
    """Return when the first certificate of a chain ends, None where the server does not tell.

    ``fetch`` has just been answered by this address, so it may be reached.
    """
    with new_curl(url, policy.seconds) as curl:
        curl.setopt(pycurl.OPT_CERTINFO, 1)
        curl.setopt(pycurl.NOBODY, 1)
        if policy.authorities:
            curl.setopt(pycurl.CAINFO, policy.authorities)
        try:
            curl.perform()
        except pycurl.error:
            return None
        chain = curl.getinfo(pycurl.INFO_CERTINFO)
    facts = dict(chain[0]) if chain else {}
    try:
        ends = datetime.datetime.strptime(
            f"{facts.get('Expire date', '')} +0000", f"{CERTIFICATE_TIME} %z"
        )
    except ValueError:
        return None
    return ends
