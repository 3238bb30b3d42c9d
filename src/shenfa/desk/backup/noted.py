"""When the last backup was made on this machine, noted beside the data. No part of a backup."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

from shenfa.desk.backup.manifest import Manifest
from shenfa.trail.entry import is_time, moment

NOTE = "last-backup.json"


@dataclass(frozen=True, slots=True)
class Noted:
    """The last backup: when it was made, and how far the trail went in it."""

    made: datetime.datetime
    count: int


def note_backup(data: Path, manifest: Manifest) -> None:
    """Note that a backup was made and has its name."""
    part = data / f"{NOTE}.part"
    part.write_text(json.dumps({"made": manifest.made, "count": manifest.count}), encoding="ascii")
    part.replace(data / NOTE)


def last_backup(data: Path) -> Noted | None:
    """Return what was noted, None where there is nothing that can be read."""
    try:
        noted = json.loads((data / NOTE).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    made, count = (noted.get("made"), noted.get("count")) if isinstance(noted, dict) else ("", 0)
    if not is_time(made) or not isinstance(count, int):
        return None
    return Noted(moment(str(made)), count)
