"""One request to another machine: the only place below the desk that opens a connection.

Whoever asks says by a Policy what may be reached. Every address a name leads to is looked at
before anything is sent, the connection goes to exactly that address, and each redirect is
judged like a first request. Proxies, cookies and credentials of the machine are not used.
"""

import io
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

import pycurl  # type: ignore[import-untyped]  # it has no stubs here

AGENT = "shenfa"
SCHEMES = ("http", "https")
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
TLS = frozenset(
    {
        pycurl.E_SSL_CONNECT_ERROR,
        pycurl.E_PEER_FAILED_VERIFICATION,
        pycurl.E_SSL_CERTPROBLEM,
        pycurl.E_SSL_CIPHER,
        pycurl.E_SSL_CACERT_BADFILE,
    }
)


class Failure(StrEnum):
    """Why there is no answer."""

    ADDRESS = "address"
    HOST = "host"
    PRIVATE = "private"
    UNKNOWN_HOST = "unknown_host"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    SLOW = "slow"
    LARGE = "large"
    REDIRECTS = "redirects"
    BROKEN = "broken"


SENTENCES = {
    Failure.ADDRESS: "网址不完整，应以 http:// 或 https:// 开头",
    Failure.HOST: "该网址不在允许访问的范围内",
    Failure.PRIVATE: "该网址指向内部网络，不能访问",
    Failure.UNKNOWN_HOST: "找不到该网址的服务器，请核对域名",
    Failure.UNREACHABLE: "服务器无法连接，请稍后重试",
    Failure.TLS: "服务器的安全证书不能通过验证，请与对方核对",
    Failure.SLOW: "服务器超过时限没有答复，请稍后重试",
    Failure.LARGE: "对方返回的内容过大，没有读取",
    Failure.REDIRECTS: "网址多次跳转，没有得到内容",
    Failure.BROKEN: "服务器的答复不完整，请稍后重试",
}


class FetchFailed(Exception):
    """There is no answer; the message tells a person why, ``failure`` tells a program."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(SENTENCES[failure])
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be reached, and how much it may cost.

    ``hosts`` are reached with everything below them; None means any. Time is for the whole
    request with its redirects. ``authorities`` is a file of certificates to trust instead of
    those of the machine.
    """

    hosts: frozenset[str] | None
    allows_private: bool = False
    redirects: int = 5
    largest: int = 20 * 1024 * 1024
    seconds: float = 20.0
    authorities: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked. With a ``body`` it is a POST, which follows no redirect."""

    url: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer: where it came from in the end, the status, headers in lower case, the bytes."""

    url: str
    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes


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
    host = host_of(request.url)
    if policy.hosts is not None and not any(
        host == one or host.endswith(f".{one}") for one in policy.hosts
    ):
        raise FetchFailed(Failure.HOST)
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


def host_of(url: str) -> str:
    """The host of a sound address; anything else is refused."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise FetchFailed(Failure.ADDRESS) from error
    is_plain = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in SCHEMES or not host or port == 0 or "@" in parts.netloc or not is_plain:
        raise FetchFailed(Failure.ADDRESS)
    return host


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
        curl.setopt(pycurl.HTTPHEADER, [f"{name}: {text}" for name, text in _headers(request)])
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


def _headers(request: Request) -> list[tuple[str, str]]:
    lines = [*request.headers.items(), ("Expect", "")]  # never wait for 100 Continue
    if any(not f"{name}{text}".isprintable() for name, text in lines):
        raise FetchFailed(Failure.ADDRESS)
    return lines


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


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet, also where one is wrapped in another."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is not None:
            return is_public(str(inner))
        if found in TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(found.packed[-4:])))
    return found.is_global and not found.is_multicast


def bracketed(address: str) -> str:
    """An address as it stands in a list of connections."""
    return f"[{address}]" if ":" in address else address
