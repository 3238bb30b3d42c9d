"""What a picture says beside its pixels: tags, comments, text chunks, and what hangs behind it."""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.readers.content import TELLING, Enclosed, Item
from shenfa.readers.pictures.tags import Tags, decoded, read_tags
from shenfa.readers.remains.package import part_remains
from shenfa.readers.remains.raw import raw_numbers
from shenfa.text import Passage, PassageKind

ORIGIN = "picture"
POSITION = "拍摄位置：{latitude}，{longitude}"
EXIF, XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
PNG, JPEG, GIF, WEBP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"GIF8", b"RIFF"
START_OF_SCAN, END_OF_PICTURE, COMMENT = 0xDA, 0xD9, 0xFE
FIRST_APPLICATION, LAST_APPLICATION = 0xE0, 0xEF
STANDING_ALONE = range(0xD0, 0xD8)
EXTENSION = re.compile(rb"!([\xfe\xff\x01])")
LARGEST_TEXT = 4 * 1024 * 1024
PIXELS = frozenset({b"IDAT", b"fdAT", b"PLTE", b"VP8 ", b"VP8L", b"ALPH", b"ANMF"})
NAMES = {"Author": "作者", "Title": "标题", "Description": "说明", "Comment": "备注"}
XMP_POSITION = re.compile(
    rb"exif:GPS(Latitude|Longitude)\s*(?:=\s*[\"']|>)\s*(\d+),(\d+(?:\.\d+)?)(?:,(\d+))?([NSEW])"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a picture that is no pixels: what it is called, its bytes, and its text."""

    name: str
    raw: bytes
    text: str = ""


def metadata(data: bytes) -> Iterator[Item]:
    """Yield passages about a picture, and its preview as a picture of its own."""
    seen: set[str] = set()
    for piece in _pieces(data):
        for passage in _passages(piece):
            if passage.text not in seen:
                seen.add(passage.text)
                yield passage
        preview = _tags(piece).preview
        if preview.startswith(JPEG):
            yield Enclosed("图片的缩略图", "缩略图.jpg", preview, is_preview=True)


def _passages(piece: _Piece) -> Iterator[Passage]:
    tags = _tags(piece)
    position = tags.position or _xmp_position(piece.raw)
    if position is not None:
        yield _passage("图片拍摄位置", _position_text(position))
    told: set[str] = set()
    for label, text in (*tags.texts, *(((piece.name, piece.text),) if piece.text else ())):
        if TELLING.search(text):
            told.add(text)
            yield _passage(f"图片信息“{label}”", text)
    known = frozenset("".join(one for one in text if one.isalnum()) for text in told)
    if piece.raw.lstrip().startswith((b"<x:xmpmeta", b"<?xpacket", b"<rdf", b"<?xml")):
        for one in part_remains("XMP", piece.raw, known):
            yield _passage("图片信息“XMP”", one.text)
        return
    for text in raw_numbers(piece.raw, known):
        if not any(text in one for one in told):
            yield _passage(f"图片信息“{piece.name}”", text)


def _tags(piece: _Piece) -> Tags:
    try:
        return read_tags(piece.raw)
    except struct.error:
        return Tags()


def _passage(place: str, text: str) -> Passage:
    return Passage(place, text, PassageKind.PROPERTY, origin=ORIGIN)


def _position_text(position: tuple[float, float]) -> str:
    latitude, longitude = position
    return POSITION.format(
        latitude=f"{'北' if latitude >= 0 else '南'}纬{abs(latitude):.4f}度",
        longitude=f"{'东' if longitude >= 0 else '西'}经{abs(longitude):.4f}度",
    )


def _xmp_position(raw: bytes) -> tuple[float, float] | None:
    found = {}
    for name, degrees, minutes, seconds, side in XMP_POSITION.findall(raw):
        value = int(degrees) + float(minutes) / 60 + int(seconds or 0) / 3600
        found[name] = -value if side in b"SW" else value
    latitude, longitude = found.get(b"Latitude"), found.get(b"Longitude")
    return None if latitude is None or longitude is None else (latitude, longitude)


def _pieces(data: bytes) -> Iterator[_Piece]:
    if data.startswith(PNG):
        yield from _png(data)
    elif data.startswith(JPEG):
        yield from _jpeg(data)
    elif data.startswith(WEBP):
        yield from _webp(data)
    elif data.startswith(GIF):
        yield from _gif(data)
    else:
        yield _Piece("其他", data)


def _jpeg(data: bytes) -> Iterator[_Piece]:
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF or marker in STANDING_ALONE:
            place += 1 if marker == 0xFF else 2
            continue
        if marker in {START_OF_SCAN, END_OF_PICTURE}:
            break
        (size,) = struct.unpack_from(">H", data, place + 2)
        raw = data[place + 4 : place + 2 + size]
        if marker == COMMENT:
            yield _Piece("注释", raw, decoded(raw.rstrip(b"\0")))
        elif FIRST_APPLICATION <= marker <= LAST_APPLICATION:
            yield _Piece("EXIF" if raw.startswith(EXIF) else "附加信息", _bare(raw), _iptc(raw))
        place += 2 + size
    # What hangs behind the picture: an editor's original, a second picture, words.
    end = data.rfind(b"\xff\xd9")
    if 0 <= end < len(data) - 2:
        yield _Piece("图片末尾", data[end + 2 :])


def _bare(raw: bytes) -> bytes:
    return raw.removeprefix(EXIF).removeprefix(XMP)


def _iptc(raw: bytes) -> str:
    """The texts of a press agency's record: caption, keywords, writer."""
    if not raw.startswith(b"Photoshop 3.0\0"):
        return ""
    texts = []
    place = raw.find(b"\x1c\x02")
    while 0 <= place <= len(raw) - 5:
        (size,) = struct.unpack_from(">H", raw, place + 3)
        texts.append(decoded(raw[place + 5 : place + 5 + size]))
        place = raw.find(b"\x1c\x02", place + 5 + size)
    return "\n".join(text for text in texts if TELLING.search(text))


def _png(data: bytes) -> Iterator[_Piece]:
    place = len(PNG)
    while place + 12 <= len(data):
        size, kind = struct.unpack_from(">L4s", data, place)
        raw = data[place + 8 : place + 8 + size]
        place += 12 + size
        if kind == b"IEND":
            break
        if kind == b"eXIf":
            yield _Piece("EXIF", raw)
        elif kind in {b"tEXt", b"zTXt", b"iTXt"}:
            name, text = _png_text(kind, raw)
            is_xmp = text.lstrip().startswith(("<x:xmpmeta", "<?xpacket"))
            yield _Piece(NAMES.get(name, name), text.encode(), "" if is_xmp else text)
        elif kind not in PIXELS:
            yield _Piece(kind.decode("latin-1"), raw)
    if place < len(data):
        yield _Piece("图片末尾", data[place:])


def _png_text(kind: bytes, raw: bytes) -> tuple[str, str]:
    name, _, rest = raw.partition(b"\0")
    if kind == b"zTXt":
        return decoded(name), decoded(_inflated(rest[1:]))
    if kind == b"iTXt":
        is_packed = rest[:1] == b"\1"
        body = rest[2:].split(b"\0", 2)[-1]
        return decoded(name), decoded(_inflated(body) if is_packed else body)
    return decoded(name), decoded(rest)


def _inflated(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw, LARGEST_TEXT)
    except zlib.error:
        return b""


def _webp(data: bytes) -> Iterator[_Piece]:
    place = 12
    while place + 8 <= len(data):
        kind, size = struct.unpack_from("<4sL", data, place)
        raw = data[place + 8 : place + 8 + size]
        if kind not in PIXELS:
            yield _Piece(kind.decode("latin-1").strip(), _bare(raw))
        place += 8 + size + size % 2


def _gif(data: bytes) -> Iterator[_Piece]:
    # Comments and application data are chains of short blocks behind "!".
    match = EXTENSION.search(data)
    while match is not None:
        place = match.end()
        pieces: list[bytes] = []
        while place < len(data) and data[place]:
            pieces.append(data[place + 1 : place + 1 + data[place]])
            place += 1 + data[place]
        raw = b"".join(pieces)
        text = decoded(raw) if match[1] == b"\xfe" and _is_words(raw) else ""
        yield _Piece("注释" if match[1] == b"\xfe" else "附加信息", raw, text)
        match = EXTENSION.search(data, place)
    end = data.rfind(b";")
    if 0 <= end < len(data) - 1:
        yield _Piece("图片末尾", data[end + 1 :])


def _is_words(raw: bytes) -> bool:
    """Whether it is a text: pixels may look like the start of a comment."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return text.isprintable() or "\n" in text
