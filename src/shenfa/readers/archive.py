"""Read ZIP archives: every member is a file of its own, opened like any other."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from shenfa.readers.content import Content, Enclosed, Options, content_of
from shenfa.readers.errors import UnreadableDocument
from shenfa.text import Gap

UTF8_NAME = 0x800
SYSTEM_FOLDERS = frozenset({"__MACOSX"})
SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
"""What Windows and macOS add by themselves: how a folder looks, never a text."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def read(data: bytes, name: str, _options: Options) -> Content:
    """Return the members; their size and number were checked before."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            items = tuple(_members(archive))
    except DAMAGED as error:
        raise UnreadableDocument(name, "已损坏，无法解压，请重新压缩后再检查") from error
    if not items:
        raise UnreadableDocument(name, "是空的压缩包，请重新压缩")
    return content_of(items)


def _members(archive: zipfile.ZipFile) -> Iterator[Enclosed | Gap]:
    for info in archive.infolist():
        label = _name(info)
        path = PurePosixPath(label)
        if info.is_dir() or SYSTEM_FOLDERS.intersection(path.parts):
            continue
        if path.name.lower() in SYSTEM_FILES:
            continue
        place = f"压缩包内“{label}”"
        try:
            yield Enclosed(place, label, archive.read(info))
        except DAMAGED:
            yield Gap(place, f"“{label}”已损坏，无法解压，请重新压缩后再检查")


def _name(info: zipfile.ZipInfo) -> str:
    # Programs write Chinese names in UTF-8 (macOS) or GBK (Windows) without saying so; zipfile
    # then assumes code page 437.
    if info.flag_bits & UTF8_NAME:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return info.filename.encode("cp437").decode(encoding)
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return info.filename
