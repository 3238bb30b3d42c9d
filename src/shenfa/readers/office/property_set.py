"""The document properties of a compound file: author, title, company."""

import struct
from collections.abc import Iterator, Mapping

from shenfa.text import Passage, PassageKind

SETS = {
    "\x05SummaryInformation": {
        2: "标题", 3: "主题", 4: "作者", 5: "关键词", 6: "备注", 8: "最后保存者",
    },
    "\x05DocumentSummaryInformation": {2: "类别", 14: "主管", 15: "单位"},
}  # fmt: skip
CODE_PAGE = 1
NARROW, WIDE = 0x1E, 0x1F
ENCODINGS = {936: "gb18030", 54936: "gb18030", 1200: "utf-16-le", 65001: "utf-8", 1252: "cp1252"}


def property_passages(streams: Mapping[str, bytes]) -> Iterator[Passage]:
    """Yield the properties that people may have written, a passage each."""
    for stream, labels in SETS.items():
        try:
            texts = dict(_texts(streams.get(stream, b""), labels))
        except struct.error:
            continue
        for label, text in texts.items():
            if text.strip():
                yield Passage(f"文档属性“{label}”", text, PassageKind.PROPERTY, origin="OLE")


def _texts(data: bytes, labels: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    if not data:
        return
    (begin,) = struct.unpack_from("<I", data, 44)
    (count,) = struct.unpack_from("<I", data, begin + 4)
    places = dict(
        struct.unpack_from("<II", data, begin + 8 + 8 * number) for number in range(min(count, 99))
    )
    page = 936
    if CODE_PAGE in places:
        (page,) = struct.unpack_from("<H", data, begin + places[CODE_PAGE] + 4)
    for number, label in labels.items():
        if number not in places:
            continue
        place = begin + places[number]
        kind, size = struct.unpack_from("<II", data, place)
        if kind in {NARROW, WIDE}:
            size, encoding = (
                (size * 2, "utf-16-le") if kind == WIDE else (size, ENCODINGS.get(page, "gb18030"))
            )
            raw = data[place + 8 : place + 8 + size]
            yield label, raw.decode(encoding, "replace").rstrip("\0")
