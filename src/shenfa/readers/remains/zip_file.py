"""What an archive keeps outside of its members: comments, extra fields, bytes nobody lists.

Programs that change a file in place leave the old member behind, out of the list but not out
of the file.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator

from shenfa.readers.remains.numbers import untold
from shenfa.readers.remains.package import part_remains
from shenfa.readers.remains.raw import raw_numbers
from shenfa.text import Passage, PassageKind

LOCAL, END = b"PK\x03\x04", b"PK\x05\x06"
MOST_UNPACKED = 64 * 1024 * 1024


def archive_remains(
    data: bytes, archive: zipfile.ZipFile, told: frozenset[str]
) -> Iterator[Passage]:
    """Yield the long numbers that stand in no member of an archive."""
    comments = [("压缩包注释", archive.comment)]
    comments += [(f"压缩包内“{one.filename}”的注释", one.comment) for one in archive.infolist()]
    comments += [(f"压缩包内“{one.filename}”的附加信息", one.extra) for one in archive.infolist()]
    for place, raw in comments:
        for text in dict.fromkeys((*_text(raw, told), *raw_numbers(raw, told))):
            yield Passage(place, text, PassageKind.PROPERTY, origin="zip")
    for place, raw in _loose(data, archive):
        for text in raw_numbers(raw, told):
            yield Passage(place, text, PassageKind.PROPERTY, origin="zip")
        yield from _left_behind(raw, told)


def _text(raw: bytes, told: frozenset[str]) -> Iterator[str]:
    for encoding in ("utf-8", "gb18030"):
        try:
            text = untold(raw.decode(encoding), told)
        except UnicodeDecodeError:
            continue
        if text:
            yield text
        return


def _loose(data: bytes, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield what no entry of the list covers: before, between and behind the members."""
    end = data.rfind(END)
    position = 0
    for info in sorted(archive.infolist(), key=lambda one: one.header_offset):
        start = info.header_offset
        if start > position:
            yield ("文件开头" if position == 0 else "压缩包内未列出的内容"), data[position:start]
        head = data[start : start + 30]
        if len(head) < 30:
            continue
        name, extra = struct.unpack_from("<HH", head, 26)
        position = max(position, start + 30 + name + extra + info.compress_size)
    listed = archive.start_dir
    if listed > position:
        yield "压缩包内未列出的内容", data[position:listed]
    if end >= 0 and len(data) >= end + 22:
        (length,) = struct.unpack_from("<H", data, end + 20)
        if len(data) > end + 22 + length:
            yield "文件末尾", data[end + 22 + length :]


def _left_behind(raw: bytes, told: frozenset[str]) -> Iterator[Passage]:
    """Unpack members that the list no longer names."""
    left = MOST_UNPACKED
    start = raw.find(LOCAL)
    while start >= 0 and left > 0:
        head = raw[start : start + 30]
        if len(head) < 30:
            return
        method, name, extra = (
            *struct.unpack_from("<H", head, 8),
            *struct.unpack_from("<HH", head, 26),
        )
        body = raw[start + 30 + name + extra :]
        title = raw[start + 30 : start + 30 + name].decode("utf-8", "replace")
        unpacked = _inflated(body, left) if method == zipfile.ZIP_DEFLATED else b""
        left -= len(unpacked)
        for one in part_remains(title, unpacked, told):
            yield Passage(f"压缩包内未列出的 {title}", one.text, one.kind, origin=title)
        start = raw.find(LOCAL, start + 4)


def _inflated(body: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj(-15).decompress(body, most)
    except zlib.error:
        return b""
