"""The verdict over an export: chain, checkpoints, people, lawful releases, same state."""

import datetime
import json
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from shenfa.trail.chain import need_next
from shenfa.trail.checkpoint import Checkpoint, is_genuine, read_checkpoint
from shenfa.trail.entry import Entry, is_time, moment, person_id, read_entry
from shenfa.trail.faults import Broken, Unusable, need
from shenfa.trail.replay import replay
from shenfa.trail.verbs import CLOSED, namespace
from shenfa.trail.world import World

FORMAT = "shenfa.trail/1"
MEMBERS = {"checkpoints.jsonl", "manifest.json", "names.json", "state.json", "trail.jsonl"}
LONGEST_LINE = 1 << 24
LARGEST_TABLE = 1 << 28
FRESH = datetime.timedelta(hours=24)
Anchor = tuple[int, str]  # a count and a head kept elsewhere, as at the foot of a form
Table = dict[str, Any]  # JSON of the export, looked at before it is used


@dataclass(frozen=True, slots=True)
class Verdict:
    """A whole and lawful trail: how many entries, and what the auditor should know besides."""

    count: int
    notes: tuple[str, ...]


def verify(
    export: str | IO[bytes], keys: Sequence[bytes], anchors: Sequence[Anchor] = ()
) -> Verdict:
    """Return the verdict over an export, or raise Broken or Unusable."""
    try:
        with zipfile.ZipFile(export) as archive:
            return _judge(archive, keys, anchors)
    except (OSError, zipfile.BadZipFile, EOFError, RuntimeError, zlib.error) as error:
        raise Unusable("导出文件不能读取，请检查路径或重新导出") from error


def _judge(archive: zipfile.ZipFile, keys: Sequence[bytes], anchors: Sequence[Anchor]) -> Verdict:
    members = archive.namelist()
    if len(set(members)) < len(members) or not set(members) >= MEMBERS:
        raise Unusable("导出文件缺少组成部分或有重名，请重新导出")
    manifest, names, state = (
        _read_table(archive, name) for name in ("manifest.json", "names.json", "state.json")
    )
    if manifest.get("format") != FORMAT:
        raise Unusable(f"导出文件的格式不是 {FORMAT}，请换用相应版本的核验程序")
    _need_people(names)
    checkpoints = _read_checkpoints(archive, keys, manifest.get("origin"))
    heads: dict[int, set[str]] = defaultdict(set)
    for count, head in [*((c.count, c.head) for c in checkpoints), *anchors]:
        heads[count].add(head)
    world, last, foreign = World(), None, 0
    for entry in _read_entries(archive, heads):
        try:
            replay(world, entry, names)
        except Broken as broken:
            raise Broken(f"第{entry.seq}条记录{broken}") from None
        last, foreign = entry, foreign + (namespace(entry) not in CLOSED)
    count = last.seq if last else 0
    if last is None or max(heads) > count or manifest.get("entries") != count:
        raise Broken(f"第{count + 1}条记录起与导出时的条数不符，留痕末尾被截断或添加")
    _need_same_state(world, state)
    return Verdict(count, tuple(_notes(checkpoints[-1], last, foreign)))


def _read_lines(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each line and the line; one that is not ended properly is damaged."""
    with archive.open(name) as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            yield number, line.removesuffix(b"\n") if line.endswith(b"\n") else b""


def _read_table(archive: zipfile.ZipFile, name: str) -> Table:
    with archive.open(name) as stream:
        data = stream.read(LARGEST_TABLE)
    try:
        table = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unusable(f"导出文件中的 {name} 不能读取，请重新导出") from error
    if not isinstance(table, dict):
        raise Unusable(f"导出文件中的 {name} 不是一张表，请重新导出")
    return table


def _read_entries(archive: zipfile.ZipFile, heads: dict[int, set[str]]) -> Iterator[Entry]:
    """Yield the entries, each bound to the one before and to the checkpoints."""
    last = None
    for number, line in _read_lines(archive, "trail.jsonl"):
        try:
            entry = read_entry(line)
            need_next(entry, last)
            need(heads.get(number, {entry.hash}) == {entry.hash}, "anchor")
        except Broken as broken:
            raise Broken(f"第{number}条记录{broken}") from None
        last = entry
        yield entry


def _read_checkpoints(
    archive: zipfile.ZipFile, keys: Sequence[bytes], origin: object
) -> list[Checkpoint]:
    found: list[Checkpoint] = []
    for number, line in _read_lines(archive, "checkpoints.jsonl"):
        try:
            checkpoint = read_checkpoint(line)
            need(any(is_genuine(checkpoint, key) for key in keys), "signature")
            need(checkpoint.origin == origin, "origin")
            before = found[-1] if found else checkpoint
            need(before.at <= checkpoint.at and before.count <= checkpoint.count, "backwards")
        except Broken as broken:
            raise Broken(f"第{number}个检查点{broken}") from None
        found.append(checkpoint)
    if not found:
        raise Broken("第1条记录起都没有检查点，不能证明留痕未被整体改写")
    return found


def _need_people(names: Table) -> None:
    """Break off unless each id stands for one staff number, and no number for two ids."""
    seen: set[str] = set()
    for person, row in names.items():
        fields = row if isinstance(row, dict) else {}
        name, salt, number = (fields.get(name) for name in ("name", "salt", "staff_number"))
        if not (isinstance(name, str) and isinstance(salt, str) and isinstance(number, str)):
            raise Unusable("导出文件中的人员名册不能读取，请重新导出")
        if person_id(number, salt) != person:
            raise Broken(f"人员名册中{name}的工号与留痕中的编号不符，名册被改动")
        if number in seen:
            raise Broken(f"人员名册中{name}的工号对应两个编号，一人有两个账号")
        seen.add(number)


def _need_same_state(world: World, state: Table) -> None:
    """Break off unless the database says what the entries say (I2, I29)."""
    revisions = {
        name: "purged" if revision.log["quarantine.purge"] else revision.facts["hash"]
        for name, revision in world.revisions.items()
    }
    for title, ours, theirs in (
        ("版本", revisions, state.get("revisions")),
        ("发布", world.releases, state.get("releases")),
    ):
        if not isinstance(theirs, dict):
            raise Unusable("导出文件中的 state.json 不能读取，请重新导出")
        for name in sorted({*ours, *theirs}):
            if ours.get(name) != theirs.get(name):
                raise Broken(f"{title} {name} 在数据库中的现状与留痕不符，数据库被绕过留痕改动")


def _notes(newest: Checkpoint, last: Entry, foreign: int) -> Iterator[str]:
    if is_time(newest.at) and moment(last.at) - moment(newest.at) > FRESH:
        yield f"最新检查点的时间是 {newest.at}，比最后一条记录早24小时以上"
    if last.seq > newest.count:
        yield f"最新检查点之后还有{last.seq - newest.count}条记录没有签名保护"
    if foreign:
        yield f"有{foreign}条记录与发布无关，只核验了前后相接"
