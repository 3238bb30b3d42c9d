"""The export of what the product has released, a line for each release."""

import datetime
import json
from collections.abc import Iterable, Iterator

from shenfa.patrol.reconciliation import CHINA, Approved


class ApprovedFileError(Exception):
    """A line of the file cannot be understood; the message names it."""


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
