"""The county's mail server, as whoever starts the process names it; without one, no mail is sent.

SHENFA_MAIL=smtp://用户:口令@主机:587        STARTTLS, on the machine itself and with ?tls=no none
SHENFA_MAIL=smtps://用户:口令@主机:465       TLS from the first byte
SHENFA_MAIL_FROM=审发 <shenfa@例.gov.cn>     the sender
SHENFA_ADDRESS=https://shenfa.例.gov.cn      how people reach the system, for the links
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

SERVER, SENDER, ADDRESS = "SHENFA_MAIL", "SHENFA_MAIL_FROM", "SHENFA_ADDRESS"
PORTS = {"smtp": 587, "smtps": 465}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class WrongMailServer(Exception):
    """The variables cannot be used; the message says which, and what should stand there."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, as whom, and the address under which links lead back."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    uses_tls: bool
    uses_starttls: bool
    sender: str
    address: str


def mail_server(environment: Mapping[str, str]) -> MailServer | None:
    """Return the mail server that the variables name, None when they name none."""
    text = environment.get(SERVER, "")
    if not text:
        return None
    url = urlsplit(text)
    sender, address = environment.get(SENDER, ""), environment.get(ADDRESS, "").rstrip("/")
    if url.scheme not in PORTS or not url.hostname:
        raise WrongMailServer(f"环境变量 {SERVER} 应写成 smtp://用户:口令@主机:端口")
    if "@" not in parseaddr(sender)[1] or not sender.isprintable():
        raise WrongMailServer(f"请在环境变量 {SENDER} 中写明发件人地址")
    if urlsplit(address).scheme not in {"http", "https"}:
        raise WrongMailServer(f"请在环境变量 {ADDRESS} 中写明本系统的访问地址，如 https://主机名")
    return MailServer(
        host=url.hostname,
        port=_port(url),
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        uses_tls=url.scheme == "smtps",
        uses_starttls=url.scheme == "smtp" and not _is_plain(url),
        sender=sender,
        address=address,
    )


def _port(url: SplitResult) -> int:
    try:
        return url.port or PORTS[url.scheme]
    except ValueError as error:
        raise WrongMailServer(f"环境变量 {SERVER} 中的端口应为数字") from error


def _is_plain(url: SplitResult) -> bool:
    return url.hostname in LOOPBACK or parse_qs(url.query).get("tls") == ["no"]
