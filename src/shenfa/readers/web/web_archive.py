"""Web pages saved as one file (MHTML: .mht, and what Word and Excel export as .doc or .xls)."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from shenfa.readers.content import Enclosed

HEAD = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
FURNITURE = frozenset({"text/css", "text/xml", "application/xml", "text/javascript"})


@dataclass(frozen=True, slots=True)
class WebArchive:
    """The first page, in UTF-8, and the other files: pictures, further pages."""

    page: bytes
    enclosed: tuple[Enclosed, ...]


def is_web_archive(data: bytes) -> bool:
    """Whether the file begins like a mail, as a page saved as one file does."""
    return HEAD.match(data[:4096]) is not None


def open_web_archive(data: bytes) -> WebArchive | None:
    """Return the page and its files, None where there is no page in it."""
    message = email.message_from_bytes(data, policy=policy.default)
    page: bytes | None = None
    enclosed = []
    for part in _leaves(message):
        if page is None and part.get_content_type() == "text/html":
            page = _payload(part)
        elif part.get_content_type() not in FURNITURE:
            name = _name(part)
            enclosed.append(Enclosed(f"网页内文件“{name}”", name, _payload(part)))
    return None if page is None else WebArchive(page, tuple(enclosed))


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if isinstance(part, EmailMessage) and not part.is_multipart():
            yield part


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if part.get_content_maintype() != "text" or charset is None:
        return data
    try:
        return data.decode(charset).encode()
    except (LookupError, UnicodeDecodeError):
        return data  # the page says itself what it is, or a gap will


def _name(part: EmailMessage) -> str:
    location = str(part.get("Content-Location", "")).replace("\\", "/")
    return PurePosixPath(unquote(urlsplit(location).path)).name or "未命名"
