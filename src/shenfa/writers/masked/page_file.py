"""Write a PDF of pictures with unseen text over them, and nothing else.

A file of a few plain objects: no properties, no times, no identifiers, no fonts, no scripts.
The text is drawn in mode 3 (neither filled nor stroked), so it needs no glyphs: its font only
says which character each code is. Nobody sees it and everybody can search for it.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Unseen /Encoding /Identity-H"
    " /DescendantFonts [ << /Type /Font /Subtype /CIDFontType2 /BaseFont /Unseen"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    " /CIDToGIDMap /Identity /DW 1000"
    " /FontDescriptor << /Type /FontDescriptor /FontName /Unseen /Flags 4"
    " /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880"
    " /StemV 80 >> >> ] /ToUnicode 4 0 R >>"
)
MAP_HEAD = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
)
MAP_TAIL = "endcmap CMapName currentdict /CMap defineresource pop end end"
MOST_RANGES = 100
"""A character map may hold no more ranges than this in one go."""


@dataclass(frozen=True, slots=True)
class Words:
    """Unseen text: where it begins on the page (points, y upwards), its size and width."""

    text: str
    left: float
    baseline: float
    size: float
    width: float


@dataclass(frozen=True, slots=True)
class Pixels:
    """The picture of a page: raw samples (RGB or grey), or a JPEG file."""

    width: int
    height: int
    data: bytes
    is_grey: bool = False
    is_jpeg: bool = False


@dataclass(frozen=True, slots=True)
class PicturePage:
    """One page of the new file; sizes in points."""

    width: float
    height: float
    pixels: Pixels
    words: tuple[Words, ...]


def pdf_of(pages: Sequence[PicturePage]) -> bytes:
    """Return the file."""
    kids = " ".join(f"{5 + 3 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [ {kids} ] >>".encode(),
        FONT.encode(),
        _stream(_character_map().encode()),
    ]
    for number, page in enumerate(pages):
        first = 5 + 3 * number
        box = f"[0 0 {page.width:.2f} {page.height:.2f}]"
        objects += [
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents {first + 1} 0 R"
                f" /Resources << /Font << /F 3 0 R >> /XObject << /P {first + 2} 0 R >> >> >>"
            ).encode(),
            _stream(_content(page).encode("ascii")),
            _picture(page.pixels),
        ]
    return _file(objects)


def _file(objects: Iterable[bytes]) -> bytes:
    data = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    for offset in offsets:
        data += b"%010d 00000 n \n" % offset
    data += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(offsets) + 1)
    data += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(data)


def _stream(data: bytes, entries: str = "", *, is_packed: bool = False) -> bytes:
    if not is_packed:
        data = zlib.compress(data, 6)
        entries += " /Filter /FlateDecode"
    return b"<<%s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)


def _picture(pixels: Pixels) -> bytes:
    colour = "/DeviceGray" if pixels.is_grey else "/DeviceRGB"
    entries = (
        f" /Type /XObject /Subtype /Image /Width {pixels.width} /Height {pixels.height}"
        f" /ColorSpace {colour} /BitsPerComponent 8"
    )
    if pixels.is_jpeg:
        return _stream(pixels.data, f"{entries} /Filter /DCTDecode", is_packed=True)
    return _stream(pixels.data, entries)


def _content(page: PicturePage) -> str:
    lines = [f"q {page.width:.2f} 0 0 {page.height:.2f} 0 0 cm /P Do Q", "BT 3 Tr"]
    for words in page.words:
        # Every character is as wide as its size, and then all are stretched to fit.
        natural = len(words.text) * words.size
        scale = 100 * words.width / natural if natural and words.width > 0 else 100
        code = words.text.encode("utf-16-be").hex()
        lines.append(
            f"/F {words.size:.2f} Tf {scale:.1f} Tz "
            f"1 0 0 1 {words.left:.2f} {words.baseline:.2f} Tm <{code}> Tj"
        )
    return "\n".join([*lines, "ET"])


def _character_map() -> str:
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    parts = [
        f"{len(part)} beginbfrange\n{chr(10).join(part)}\nendbfrange\n"
        for part in (ranges[at : at + MOST_RANGES] for at in range(0, 256, MOST_RANGES))
    ]
    return MAP_HEAD + "".join(parts) + MAP_TAIL
