"""The tags of a photograph (EXIF): words people wrote, where it was taken, the small preview."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

LABELS = {
    0x010E: "图片说明",
    0x013B: "作者",
    0x8298: "版权",
    0x9286: "备注",
    0x9C9B: "标题",
    0x9C9C: "备注",
    0x9C9D: "作者",
    0x9C9E: "关键词",
    0x9C9F: "主题",
    0xA430: "相机所有人",
}
WIDE = range(0x9C9B, 0x9CA0)
"""Tags that Windows writes, in UTF-16."""
EXIF, GPS = 0x8769, 0x8825
PREVIEW, PREVIEW_SIZE = 0x0201, 0x0202
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8}
SHORT, LONG, RATIONAL = 3, 4, 5
MOST_ENTRIES, MOST_FOLDERS = 512, 16


@dataclass(frozen=True, slots=True)
class Tags:
    """What was found: texts by label, latitude and longitude in degrees, the preview."""

    texts: tuple[tuple[str, str], ...] = ()
    position: tuple[float, float] | None = None
    preview: bytes = b""


@dataclass(frozen=True, slots=True)
class _Entry:
    tag: int
    kind: int
    raw: bytes


def read_tags(data: bytes) -> Tags:
    """Return the tags of a TIFF structure; a damaged one has as many as could be read."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2], "")
    if not order:
        return Tags()
    texts: list[tuple[str, str]] = []
    spots: dict[int, _Entry] = {}
    preview = {PREVIEW: 0, PREVIEW_SIZE: 0}
    for folder, entry in _entries(data, order):
        if folder == GPS:
            spots[entry.tag] = entry
        elif entry.tag in LABELS and (text := _text(entry)):
            texts.append((LABELS[entry.tag], text))
        elif entry.tag in preview:
            preview[entry.tag] = next(iter(_whole(entry, order)), 0)
    start, size = preview[PREVIEW], preview[PREVIEW_SIZE]
    return Tags(tuple(texts), _position(spots, order), data[start : start + size] if start else b"")


def _entries(data: bytes, order: str) -> Iterator[tuple[int, _Entry]]:
    """Yield every entry with the folder it stands in; a loop of folders is walked once."""
    seen: set[int] = set()
    waiting = [(0, _long(data, 4, order))]
    while waiting and len(seen) < MOST_FOLDERS:
        folder, start = waiting.pop()
        if start in seen or not 8 <= start <= len(data) - 2:
            continue
        seen.add(start)
        (count,) = struct.unpack_from(f"{order}H", data, start)
        for number in range(min(count, MOST_ENTRIES)):
            entry = _entry(data, start + 2 + 12 * number, order)
            if entry is None:
                continue
            if entry.tag in {EXIF, GPS}:
                waiting += [(entry.tag, one) for one in _whole(entry, order)]
            yield folder, entry
        waiting.append((folder, _long(data, start + 2 + 12 * count, order)))


def _long(data: bytes, place: int, order: str) -> int:
    found = data[place : place + 4]
    return int(struct.unpack(f"{order}L", found)[0]) if len(found) == 4 else 0


def _entry(data: bytes, place: int, order: str) -> _Entry | None:
    head = data[place : place + 12]
    if len(head) < 12:
        return None
    tag, kind, count = struct.unpack_from(f"{order}HHL", head)
    size = SIZES.get(kind, 0) * count
    start = place + 8 if size <= 4 else _long(data, place + 8, order)
    return _Entry(tag, kind, data[start : start + size])


def _whole(entry: _Entry, order: str) -> tuple[int, ...]:
    letter = {SHORT: "H", LONG: "L"}.get(entry.kind)
    if letter is None:
        return ()
    width = SIZES[entry.kind]
    return struct.unpack(f"{order}{len(entry.raw) // width}{letter}", entry.raw)


def _text(entry: _Entry) -> str:
    raw = entry.raw
    if entry.tag in WIDE:
        return raw.decode("utf-16-le", "replace").rstrip("\0").strip()
    if entry.tag == 0x9286:
        raw = raw.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0").removeprefix(bytes(8))
        if b"\0" in raw.rstrip(b"\0"):
            return raw.decode("utf-16", "replace").rstrip("\0").strip()
    return decoded(raw.rstrip(b"\0"))


def decoded(raw: bytes) -> str:
    """Return bytes as the text they most likely are."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).strip()
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1").strip()


def _position(spots: dict[int, _Entry], order: str) -> tuple[float, float] | None:
    """Latitude and longitude: tags 1 to 4, letter and three fractions each."""
    found = []
    for letter, degrees in ((1, 2), (3, 4)):
        parts = spots.get(degrees)
        if parts is None or parts.kind != RATIONAL or len(parts.raw) < 24:
            return None
        numbers = struct.unpack(f"{order}6L", parts.raw[:24])
        if 0 in numbers[1::2]:
            return None
        whole, minutes, seconds = (numbers[one] / numbers[one + 1] for one in (0, 2, 4))
        side = spots[letter].raw[:1] if letter in spots else b""
        value = whole + minutes / 60 + seconds / 3600
        found.append(-value if side in {b"S", b"W"} else value)
    return (found[0], found[1]) if any(found) else None
