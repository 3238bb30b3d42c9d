"""The streams of a compound file (OLE), in which old Office documents are stored."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
STORAGE, STREAM = 1, 2
LAST_SECTOR = 0xFFFFFFF0
"""Sector numbers from here on mean free, end of chain and the like."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    siblings: tuple[int, int]
    child: int
    start: int
    size: int


def streams(data: bytes) -> dict[str, bytes]:
    """Return the streams by path (Workbook, MBD0001/Package), none for a damaged file."""
    try:
        return dict(_streams(data)) if data.startswith(MAGIC) else {}
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    sector, short_sector = (1 << shift for shift in struct.unpack_from("<HH", data, 30))
    directory, _, cutoff, short_table = struct.unpack_from("<IIII", data, 48)
    table = _table(data, sector)
    entries = [_entry(raw) for raw in _chunks(_chain(data, table, directory, sector), 128)]
    container = _chain(data, table, entries[0].start, sector)
    short = _numbers(_chain(data, table, short_table, sector))
    for path, entry in _walk(entries, entries[0].child, ""):
        if entry.size < cutoff:
            # Short streams lie in the root's own stream, which has no header of a sector.
            blob = _chain(container, short, entry.start, short_sector, offset=0)
        else:
            blob = _chain(data, table, entry.start, sector)
        yield path, blob[: entry.size]


def _table(data: bytes, sector: int) -> tuple[int, ...]:
    sectors = list(struct.unpack_from("<109I", data, 76))
    (more,) = struct.unpack_from("<I", data, 68)
    for _ in range(len(data) // sector):
        if more >= LAST_SECTOR:
            break
        *listed, more = struct.unpack_from(f"<{sector // 4}I", data, (more + 1) * sector)
        sectors += listed
    used = (number for number in sectors if number < LAST_SECTOR)
    return _numbers(b"".join(data[(n + 1) * sector : (n + 2) * sector] for n in used))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _chain(
    data: bytes, table: tuple[int, ...], start: int, size: int, offset: int | None = None
) -> bytes:
    begin = size if offset is None else offset
    pieces = []
    seen = set()
    while start < len(table) and start not in seen:
        seen.add(start)
        pieces.append(data[begin + start * size : begin + (start + 1) * size])
        start = table[start]
    return b"".join(pieces)


def _chunks(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data) - size + 1, size):
        yield data[start : start + size]


def _entry(raw: bytes) -> _Entry:
    (length,) = struct.unpack_from("<H", raw, 64)
    name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le")
    left, right, child = struct.unpack_from("<III", raw, 68)
    start, size = struct.unpack_from("<II", raw, 116)
    return _Entry(name, raw[66], (left, right), child, start, size)


def _walk(entries: list[_Entry], first: int, folder: str) -> Iterator[tuple[str, _Entry]]:
    queue = [(first, folder)]
    seen = set()
    for number, path in queue:
        if number >= len(entries) or number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        queue += [(sibling, path) for sibling in entry.siblings]
        if entry.kind == STORAGE:
            queue.append((entry.child, f"{path}{entry.name}/"))
        elif entry.kind == STREAM:
            yield f"{path}{entry.name}", entry
