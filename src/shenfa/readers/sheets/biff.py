"""What an old Excel workbook holds beside its cells, record by record (BIFF8).

xlrd gives cells and comments; headers, text boxes, charts, prompts, the cached cells of
linked workbooks and the pictures are read here.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl.utils.cell import get_column_letter

from shenfa.readers.content import TELLING, Enclosed, Item
from shenfa.text import Gap, GapKind, Passage, PassageKind

HEADER, FOOTER, SHEET, BEGIN, CONTINUE = 0x14, 0x15, 0x85, 0x809, 0x3C
OBJECT, TEXT_OBJECT, SERIES_TEXT, VALIDATION = 0x5D, 0x1B6, 0x100D, 0x1BE
CACHED_ROW, DRAWINGS, FORMULA = 0x5A, 0xEB, 0x06
NOTE_OBJECT = 0x19
MACRO_SHEET = 1
PIVOT_STRING, PIVOT_NUMBER = 0xCD, 0xC9
PICTURES = {0xF01D: "jpg", 0xF02A: "jpg", 0xF01E: "png", 0xF01F: "bmp", 0xF029: "tif"}
VECTORS = frozenset({0xF01A, 0xF01B, 0xF01C})
CONTAINERS = {0xF000: 0, 0xF001: 0, 0xF007: 36}
"""Drawing records that hold others, and how many bytes stand before those."""
PROMPTS = 4
LITERAL = re.compile(rb"\x17(.)([\x00\x01])", re.DOTALL)
"""A text within the code of a formula: a mark, its length, the width of its characters."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record, where it begins in the stream, and the CONTINUE records behind it."""

    offset: int
    code: int
    data: bytes
    more: tuple[bytes, ...] = field(default=())


def records(stream: bytes) -> Iterator[Record]:
    """Yield the records with their continuations; a cut stream ends early."""
    position = 0
    current: Record | None = None
    while position + 4 <= len(stream):
        code, size = struct.unpack_from("<HH", stream, position)
        data = stream[position + 4 : position + 4 + size]
        if code == CONTINUE and current is not None:
            current = Record(current.offset, current.code, current.data, (*current.more, data))
        else:
            if current is not None:
                yield current
            current = Record(position, code, data)
        position += 4 + size
    if current is not None:
        yield current


def beside_cells(stream: bytes, hidden: Mapping[str, str]) -> Iterator[Item]:
    """Yield what stands in no cell; ``hidden`` are the reasons of hidden sheets by title."""
    titles: dict[int, str] = {}
    place, kind = "工作簿", 0
    for record in records(stream):
        if record.code == SHEET:
            (offset,) = struct.unpack_from("<I", record.data)
            titles[offset] = _short(record.data[6:])
            if record.data[5] == MACRO_SHEET:
                yield Gap(f"宏表“{titles[offset]}”", "宏表未读取，请删除后再检查")
        elif record.code == BEGIN and record.offset in titles:
            title = titles[record.offset]
            reason = f"（{hidden[title]}）" if hidden.get(title) else ""
            place = f"工作表“{title}”{reason}"
        elif record.code == OBJECT and len(record.data) > 6:
            (kind,) = struct.unpack_from("<H", record.data, 4)
        elif record.code == DRAWINGS:
            yield from _drawings(b"".join((record.data, *record.more)))
        elif record.code != TEXT_OBJECT or kind != NOTE_OBJECT:
            yield from _texts(record, place)


def pivot_text(stream: bytes) -> str:
    """The texts and numbers that a pivot table keeps of its source, one a line."""
    texts = []
    for record in records(stream):
        if record.code == PIVOT_STRING:
            texts.append(_long(record.data)[0])
        elif record.code == PIVOT_NUMBER and len(record.data) >= 8:
            (number,) = struct.unpack_from("<d", record.data)
            texts.append(f"{number:.0f}" if number == int(number) else repr(number))
    return "\n".join(texts)


def _texts(record: Record, place: str) -> Iterator[Passage]:
    found: list[tuple[str, str, PassageKind]] = []
    if record.code == HEADER and record.data:
        found.append(("页眉", _long(record.data)[0], PassageKind.HEADER))
    elif record.code == FOOTER and record.data:
        found.append(("页脚", _long(record.data)[0], PassageKind.FOOTER))
    elif record.code == TEXT_OBJECT:
        found.append(("文本框", _boxed(record), PassageKind.TEXT_BOX))
    elif record.code == SERIES_TEXT:
        found.append(("图表", _short(record.data[2:]), PassageKind.TEXT_BOX))
    elif record.code == VALIDATION:
        found.append(("数据有效性", _prompts(record.data), PassageKind.FIELD_CODE))
    elif record.code == FORMULA:
        row, column = struct.unpack_from("<HH", record.data)
        label = f"{get_column_letter(column + 1)}{row + 1}公式"
        found.append((label, _literals(record.data[22:]), PassageKind.FIELD_CODE))
    elif record.code == CACHED_ROW:
        found.append(("外部链接缓存", _cached(record.data), PassageKind.HIDDEN))
    for label, text, kind in found:
        if text.strip():
            yield Passage(f"{place}{label}", text, kind, origin="Workbook")


def _short(data: bytes) -> str:
    return _characters(data[2:], data[0], data[1])[0]


def _long(data: bytes) -> tuple[str, int]:
    """A string that begins with its length in two bytes, and how many bytes it takes."""
    length, flags = struct.unpack_from("<HB", data)
    text, size = _characters(data[3:], length, flags)
    return text, size + 3


def _characters(data: bytes, length: int, flags: int) -> tuple[str, int]:
    size = length * 2 if flags & 1 else length
    encoding = "utf-16-le" if flags & 1 else "latin-1"
    return data[:size].decode(encoding, "replace"), size


def _boxed(record: Record) -> str:
    (length,) = struct.unpack_from("<H", record.data, 10)
    text = ""
    for piece in record.more:
        if len(text) < length and piece:
            text += _characters(piece[1:], length - len(text), piece[0])[0]
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _prompts(data: bytes) -> str:
    texts, position = [], 4
    for _ in range(PROMPTS):
        text, size = _long(data[position:])
        position += size
        texts.append(text.strip("\0"))
    formula = data[position + 4 :]
    if formula[:1] == b"\x17":  # a list written out: its entries are kept apart by U+0000
        texts.append(_short(formula[1:]).replace("\0", "\n"))
    return "\n".join(text for text in texts if text)


def _literals(code: bytes) -> str:
    # The code is not taken apart: what looks like a text in it and tells something is shown.
    texts = []
    for match in LITERAL.finditer(code):
        length, flags = match[1][0], match[2][0]
        text, size = _characters(code[match.end() :], length, flags)
        if size <= len(code) - match.end() and text.isprintable() and TELLING.search(text):
            texts.append(text)
    return "\n".join(texts)


def _cached(data: bytes) -> str:
    last, first = data[0], data[1]
    texts, position = [], 4
    for _ in range(last - first + 1):
        kind = data[position]
        if kind == 2:
            text, size = _long(data[position + 1 :])
            texts.append(text)
            position += 1 + size
        else:
            if kind == 1:
                (number,) = struct.unpack_from("<d", data, position + 1)
                texts.append(f"{number:.0f}" if number == int(number) else repr(number))
            position += 9
    return "\n".join(texts)


def _drawings(data: bytes) -> Iterator[Item]:
    position = 0
    while position + 8 <= len(data):
        head, code, size = struct.unpack_from("<HHI", data, position)
        position += 8
        if code in CONTAINERS:
            # Go on with what is inside; a reference to a picture may have none.
            position += CONTAINERS[code]
            continue
        blip = data[position : position + size]
        position += size
        if code in PICTURES:
            yield _picture(blip, head >> 4, PICTURES[code])
        elif code in VECTORS:
            reason = "含有矢量图片，机器无法审看，请人工审看"
            yield Gap("工作簿图片", reason, GapKind.MEDIA)


def _picture(blip: bytes, instance: int, suffix: str) -> Enclosed:
    # One digest and a tag stand before the picture, or two digests where the number is odd.
    skip = 33 if instance & 1 else 17
    return Enclosed("工作簿图片", f"图片.{suffix}", blip[skip:])
