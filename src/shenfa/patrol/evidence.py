"""What proves an observation: the page as it came, its headers, chained, and as a web archive.

Each line of ``evidence.jsonl`` bears the digest of the line before, so none can be changed or
taken out unnoticed. ``evidence.warc.gz`` holds the same pages for tools outside. The pages are
as the public could read them: personal data that stands on them is in them, so the folder is
kept as carefully as a case file.
"""

import datetime
import gzip
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from shenfa.patrol.frontier import Frontier
from shenfa.patrol.observations import Observation

SNAPSHOTS = "evidence"
CHAIN = "evidence.jsonl"
ARCHIVE = "evidence.warc.gz"
MOST_FOR_ONE = 3
"""Pages kept for one observation; the others look the same."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page behind an observation."""

    url: str
    digest: str
    headers: str
    body: bytes


def write_evidence(
    folder: Path,
    observations: Iterable[Observation],
    frontier: Frontier,
    moment: datetime.datetime,
) -> dict[str, list[str]]:
    """Write the pages behind the observations; return the files of each by its key."""
    (folder / SNAPSHOTS).mkdir(exist_ok=True)
    files: dict[str, list[str]] = {}
    written: dict[str, str] = {}
    last = _last(folder / CHAIN)
    with (
        (folder / CHAIN).open("a", encoding="utf-8") as chain,
        (folder / ARCHIVE).open("wb") as archive,
    ):
        archive.write(_warc_head(moment))
        for observation in observations:
            for snapshot in _snapshots(observation, frontier):
                if snapshot.url not in written:
                    name = f"{SNAPSHOTS}/{snapshot.digest[:32]}.html.gz"
                    packed = gzip.compress(snapshot.body, 6, mtime=0)
                    (folder / name).write_bytes(packed)
                    archive.write(_warc(snapshot, moment))
                    last = _append(chain, snapshot, last, moment)
                    written[snapshot.url] = name
                files.setdefault(observation.key, []).append(written[snapshot.url])
    return files


def broken_link(lines: Iterable[str]) -> int:
    """Return the number of the first line of a chain that does not fit, 0 where all do."""
    last = ""
    for number, line in enumerate(lines, start=1):
        row = json.loads(line)
        own = row.pop("digest")
        if row["previous"] != last or _digest(row) != own:
            return number
        last = own
    return 0


def _snapshots(observation: Observation, frontier: Frontier) -> Iterator[Snapshot]:
    urls = dict.fromkeys((observation.target, *observation.pages))
    found = 0
    for url in urls:
        digest, headers, body = frontier.document(url)
        if body and found < MOST_FOR_ONE:
            found += 1
            yield Snapshot(url, digest, headers, body)


def _append(chain: TextIO, snapshot: Snapshot, last: str, moment: datetime.datetime) -> str:
    row = {
        "url": snapshot.url,
        "time": moment.isoformat(),
        "sha256": snapshot.digest,
        "headers": json.loads(snapshot.headers),
        "previous": last,
    }
    own = _digest(row)
    chain.write(json.dumps(row | {"digest": own}, ensure_ascii=False) + "\n")
    return own


def _digest(row: dict[str, object]) -> str:
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _last(path: Path) -> str:
    if not path.exists():
        return ""
    lines = path.read_text(encoding="utf-8").splitlines()
    return str(json.loads(lines[-1])["digest"]) if lines else ""


def _warc_head(moment: datetime.datetime) -> bytes:
    """Return the first member of a WARC 1.1 file, which says what wrote it."""
    block = b"software: shenfa\r\nformat: WARC File Format 1.1\r\n"
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"shenfa {moment}")
    fields = (
        "WARC/1.1",
        "WARC-Type: warcinfo",
        f"WARC-Record-ID: <urn:uuid:{name}>",
        f"WARC-Date: {moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"WARC-Filename: {ARCHIVE}",
        "Content-Type: application/warc-fields",
        f"Content-Length: {len(block)}",
    )
    return gzip.compress(
        "\r\n".join(fields).encode() + b"\r\n\r\n" + block + b"\r\n\r\n", 6, mtime=0
    )


def _warc(snapshot: Snapshot, moment: datetime.datetime) -> bytes:
    """Return one response as a member of a WARC 1.1 file, without the transfer encodings."""
    headers = {
        name: text
        for name, text in json.loads(snapshot.headers).items()
        if name not in {"content-encoding", "transfer-encoding", "content-length"}
    }
    lines = [f"{name}: {text}" for name, text in headers.items()]
    head = "\r\n".join(("HTTP/1.1 200 OK", *lines, f"content-length: {len(snapshot.body)}"))
    block = head.encode("latin-1", "replace") + b"\r\n\r\n" + snapshot.body
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{snapshot.url} {snapshot.digest} {moment}")
    fields = (
        "WARC/1.1",
        "WARC-Type: response",
        f"WARC-Record-ID: <urn:uuid:{name}>",
        f"WARC-Date: {moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"WARC-Target-URI: {snapshot.url}",
        "Content-Type: application/http;msgtype=response",
        f"Content-Length: {len(block)}",
    )
    record = "\r\n".join(fields).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
    return gzip.compress(record, 6, mtime=0)
