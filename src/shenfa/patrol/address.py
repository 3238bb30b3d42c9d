"""Addresses: what a page writes, what it means, and which of them nobody can follow."""

import ipaddress
import re
from collections.abc import Iterable
from enum import StrEnum
from urllib.parse import quote, urldefrag, urljoin, urlsplit

SAFE = "!#$%&'()*+,/:;=?@[]~-._"
NOWHERE = ("javascript:", "mailto:", "data:", "tel:", "about:", "sms:", "weixin:", "blob:", "#")
LOCAL_PATH = re.compile(r"(?:file:|[a-zA-Z]:[\\/]|\\\\[\w.-]+\\)", re.IGNORECASE)
PAGE_SUFFIXES = frozenset(
    [
        "html",
        "htm",
        "shtml",
        "shtm",
        "xhtml",
        "jsp",
        "jspx",
        "do",
        "php",
        "asp",
        "aspx",
        "action",
        "xml",
        "cgi",
    ]
)
PICTURE_SUFFIXES = frozenset(
    ["jpg", "jpeg", "png", "gif", "bmp", "webp", "svg", "ico", "tif", "tiff"]
)
ATTACHMENT_SUFFIXES = frozenset(
    [
        "doc",
        "docx",
        "wps",
        "xls",
        "xlsx",
        "et",
        "ppt",
        "pptx",
        "dps",
        "pdf",
        "ofd",
        "zip",
        "rar",
        "7z",
        "txt",
        "rtf",
        "csv",
        "mp3",
        "mp4",
        "wav",
        "avi",
        "flv",
        "wmv",
        "mov",
        "ceb",
    ]
)
ARTICLE = re.compile(
    r"/t\d{8}_\d+\.s?html?$|/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.s?html?$"
    r"|/(?:content|post|article|info|detail|show|view|news)s?[/_-]\w*\d+(?:[/_-]\d+)*\.\w+$"
    r"|/\d{4}-?\d{2}(?:[-/]?\d{2})?/\w*\d{3,}\w*\.s?html?$|/c_?\d+/\d{6}/\w+\.s?html?$"
)
INDEX = re.compile(r"/(?:(?:index|default|home|main)(?:_\d+)?\.\w+)?$", re.IGNORECASE)
DISPATCHING = frozenset(
    [
        "m",
        "c",
        "a",
        "s",
        "act",
        "action",
        "method",
        "op",
        "mod",
        "module",
        "do",
        "task",
        "type",
        "view",
    ]
)
"""Parameters by which one program is many."""
SESSION = re.compile(
    r";jsessionid=[^?#]*|(?<=[?&])sid=[0-9a-f]{16,}&?|(?<=[?&])(?:jsessionid|phpsessid|aspsessionid\w*|session_?id)=[^&#]*&?"
    r"|[?&](?:jsessionid|phpsessid|aspsessionid\w*|session_?id)=[^&#]*$",
    re.IGNORECASE,
)
"""What a server adds to an address for one visitor: without it the page is the same."""
FILE_IN_QUERY = re.compile(r"[=/.]([a-z0-9]{2,5})(?=&|$)", re.IGNORECASE)
GIVES_FILES = re.compile(r"down(?:load|file)|attach|getfile|filedown", re.IGNORECASE)
BREAKS = re.compile(r"[\t\r\n]")
DIGITS = re.compile(r"\d+")
LONGEST = 1_000
DEEPEST = 15


class Nature(StrEnum):
    """What an address is for the page that writes it."""

    PAGE = "page"
    ATTACHMENT = "attachment"
    PICTURE = "image"
    STYLE = "css"
    SCRIPT = "js"
    FRAME = "frame"
    LIST = "list"
    EXTERNAL = "external"
    INTRANET = "intranet"
    LOCAL = "local"


def canonical(raw: str, base: str) -> str | None:
    """Return the address a request would carry, None where there is nothing to ask for."""
    raw = raw.strip()
    if not raw or raw.lower().startswith(NOWHERE):
        return None
    if LOCAL_PATH.match(raw):
        return raw
    if "\\" in raw or "\n" in raw or "\r" in raw or "\t" in raw:
        raw = BREAKS.sub("", raw).replace("\\", "/")  # as browsers do
    try:
        url = urldefrag(urljoin(base, raw)).url
        parts = urlsplit(url)
        parts.port  # noqa: B018 - asking is what finds a port that is none
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        host = parts.hostname or ""
        return url if parts.scheme == "ftp" and "." in host and is_internal(host) else None
    if "sess" in url.lower() or "sid=" in url.lower():
        url = SESSION.sub("", url)
        parts = urlsplit(url)
    if not parts.path:
        url = parts._replace(path="/").geturl()
    return quote(url, safe=SAFE)


def nature_of(url: str, use: Nature, site: frozenset[str]) -> Nature:
    """Say what an address is: ``use`` is what the page takes it for, ``site`` its own hosts."""
    if LOCAL_PATH.match(url):
        return Nature.LOCAL
    parts = urlsplit(url)
    if parts.netloc not in site:
        host = parts.hostname or ""
        at_home = any(is_internal(one.partition(":")[0]) for one in site)
        return Nature.INTRANET if is_intranet(host, at_home=at_home) else Nature.EXTERNAL
    if use is not Nature.PAGE:
        return use
    suffix = suffix_of(url)
    if suffix in ATTACHMENT_SUFFIXES or _gives_file(parts.path, parts.query):
        return Nature.ATTACHMENT
    return Nature.PICTURE if suffix in PICTURE_SUFFIXES else Nature.PAGE


def form_of(url: str) -> str:
    """What addresses have in common that one program answers: its path, and what it is asked."""
    parts = urlsplit(url)
    asked = (pair.partition("=") for pair in parts.query.split("&") if pair)
    names = sorted(
        f"{name}={text}" if name.lower() in DISPATCHING else name for name, _, text in asked
    )
    return f"{parts.path}?{'&'.join(names)}"


def shape_of(url: str) -> str:
    """An address without its numbers."""
    return DIGITS.sub("#", url)


def suffix_of(url: str) -> str:
    """The letters after the last dot of the path, in lower case."""
    name = urlsplit(url).path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def _gives_file(path: str, query: str) -> bool:
    """Whether a program sends a file: it says so, and the name of the file is in its question."""
    return (
        bool(query)
        and GIVES_FILES.search(path) is not None
        and any(match[1].lower() in ATTACHMENT_SUFFIXES for match in FILE_IN_QUERY.finditer(query))
    )


def is_intranet(host: str, *, at_home: bool) -> bool:
    """Whether a host exists only inside an office.

    The own machine does not count where the site itself is inside: it is being tried out.
    """
    if at_home and host.startswith("127."):
        return False
    return is_internal(host)


def is_internal(host: str) -> bool:
    """Whether a host is a private address or a name without a domain."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".lan", ".intra", ".internal"))
    return not found.is_global


def own_hosts(home: str) -> frozenset[str]:
    """The hosts of a site: the one of its home page, with and without www."""
    netloc = urlsplit(home).netloc
    return frozenset({netloc, netloc.removeprefix("www."), f"www.{netloc.removeprefix('www.')}"})


def is_home(url: str) -> bool:
    """Whether an address is a home page by another name."""
    path = urlsplit(url).path
    return path.count("/") <= 1 and bool(INDEX.search(path))


def is_trap(url: str) -> bool:
    """Whether an address is longer, deeper or more repetitive than any page of a site."""
    path = urlsplit(url).path
    steps = [step for step in path.split("/") if step]
    return (
        len(url) > LONGEST
        or len(steps) > DEEPEST
        or any(steps.count(step) > 3 for step in set(steps))
    )


def is_under(host: str, hosts: Iterable[str]) -> bool:
    """Whether a host is one of ``hosts`` or below one."""
    return any(host == one or host.endswith(f".{one}") for one in hosts)
