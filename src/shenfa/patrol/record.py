"""What is kept of a page after it was read, and what was seen on it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from sys import intern
from typing import Any

from shenfa.patrol.kinds import Kind

Evidence = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One fault seen on one page. Sightings of the same ``group`` are one observation.

    ``target`` is the address of the fault; ``group`` stands where several addresses share it.
    """

    kind: Kind
    target: str
    page: str
    evidence: Evidence
    group: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list, by its address; days as YYYY-MM-DD, empty where unknown."""

    url: str
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of the site that is hidden if a style sheet hides one of its names."""

    url: str
    host: str
    tag: str
    words: str
    reason: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A page, small enough to keep thousands of them. Days as YYYY-MM-DD, empty: unknown.

    ``serves`` says what a page without articles is there for: a form, or an archive.
    """

    url: str
    kind: str
    title: str = ""
    heading: str = ""
    column: str = ""
    column_type: str = ""
    footer_code: str = ""
    tagged: str = ""
    shown: str = ""
    weight: float = 0.0
    hinted: str = ""
    in_url: str = ""
    signed: str = ""
    renewed: str = ""
    source: str = ""
    length: int = 0
    text_hashes: tuple[str, ...] = ()
    items: tuple[Listed, ...] = ()
    frames: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    exits: tuple[Exit, ...] = ()
    face: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    footer_lacking: tuple[str, ...] = ()
    serves: str = ""
    hides: tuple[str, ...] = ()
    lines: tuple[int, ...] = field(default=(), repr=False)


def to_json(record: Record) -> str:
    """Write a record as JSON, without what is empty."""
    found = {field.name: getattr(record, field.name) for field in fields(record)}
    return json.dumps(
        {name: value for name, value in found.items() if value},
        ensure_ascii=False,
        separators=(",", ":"),
        default=lambda inner: {field.name: getattr(inner, field.name) for field in fields(inner)},
    )


def from_json(text: str) -> Record:
    """Read a record back."""
    found = _tuples(json.loads(text))
    for name, kind in (("items", Listed), ("exits", Exit)):
        if name in found:
            found[name] = tuple(kind(**_tuples(row)) for row in found[name])
    # What a template repeats on thousands of pages is kept once.
    if "tags" in found:
        found["tags"] = {intern(name): intern(text) for name, text in found["tags"].items()}
    for name in ("kind", "column", "column_type", "footer_code", "source"):
        if name in found:
            found[name] = intern(found[name])
    if "face" in found:
        found["face"] = tuple(map(intern, found["face"]))
    return Record(**found)


def _tuples(row: dict[str, Any]) -> dict[str, Any]:  # Any: what to_json wrote, field by field
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
