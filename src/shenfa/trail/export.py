"""The export: everything that an auditor needs, in one file that is always written alike."""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import IO, BinaryIO

from shenfa.trail.checkpoint import Checkpoint, write_checkpoint
from shenfa.trail.entry import Entry, canonical, write_entry
from shenfa.trail.verdict import FORMAT

EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands behind an id: the id is the digest of salt and staff number."""

    name: str
    staff_number: str
    salt: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into an export, all read at one moment (in one transaction).

    ``revisions`` maps each revision to the hash computed again from the stored bytes, or to
    "purged"; ``releases`` maps each release to live, hidden, replaced, withdrawn, archived or
    deleted. Both say what the database says now, not what the trail says.
    """

    origin: str
    entries: Iterable[Entry]
    checkpoints: Iterable[Checkpoint]
    people: Mapping[str, Person]
    revisions: Mapping[str, str]
    releases: Mapping[str, str]


def write_export(contents: Contents, out: BinaryIO) -> int:
    """Write the export and return the number of entries."""
    with zipfile.ZipFile(out, "w") as archive:
        with _member(archive, "checkpoints.jsonl") as stream:
            checkpoints = _write_lines(stream, map(write_checkpoint, contents.checkpoints))
        with _member(archive, "trail.jsonl") as stream:
            entries = _write_lines(stream, map(write_entry, contents.entries))
        tables: dict[str, object] = {
            "manifest.json": {
                "format": FORMAT,
                "origin": contents.origin,
                "entries": entries,
                "checkpoints": checkpoints,
                "people": len(contents.people),
            },
            "names.json": {key: asdict(person) for key, person in contents.people.items()},
            "state.json": {
                "revisions": dict(contents.revisions),
                "releases": dict(contents.releases),
            },
        }
        for name, table in tables.items():
            with _member(archive, name) as stream:
                stream.write(canonical(table) + b"\n")
    return entries


def _write_lines(stream: IO[bytes], lines: Iterable[bytes]) -> int:
    count = 0
    for line in lines:
        stream.write(line + b"\n")
        count += 1
    return count


def _member(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """Open a part of the archive whose header says nothing about where and when it was written."""
    info = zipfile.ZipInfo(name, EARLIEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return archive.open(info, "w", force_zip64=True)
