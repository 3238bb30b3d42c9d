"""R59: entries are written in one way only and bound to each other."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from county_trail import LAWFUL, play

from shenfa.trail import (
    Act,
    BackDated,
    Broken,
    Entry,
    Facts,
    MalformedEntry,
    first_broken,
    link,
    read_entry,
    write_entry,
)

FIRST = Act("p1", "2026-11-24T00:00:00Z", "submit", "r1", {"hash": "ab", "note": "提交"})
SECOND = Act("p2", "2026-11-24T00:00:01Z", "approve", "r1", {"hash": "ab", "stage": 1})
FIRST_HASH = "7cf4f40e218e52544e6fcc911c3cbf43ef5eae24260e071902b7a2ca62d30839"
SECOND_HASH = "5a8ee69c433278d67c1ca1e082855ea12a2e8a5166fdc328c640a8602e3c00e9"
LINE = '{{"actor":"{0}","alg":"sha256","at":"{1}","facts":{2},"hash":"{3}","object":"r1","prev":"{4}",{5}}}'
VECTOR = (
    LINE.format(
        "p1",
        "2026-11-24T00:00:00Z",
        '{"hash":"ab","note":"提交"}',
        FIRST_HASH,
        "0" * 64,
        '"seq":1,"verb":"submit"',
    ),
    LINE.format(
        "p2",
        "2026-11-24T00:00:01Z",
        '{"hash":"ab","stage":1}',
        SECOND_HASH,
        FIRST_HASH,
        '"seq":2,"verb":"approve"',
    ),
)

Spoil = Callable[[Sequence[Entry]], Sequence[Entry]]


def test_architecture_vector_byte_for_byte() -> None:
    first = link(FIRST, None)
    second = link(SECOND, first)

    assert (first.hash, second.hash) == (FIRST_HASH, SECOND_HASH)
    assert tuple(write_entry(entry).decode() for entry in (first, second)) == VECTOR
    assert [read_entry(line.encode()) for line in VECTOR] == [first, second]


def test_chain_may_change_its_algorithm() -> None:
    first = link(FIRST, None, "sm3")
    second = link(SECOND, first)
    body = VECTOR[0].replace("sha256", "sm3").replace(f'"hash":"{FIRST_HASH}",', "").encode()

    assert first.hash == hashlib.new("sm3", b"\x01" + bytes(32) + body).hexdigest()
    assert (first.alg, second.alg) == ("sm3", "sha256")
    assert first_broken([first, second]) is None


def test_clock_may_go_back_only_when_it_is_said() -> None:
    first = link(SECOND, None)
    back = replace(FIRST, verb="clock.set", facts={"to": FIRST.at})

    assert first_broken([first, link(back, first)]) is None
    with pytest.raises(BackDated):
        link(FIRST, first)


@pytest.mark.parametrize(
    ("name", "spoil", "position"),
    [
        ("nothing", lambda chain: chain, None),
        ("alter", lambda chain: [*chain[:4], replace(chain[4], object="x"), *chain[5:]], 5),
        ("alter a fact", lambda chain: [replace(chain[0], facts={"name": "x"}), *chain[1:]], 1),
        ("drop the first", lambda chain: chain[1:], 1),
        ("drop", lambda chain: [*chain[:6], *chain[7:]], 7),
        ("double", lambda chain: [*chain[:6], *chain[5:]], 7),
        ("reorder", lambda chain: [*chain[:2], chain[3], chain[2], *chain[4:]], 3),
        ("back-date", lambda chain: [*chain[:4], rehashed(chain[4], at="2020-01-01T00:00:00Z")], 5),
        ("replace one", lambda chain: [*chain[:4], rehashed(chain[4], object="x"), *chain[5:]], 6),
        ("other algorithm", lambda chain: [replace(chain[0], alg="md5"), *chain[1:]], 1),
        ("cut off, which a chain alone cannot see", lambda chain: chain[:-3], None),
    ],
)
def test_first_broken(name: str, spoil: Spoil, position: int | None) -> None:
    assert first_broken(spoil(play(LAWFUL))) == position, name


def rehashed(entry: Entry, **fields: str) -> Entry:
    """Return an altered entry with a hash that fits it."""
    changed = replace(entry, **fields)
    act = Act(changed.actor, changed.at, changed.verb, changed.object, changed.facts)
    return link(act, replace(entry, seq=entry.seq - 1, hash=entry.prev, at="1970-01-01T00:00:00Z"))


@pytest.mark.parametrize(
    "facts",
    [
        {"share": 0.5},
        {"done": True},
        {"none": None},
        {"half a pair": "\ud83d"},
        {"not for PostgreSQL": "a\x00b"},
        {"deep": [{"done": False}]},
        {"tuple": (1, 2)},
    ],
)
def test_takes_integers_and_strings_only(facts: Facts) -> None:
    with pytest.raises(MalformedEntry):
        link(replace(FIRST, facts=facts), None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", "2026-11-24T08:00:00+08:00"),
        ("at", "2026-11-24 00:00:00Z"),
        ("at", "2026-02-30T00:00:00Z"),
        ("at", "2026-11-24T00:00:00.5Z"),
        ("actor", ""),
        ("verb", ""),
        ("object", "\ud800"),
    ],
)
def test_refuses_what_it_cannot_write(field: str, value: str) -> None:
    with pytest.raises(MalformedEntry):
        link(replace(FIRST, **{field: value}), None)


@pytest.mark.parametrize(
    "line",
    [
        VECTOR[0].replace(",", ", ", 1),
        VECTOR[0].replace("提交", "\\u63d0\\u4ea4"),
        VECTOR[0].replace('{"actor":"p1",', '{"actor":"p1","actor":"p1",'),
        VECTOR[0].replace('"seq":1', '"seq":1.0'),
        VECTOR[0].replace('"seq":1', '"seq":true'),
        VECTOR[0].replace('"p1"', '"\\ud800"'),
        VECTOR[0][:-1],
        "[]",
        "",
    ],
)
def test_reads_the_canonical_form_only(line: str) -> None:
    with pytest.raises(Broken):
        read_entry(line.encode())
