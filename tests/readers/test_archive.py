"""Every member of an archive is opened like a file of its own (R1)."""

import io
import zipfile

import pytest

from shenfa.readers import UnreadableDocument
from shenfa.readers.archive import read
from shenfa.readers.content import Content, Options


def packed(*members: tuple[str, bytes], encoding: str = "") -> bytes:
    """Return an archive; with an encoding its names are written without saying which."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            if encoding:
                info.filename = name.encode(encoding).decode("cp437")
            archive.writestr(info, data)
    data = buffer.getvalue()
    return _without_utf8_flag(data, encoding) if encoding else data


def _without_utf8_flag(data: bytes, encoding: str) -> bytes:
    raw = bytearray(data)
    for magic, flags, length, name in ((b"PK\x03\x04", 6, 26, 30), (b"PK\x01\x02", 8, 28, 46)):
        start = raw.find(magic)
        while start >= 0:
            raw[start + flags + 1] &= 0xF7
            size = int.from_bytes(raw[start + length : start + length + 2], "little")
            stored = bytes(raw[start + name : start + name + size])
            plain = stored.decode("utf-8").encode("cp437")
            assert plain.decode(encoding)
            raw[start + length : start + length + 2] = len(plain).to_bytes(2, "little")
            raw[start + name : start + name + size] = plain
            start = raw.find(magic, start + 4)
    end = raw.rfind(b"PK\x05\x06")
    central = raw.find(b"PK\x01\x02")
    raw[end + 12 : end + 16] = (end - central).to_bytes(4, "little")
    raw[end + 16 : end + 20] = central.to_bytes(4, "little")
    return bytes(raw)


def content(*members: tuple[str, bytes], encoding: str = "") -> Content:
    return read(packed(*members, encoding=encoding), "附件.zip", Options())


@pytest.mark.parametrize("encoding", ["", "gb18030", "utf-8"])
def test_chinese_names_are_read(encoding: str) -> None:
    (member,) = content(("竹沟镇/名单.txt", b"x"), encoding=encoding).enclosed

    assert (member.place, member.name) == ("压缩包内“竹沟镇/名单.txt”", "竹沟镇/名单.txt")
    assert member.data == b"x"


def test_what_the_system_adds_is_left_out() -> None:
    members = content(
        ("名单.txt", b"x"),
        ("目录/", b""),
        ("__MACOSX/._名单.txt", b"x"),
        ("目录/Thumbs.db", b"x"),
        ("目录/.DS_Store", b"x"),
        ("desktop.ini", b"x"),
    ).enclosed

    assert [member.name for member in members] == ["名单.txt"]


def test_damaged_member_is_a_gap_and_the_others_are_read() -> None:
    text = bytes(range(256)) * 8
    data = bytearray(packed(("坏.txt", text), ("好.txt", b"x")))
    data[60:80] = b"\xff" * 20
    found = read(bytes(data), "附件.zip", Options())

    assert [(gap.place, gap.reason) for gap in found.gaps] == [
        ("压缩包内“坏.txt”", "“坏.txt”已损坏，无法解压，请重新压缩后再检查")
    ]
    assert [member.name for member in found.enclosed] == ["好.txt"]


def test_wrong_checksum_is_a_gap() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", "竹沟镇")
    data = buffer.getvalue().replace("竹沟镇".encode(), "云塘乡".encode())

    assert [gap.place for gap in read(data, "附件.zip", Options()).gaps] == ["压缩包内“a.txt”"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed(), "是空的压缩包"),
        (packed(("目录/", b"")), "是空的压缩包"),
        (packed(("a.txt", b"x"))[:40], "已损坏，无法解压"),
    ],
)
def test_archive_without_files_is_unreadable(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read(data, "附件.zip", Options())
