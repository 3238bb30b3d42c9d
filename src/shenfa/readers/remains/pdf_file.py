"""A PDF file once more: strings in its objects and streams, and what it said before.

Programs add changes behind a file and leave what was there. So the file as it was after each
earlier save is read as well, and what its pages said then and do not say now is hidden text.
"""

import base64
import binascii
import codecs
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from shenfa.readers.remains.numbers import untold
from shenfa.readers.remains.package import part_remains
from shenfa.readers.remains.raw import raw_numbers
from shenfa.text import Passage, PassageKind

END = re.compile(rb"%%EOF[\r\n]*")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
OBJECT = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\b")
LITERAL = re.compile(rb"(?<!\\)\(((?:[^\\()]|\\.)*+)\)", re.DOTALL)
HEXADECIMAL = re.compile(rb"<((?:[0-9A-Fa-f]\s*+){22,}+)>")
ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\r\n])|(.))", re.DOTALL)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
SKIPPED = re.compile(rb"/Subtype\s*/Image|/FontFile|/Length1\b|/DCTDecode|/JPXDecode|/JBIG2Decode")
MOST_REVISIONS = 12
MOST_UNPACKED, LARGEST_STREAM = 96 * 1024 * 1024, 8 * 1024 * 1024
HEAD = 2048

Read = Callable[[bytes], Iterable[Passage]]


def earlier_passages(data: bytes, passages: Iterable[Passage], read: Read) -> Iterator[Passage]:
    """Yield what the pages of earlier saves said and no longer say; ``read`` raises nothing."""
    told = {_squeezed(one.text) for one in passages}
    whole = "".join(told)
    ends = [match.end() for match in END.finditer(data)][:-1]
    for number, end in enumerate(ends[-MOST_REVISIONS:], start=1):
        for one in read(data[:end]):
            text = _squeezed(one.text)
            if text and text not in told and text not in whole:
                told.add(text)
                place = f"此前第{number}次保存的版本·{one.place}"
                yield replace(one, place=place, kind=PassageKind.HIDDEN, cell=None)


def pdf_remains(data: bytes, told: frozenset[str]) -> Iterator[Passage]:
    """Yield the long numbers in strings, data and streams that no passage tells."""
    left = MOST_UNPACKED
    position = 0
    for match in STREAM.finditer(data):
        if match.start() < position:
            continue
        yield from _strings(data[position : match.start()], _name(data, match.start()), told)
        end = data.find(b"endstream", match.end())
        end = len(data) if end < 0 else end
        head = data[max(position, match.start() - HEAD) : match.start()]
        head = head[head.rfind(b"obj") :]
        position = end + len(b"endstream")
        if SKIPPED.search(head) or left <= 0:
            continue
        body = _decoded(data[match.end() : end], head, min(left, LARGEST_STREAM))
        left -= len(body)
        yield from _in_stream(body, _name(data, match.start()), told)
    yield from _strings(data[position:], "文件末尾", told)


def _name(data: bytes, before: int) -> str:
    found = list(OBJECT.finditer(data, max(0, before - HEAD), before))
    return f"对象 {found[-1][1].decode()}" if found else "对象"


def _passage(name: str, text: str) -> Passage:
    return Passage(f"PDF 内部数据（{name}）", text, PassageKind.PROPERTY, origin=name)


def _in_stream(body: bytes, name: str, told: frozenset[str]) -> Iterator[Passage]:
    if body.lstrip()[:1] == b"<" and b"</" in body:
        for one in part_remains(name, body, told):
            yield _passage(name, one.text)
        return
    yield from _strings(body, name, told)
    for text in raw_numbers(re.sub(rb"(?<=\d) (?=\d)", b"_", body), told):
        if " " not in text and "_" not in text:
            yield _passage(name, text)


def _strings(body: bytes, name: str, told: frozenset[str]) -> Iterator[Passage]:
    seen: set[str] = set()
    for raw in _raw_strings(body):
        text = untold(_text(raw), told)
        if text and text not in seen:
            seen.add(text)
            yield _passage(name, text)


def _raw_strings(body: bytes) -> Iterator[bytes]:
    for match in LITERAL.finditer(body):
        if len(match[1]) > 10:
            yield ESCAPE.sub(_unescaped, match[1])
    for match in HEXADECIMAL.finditer(body):
        digits = re.sub(rb"\s+", b"", match[1])
        yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return b"" if match[2] else LETTERS.get(match[3], match[3])


def _text(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return raw.decode("utf-16", "replace")
    if raw[:1] == b"\0" and raw[2:3] == b"\0":
        return raw.decode("utf-16-be", "replace")
    text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    return text if text.isprintable() or "\n" in text else ""


def _decoded(body: bytes, head: bytes, most: int) -> bytes:
    """Undo what packs a stream, as far as it is known; an unknown one is left as it is."""
    if b"/ASCII85Decode" in head or b"/A85" in head:
        body = _plain85(body)
    elif b"/ASCIIHexDecode" in head or b"/AHx" in head:
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", body)
        body = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    if b"Fl" not in head:
        return body
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(body, most)
    except zlib.error:
        return body


def _plain85(body: bytes) -> bytes:
    text = body.strip()
    text = text if text.startswith(b"<~") else b"<~" + text
    text = text if text.endswith(b"~>") else text + b"~>"
    try:
        return base64.a85decode(text, adobe=True)
    except (ValueError, binascii.Error):
        return body


def _squeezed(text: str) -> str:
    return "".join(text.split())
