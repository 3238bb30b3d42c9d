"""What the file of a county says about itself."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

FORMAT = "shenfa.county/1"
MANIFEST, KEY = "manifest.json", "checkpoint.pub"
SHA256 = re.compile("[0-9a-f]{64}")


class UnusableCounty(Exception):
    """The file cannot be taken in; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A table: how many rows, and the digest of its lines."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class County:
    """When it was made, by which migrations, how far the trail went, its tables and files.

    ``missing`` are the digests of files that the county no longer has, because two people had
    them purged.
    """

    format: str
    made: str
    migrations: tuple[str, ...]
    count: int
    head: str
    tables: Mapping[str, Carried]
    files: tuple[str, ...]
    missing: tuple[str, ...]


def write_manifest(county: County) -> bytes:
    """Return it as JSON."""
    return json.dumps(asdict(county), ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_manifest(data: bytes) -> County:
    """Return it, or raise UnusableCounty."""
    try:
        table = json.loads(data)
        if table["format"] != FORMAT or table.keys() != {one.name for one in fields(County)}:
            raise UnusableCounty(f"文件的格式不是 {FORMAT}，请换用相应版本的程序")
        county = County(
            table["format"],
            table["made"],
            tuple(table["migrations"]),
            table["count"],
            table["head"],
            {name: Carried(**one) for name, one in table["tables"].items()},
            tuple(table["files"]),
            tuple(table["missing"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableCounty("文件的清单不能读取，请重新导出") from error
    if not all(SHA256.fullmatch(one) for one in county.files):
        raise UnusableCounty("文件中有来历不明的内容，请重新导出")
    return county
