"""The files that prove an observation: the page as it came, its headers, its picture."""

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from shenfa.desk.patrol.models import StandingRecord
from shenfa.desk.refusals import NotFound
from shenfa.patrol.evidence import CHAIN

FOLDER = "patrol"
SNAPSHOT = re.compile(r"evidence/([0-9a-f]{32})\.html\.gz")
PICTURE = re.compile(r"screenshots/[0-9a-f]{24}\.png")
LOOKED_THROUGH = 4 * 1024 * 1024
"""Bytes at the end of the chain in which the headers of a page are looked for."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page as it came. ``headers`` are empty where the chain no longer tells them at its end."""

    number: int
    name: str
    size: int
    url: str
    time: str
    sha256: str
    headers: Mapping[str, str]


def site_folder(site: str) -> Path:
    """Return where the patrol of a site keeps what it found."""
    return Path(settings.FILES).parent / FOLDER / site


def snapshots_of(observation: StandingRecord) -> tuple[Snapshot, ...]:
    """Return the pages behind an observation that are still there."""
    folder = site_folder(observation.site_id)
    names = observation.evidence.get("snapshots", [])
    found = []
    wanted = {}
    for number, name in enumerate(names if isinstance(names, list) else []):
        match = SNAPSHOT.fullmatch(str(name))
        if match and (folder / match[0]).is_file():
            wanted[match[1]] = number, match[0]
    lines = _last_lines(folder / CHAIN, tuple(wanted)) if wanted else {}
    for digest, (number, name) in wanted.items():
        row = lines.get(digest, {})
        headers = row.get("headers", {})
        found.append(
            Snapshot(
                number,
                name,
                (folder / name).stat().st_size,
                str(row.get("url", "")),
                str(row.get("time", "")),
                str(row.get("sha256", digest)),
                headers if isinstance(headers, dict) else {},
            )
        )
    return tuple(found)


def snapshot_path(observation: StandingRecord, number: int) -> Path:
    """Return the file of a page behind an observation, or refuse as if there were none."""
    names = observation.evidence.get("snapshots", [])
    name = str(names[number]) if isinstance(names, list) and 0 <= number < len(names) else ""
    return _need_file(observation, name, SNAPSHOT)


def picture_path(observation: StandingRecord) -> Path:
    """Return the picture of an observation, or refuse as if there were none."""
    return _need_file(observation, str(observation.evidence.get("screenshot", "")), PICTURE)


def has_picture(observation: StandingRecord) -> bool:
    """Return whether there is a picture."""
    try:
        return picture_path(observation).is_file()
    except NotFound:
        return False


def _need_file(observation: StandingRecord, name: str, form: re.Pattern[str]) -> Path:
    path = site_folder(observation.site_id) / name
    if form.fullmatch(name) is None or not path.is_file():
        raise NotFound("证据文件")
    return path


def _last_lines(path: Path, digests: Iterable[str]) -> dict[str, dict[str, object]]:
    """Return the last line of the chain about each page, by the start of its digest."""
    if not path.is_file():
        return {}
    with path.open("rb") as chain:
        chain.seek(max(0, path.stat().st_size - LOOKED_THROUGH), os.SEEK_SET)
        text = chain.read().decode("utf-8", "replace")
    found = {}
    for line in text.splitlines():
        if any(f'"{digest}' in line for digest in digests):
            try:
                row = json.loads(line)
            except ValueError:  # the first line may be cut
                continue
            found[str(row.get("sha256", ""))[:32]] = row
    return found
