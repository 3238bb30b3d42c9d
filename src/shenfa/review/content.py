"""What a revision consists of, and the one digest over everything that goes out (R24, I2).

Whatever a citizen can see is in it: title, body, attachments, marker, and the set of channels
with the rendering each of them gets. One changed byte makes another revision, and another
revision needs three reviews of its own.
"""

import hashlib
import json
from dataclasses import dataclass

from shenfa.text import ContentKind

FORMAT = "shenfa.revision/1"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes out with the text: the name citizens see, and its bytes by digest."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Rendering:
    """What one channel shows: the column or account, and the title and body made for it."""

    channel: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that goes out. ``body`` is the cleaned HTML: what is hashed is what is shown.

    ``marker`` is the openness marker as it stands in the text, empty where there is none;
    ``source`` the address of the source of a reprint; ``note`` what the public is told of a
    correction.
    """

    kind: ContentKind
    title: str
    body: str
    attachments: tuple[Attachment, ...] = ()
    renderings: tuple[Rendering, ...] = ()
    marker: str = ""
    source: str = ""
    note: str = ""


def content_sha256(content: Content) -> str:
    """Return the digest that the three approvals name (hex)."""
    return hashlib.sha256(canonical_content(content)).hexdigest()


def canonical_content(content: Content) -> bytes:
    """Return the bytes that the digest is over; the public gets them as the package.

    Canonical JSON: keys sorted, no spaces, UTF-8 not escaped. Attachments keep their order,
    which citizens see; channels are a set, so they are sorted. A note stands there only where
    there is one, so that a text without one has the digest that it always had.
    """
    facts: dict[str, object] = {
        "format": FORMAT,
        "kind": content.kind.value,
        "title": content.title,
        "body": content.body,
        "attachments": [[one.name, one.sha256, one.size] for one in content.attachments],
        "channels": sorted([one.channel, one.title, one.body] for one in content.renderings),
        "marker": content.marker,
        "source": content.source,
        **({"note": content.note} if content.note else {}),
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parts_of(content: Content) -> frozenset[str]:
    """Return what a reviewer must have opened: the text, each rendering, each attachment."""
    return frozenset(
        {
            "正文",
            *(f"附件：{one.name}" for one in content.attachments),
            *(f"渠道：{one.channel}" for one in content.renderings),
        }
    )
