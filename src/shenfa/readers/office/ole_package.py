"""Files that Office keeps inside an OLE object (oleObject1.bin)."""

import struct

from shenfa.readers.office.compound import MAGIC, streams

OFFICE = frozenset({"WordDocument", "Workbook", "Book", "PowerPoint Document"})
PACKED = frozenset({"Package", "CONTENTS"})
NATIVE = "\x01Ole10Native"


def packed_file(data: bytes, name: str) -> tuple[str, bytes | None]:
    """Return name and bytes of the file an OLE object holds, None where none is found.

    Bytes that are no OLE object, and an old Word or Excel document, which is an OLE file
    itself, are returned as they are.
    """
    if not data.startswith(MAGIC):
        return name, data
    inside = {path.rpartition("/")[2]: stream for path, stream in streams(data).items()}
    if OFFICE & inside.keys():
        return name, data
    for stream in PACKED & inside.keys():
        return name, inside[stream]
    return native_file(inside[NATIVE], name) if NATIVE in inside else (name, None)


def native_file(stream: bytes, name: str) -> tuple[str, bytes | None]:
    """Return the file in an Ole10Native stream, under the name it had when it was put there."""
    # Size, two bytes of flags, label, original path, four bytes, length and temporary path,
    # then the length of the file and the file itself.
    try:
        label, rest = stream[6:].split(b"\0", 1)
        _path, rest = rest.split(b"\0", 1)
        (length,) = struct.unpack_from("<I", rest, 4)
        start = 8 + length
        (size,) = struct.unpack_from("<I", rest, start)
    except (ValueError, struct.error):
        return name, None
    inner = rest[start + 4 : start + 4 + size]
    if len(inner) != size or not inner:
        return name, None
    return _decoded(label) or name, inner


def _decoded(label: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return label.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""
