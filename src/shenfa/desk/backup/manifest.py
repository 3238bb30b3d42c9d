"""What a backup says about itself, and which names may stand in it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import PurePosixPath

from shenfa.desk.deployment import DATABASE, FILES, PRIVATE_KEY, PUBLIC_KEY, SECRET, SETTINGS

FORMAT = "shenfa.backup/1"
MANIFEST = "manifest.json"
NEEDED = (SECRET, PRIVATE_KEY)
SINGLE = (*NEEDED, PUBLIC_KEY, SETTINGS, DATABASE)


class UnusableBackup(Exception):
    """The file is no backup, is damaged, or cannot be restored here; the message says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """When it was made, of which database, how far the trail went, the SHA-256 of each part."""

    format: str
    made: str
    vendor: str
    count: int
    head: str
    digests: Mapping[str, str]


def write_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as JSON."""
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_manifest(data: bytes) -> Manifest:
    """Return the manifest, or raise UnusableBackup."""
    try:
        table = json.loads(data)
    except ValueError as error:
        raise UnusableBackup("备份文件的清单不能读取，请换用另一份备份") from error
    names = {field.name for field in fields(Manifest)}
    if not isinstance(table, dict) or table.keys() != names or table["format"] != FORMAT:
        raise UnusableBackup(f"备份文件的格式不是 {FORMAT}，请换用相应版本的程序")
    manifest = Manifest(**table)
    if not isinstance(manifest.digests, dict) or not all(map(is_allowed, manifest.digests)):
        raise UnusableBackup("备份文件中有来历不明的内容，请换用另一份备份")
    if not manifest.digests.keys() >= set(NEEDED):
        raise UnusableBackup("备份文件缺少密钥，请换用另一份备份")
    return manifest


def is_allowed(name: str) -> bool:
    """Return whether a part may be written into a data folder under this name."""
    if name in SINGLE:
        return True
    parts = PurePosixPath(name).parts
    return (
        len(parts) > 1
        and parts[0] == FILES
        and ".." not in parts
        and "/".join(parts) == name
        and not any(mark in name for mark in ("\\", ":", "\0"))
    )
