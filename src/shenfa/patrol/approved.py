"""The export of what the product has released, a line for each release: written and read."""

import datetime
import json
from collections.abc import Iterable, Iterator

from shenfa.patrol.reading import decode, read_page
from shenfa.patrol.reconciliation import CHINA, Approved, text_hash


class ApprovedFileError(Exception):
    """A line of the file cannot be understood; the message names it."""


def approved_line(one: Approved) -> str:
    """Return a release as a line of the export."""
    row = {"url": one.url, "text_hash": one.text_hash, "time": one.time.isoformat()}
    return json.dumps(row, ensure_ascii=False)


def page_hash(body: bytes, url: str, day: datetime.date) -> str:
    """Return the digest of the text of a page, read as patrol reads it; empty where it has none."""
    page = read_page(decode(body, "text/html; charset=utf-8"), url, frozenset(), day)
    return text_hash("\n".join(page.body.lines)) if page.body is not None else ""


def read_approved(lines: Iterable[str]) -> Iterator[Approved]:
    """Read the export: one object a line with url, text_hash and time. Raises ApprovedFileError."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            time = datetime.datetime.fromisoformat(row["time"])
            aware = time if time.tzinfo else time.replace(tzinfo=CHINA)
            yield Approved(str(row["url"]), str(row["text_hash"]), aware)
        except (ValueError, KeyError, TypeError) as error:
            raise ApprovedFileError(
                f"第 {number} 行应为含有 url、text_hash、time 的 JSON 对象"
            ) from error
