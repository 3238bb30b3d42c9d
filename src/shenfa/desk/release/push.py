"""Sending a release to another system: one signed POST, which may be sent again.

    X-Shenfa-Timestamp   seconds since 1970, as text
    X-Shenfa-Signature   HMAC-SHA256 over timestamp, line feed and body, in hex
    body                 the bundle, a ZIP whose manifest.json says show or remove

The receiver refuses old timestamps and other signatures; it answers 2xx once it has done what
the manifest says, and may name the public address: {"link": "https://…"}.
"""

import hashlib
import hmac
import json
from urllib.parse import urlsplit

from shenfa.desk.release.connectors import Connector
from shenfa.patrol.fetch import Policy, Request, fetch

TYPE = "application/zip"
LARGEST_ANSWER = 64 * 1024
LONGEST_LINK = 500


class PushRefused(Exception):
    """The receiver did not take it; the message says what it answered."""


def signature(key: bytes, timestamp: str, body: bytes) -> str:
    """Return the signature of a push."""
    return hmac.new(key, timestamp.encode() + b"\n" + body, hashlib.sha256).hexdigest()


def push(connector: Connector, key: bytes, timestamp: str, body: bytes) -> str:
    """Send a bundle and return the public address that the receiver names, if it does."""
    headers = {
        "Content-Type": TYPE,
        "X-Shenfa-Timestamp": timestamp,
        "X-Shenfa-Signature": signature(key, timestamp, body),
    }
    answer = fetch(Request(connector.url, body, headers), policy_of(connector))
    if not 200 <= answer.status < 300:
        raise PushRefused(f"接收方答复{answer.status}，没有接收，请与对方核对")
    return _link(answer.body)


def policy_of(connector: Connector) -> Policy:
    """Return what may be reached for a channel: the host that the site administrator named."""
    host = urlsplit(connector.url).hostname or ""
    return Policy(
        frozenset({host}), allows_private=connector.inside, redirects=0, largest=LARGEST_ANSWER
    )


def _link(answer: bytes) -> str:
    try:
        found = json.loads(answer)
    except ValueError:
        return ""
    link = found.get("link") if isinstance(found, dict) else None
    if not isinstance(link, str) or len(link) > LONGEST_LINK:
        return ""
    return link if link.startswith(("http://", "https://")) else ""
