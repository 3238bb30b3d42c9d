"""The chain: each entry is bound to the one before it.

Changing, dropping or reordering entries breaks a link. Rewriting everything or cutting off
the end does not, so signed checkpoints with the number of entries are kept elsewhere.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from shenfa.trail.entry import Act, Entry, MalformedEntry, as_object, canonical, is_plain, is_time
from shenfa.trail.faults import Broken, Unusable, need

GENESIS = "0" * 64
ALGORITHMS = ("sha256", "sm3")


class BackDated(MalformedEntry):
    """The clock stands before the last entry; nothing may be recorded until it is set right."""


def link(act: Act, last: Entry | None, algorithm: str = "sha256") -> Entry:
    """Return the entry that records ``act`` after ``last``."""
    texts = (act.actor, act.verb, act.object)
    facts = dict(act.facts)
    if not all(isinstance(text, str) and text for text in texts) or not is_plain([*texts, facts]):
        raise MalformedEntry(f"留痕只能记录整数和文字：{act.verb}")
    if algorithm not in ALGORITHMS or not is_time(act.at):
        raise MalformedEntry(f"留痕的摘要算法或时间写法不符：{algorithm}，{act.at}")
    if last is not None and act.at < last.at and act.verb != "clock.set":
        raise BackDated("系统时钟早于上一条留痕记录，请校准时钟后再办理")
    seq, prev = (last.seq + 1, last.hash) if last else (1, GENESIS)
    draft = Entry(seq, act.at, act.actor, act.verb, act.object, facts, algorithm, prev, "")
    return replace(draft, hash=digest(draft))


def first_broken(entries: Iterable[Entry]) -> int | None:
    """Return the position (from 1) of the first entry that does not hold, if any."""
    last = None
    for position, entry in enumerate(entries, start=1):
        try:
            need_next(entry, last)
        except Broken:
            return position
        last = entry
    return None


def need_next(entry: Entry, last: Entry | None) -> None:
    """Break off unless ``entry`` is what comes after ``last``."""
    seq, prev, at = (last.seq + 1, last.hash, last.at) if last else (1, GENESIS, "")
    need(entry.seq == seq, "seq")
    need(entry.alg in ALGORITHMS, "alg")
    need(entry.prev == prev, "prev")
    need(entry.hash == digest(entry), "hash")
    need(entry.at >= at or entry.verb == "clock.set", "time")


def digest(entry: Entry) -> str:
    """Return H(0x01, previous hash, canonical JSON of the entry without its hash)."""
    body = as_object(entry)
    del body["hash"]
    data = b"\x01" + bytes.fromhex(entry.prev) + canonical(body)
    try:
        hashed = hashlib.new(entry.alg, data)
    except ValueError as error:
        raise Unusable(f"本机的 Python 不支持摘要算法 {entry.alg}，请换一台机器") from error
    return hashed.hexdigest()
