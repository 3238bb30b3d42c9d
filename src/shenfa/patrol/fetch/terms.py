"""What may be asked, what comes of it, and why nothing may: the same whoever opens the connection."""

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

AGENT = "shenfa"
SCHEMES = ("http", "https")
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BROWSER = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Safari/537.36"
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


@dataclass(frozen=True, slots=True)
class Ask:
    """One visit that is wanted. ``token`` comes back with the answer."""

    url: str
    token: int
    is_head: bool = False
    headers: tuple[str, ...] = ()
    agent: str = AGENT


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a visit. ``hops`` are the addresses it was sent on to, in order.

    Without an answer ``failure`` says why, and status is 0. Headers are in lower case.
    """

    ask: Ask
    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    hops: tuple[str, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What may be reached, how many connections, and how often a host is asked in a second.

    ``rate`` 0 asks as fast as it can. ``clock`` tells seconds that never run backwards.
    """

    policy: Policy
    connections: int
    rate: float
    clock: Callable[[], float]


Take = Callable[[], Ask | None]
"""Gives the next visit that is wanted, None where there is none for now."""


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


def check_host(url: str, policy: Policy) -> None:
    """Refuse an address whose host is not among those that may be asked."""
    host = host_of(url)
    if policy.hosts is not None and not any(
        host == one or host.endswith(f".{one}") for one in policy.hosts
    ):
        raise FetchFailed(Failure.HOST)


def header_lines(request: Request) -> list[tuple[str, str]]:
    """Return the headers of a request, none of which may break a line."""
    lines = [*request.headers.items(), ("Expect", "")]  # never wait for 100 Continue
    if any(not f"{name}{text}".isprintable() for name, text in lines):
        raise FetchFailed(Failure.ADDRESS)
    return lines


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


def ascii_target(target: str) -> str:
    """Return a Location in characters that a request may carry; servers send raw bytes."""
    if target.isascii() and " " not in target:
        return target
    raw = target.encode("latin-1", "replace")
    return "".join(chr(byte) if 0x20 < byte < 0x7F else f"%{byte:02X}" for byte in raw)
