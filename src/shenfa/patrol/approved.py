"""What the product has released, and how a text is known again on a foreign system.

A content system rewrites the mark-up, so the digest is of the text alone: NFKC, without any
white space, SHA-256 in hex. A release may be of the article or of title and article together.
"""

import datetime
import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator

from shenfa.patrol.target import Approved


class ApprovedFileError(Exception):
    """A line of the file cannot be understood; the message names it."""


def text_hash(text: str) -> str:
    """Return the digest by which a text is known again."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()


def text_hashes(heading: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the digests that an approved text of this page may have."""
    body = "".join(lines)
    return (text_hash(body), text_hash(heading + body))


def read_approved(lines: Iterable[str]) -> Iterator[Approved]:
    """Read the export: one object a line with url, text_hash and time. Raises ApprovedFileError."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            time = datetime.datetime.fromisoformat(row["time"])
            yield Approved(str(row["url"]), str(row["text_hash"]), time)
        except (ValueError, KeyError, TypeError) as error:
            raise ApprovedFileError(
                f"第 {number} 行应为含有 url、text_hash、time 的 JSON 对象"
            ) from error
