"""One entry of the trail and the one way of writing it.

Canonical JSON: keys sorted, no spaces, UTF-8 not escaped, integers and strings only (also in
lists and maps), times in UTC. There are no booleans, so that nobody need ask how they are
written: "yes" and "no" are strings.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from shenfa.trail.faults import FAULTS, Broken, need

Facts = Mapping[str, Any]  # JSON; verbs.py says what stands in it


@dataclass(frozen=True, slots=True)
class Act:
    """Something a person did, before it is chained: who, when, what, to what, and the facts."""

    actor: str
    at: str
    verb: str
    object: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Entry:
    """An act in its place in the chain."""

    seq: int
    at: str
    actor: str
    verb: str
    object: str
    facts: Facts
    alg: str
    prev: str
    hash: str


SURROGATE_OR_NUL = re.compile("[\x00\ud800-\udfff]")
FIELDS = {field.name for field in fields(Entry)}


class MalformedEntry(ValueError):
    """The caller tried to chain something that the trail cannot hold."""


def canonical(value: object) -> bytes:
    """Return the one way of writing a value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def write_entry(entry: Entry) -> bytes:
    """Return the entry as one line of an export, without the line break."""
    return canonical(as_object(entry))


def as_object(entry: Entry) -> dict[str, Any]:  # JSON
    """Return the entry as the object that is written."""
    return {name: getattr(entry, name) for name in FIELDS}


def read_entry(line: bytes) -> Entry:
    """Return the entry on a line, or say that it is damaged (Broken)."""
    value = read_object(line, FIELDS)
    texts = [value[name] for name in ("actor", "alg", "at", "hash", "object", "prev", "verb")]
    need(isinstance(value["facts"], dict) and type(value["seq"]) is int, "json")
    need(all(isinstance(text, str) for text in texts) and is_time(value["at"]), "json")
    return Entry(**value)


def read_object(line: bytes, names: set[str]) -> dict[str, Any]:  # JSON
    """Return the object on a line that has exactly these names and is canonically written."""
    try:
        value = json.loads(line)
        need(isinstance(value, dict) and value.keys() == names, "json")
        need(is_plain(value) and canonical(value) == line, "form")
    except (ValueError, RecursionError):
        raise Broken(FAULTS["json"]) from None
    return dict(value)


def is_plain(value: object) -> bool:
    """Return whether a value is made of integers, strings, lists and maps only.

    Half a surrogate pair cannot be written as UTF-8, and U+0000 not be stored by PostgreSQL.
    """
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_plain(value[key]) for key in value)
    if isinstance(value, list):
        return all(is_plain(item) for item in value)
    if isinstance(value, str):
        return value.isprintable() or SURROGATE_OR_NUL.search(value) is None
    return type(value) is int


def is_time(value: object) -> bool:
    """Return whether a value is a UTC time such as 2026-11-24T00:00:00Z."""
    try:
        return isinstance(value, str) and value == f"{moment(value):%Y-%m-%dT%H:%M:%SZ}"
    except ValueError:
        return False


def moment(time: str) -> datetime.datetime:
    """Return the moment that a time of the trail stands for."""
    return datetime.datetime.fromisoformat(time[:-1]).replace(tzinfo=datetime.UTC)


def person_id(staff_number: str, salt: str) -> str:
    """Return the id under which a person stands in the trail.

    The salt is the person's own and kept apart, so that the trail alone names nobody, while
    the table of names in an export can be checked against it.
    """
    return hashlib.sha256(f"{salt}\n{staff_number}".encode()).hexdigest()[:32]
