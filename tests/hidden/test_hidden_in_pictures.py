"""R39, R42: what a picture says beside its pixels, wherever the program put it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from planting import IDENTITY, examiner, places

from shenfa.audit.examine import examine_file

N = IDENTITY
GPS = 0x8825
RED = Image.new("RGB", (64, 64), "red")


def png(info: PngInfo | None = None) -> bytes:
    buffer = io.BytesIO()
    RED.save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def png_text(add: Callable[[PngInfo], object]) -> bytes:
    info = PngInfo()
    add(info)
    return png(info)


def jpeg(exif: Image.Exif | None = None, comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    RED.save(buffer, "JPEG", exif=exif or Image.Exif(), comment=comment)
    return buffer.getvalue()


def tagged(tag: int, value: object) -> bytes:
    exif = Image.Exif()
    exif[tag] = value
    return jpeg(exif)


def in_folder(tag: int, value: object) -> bytes:
    exif = Image.Exif()
    exif[0x8769] = {tag: value}
    return jpeg(exif)


def located() -> bytes:
    """A photograph that tells where it was taken."""
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (29.0, 7.0, 24.24), 3: "E", 4: (108.0, 45.0, 55.44)}
    return jpeg(exif)


def segment(marker: int, raw: bytes) -> bytes:
    data = jpeg()
    return data[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(raw) + 2) + raw + data[2:]


def xmp(inside: str) -> bytes:
    meta = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{inside}</x:xmpmeta>"
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + meta.encode())


def iptc(text: str) -> bytes:
    raw = text.encode()
    record = b"\x1c\x02\x78" + struct.pack(">H", len(raw)) + raw
    block = b"8BIM\x04\x04\0\0" + struct.pack(">L", len(record)) + record
    return segment(0xED, b"Photoshop 3.0\0" + block)


def with_preview() -> bytes:
    """A photograph whose small preview carries a comment of its own."""
    small = jpeg(comment=N.encode())
    head = b"II*\0" + struct.pack("<L", 8) + struct.pack("<H", 0) + struct.pack("<L", 14)
    second = struct.pack("<H", 2)
    second += struct.pack("<HHLL", 0x0201, 4, 1, 44) + struct.pack(
        "<HHLL", 0x0202, 4, 1, len(small)
    )
    tags = (head + second + struct.pack("<L", 0)).ljust(44, b"\0") + small
    return segment(0xE1, b"Exif\0\0" + tags)


def chunk(kind: bytes, raw: bytes) -> bytes:
    data = png()
    made = struct.pack(">L", len(raw)) + kind + raw + struct.pack(">L", zlib.crc32(kind + raw))
    return data[:33] + made + data[33:]


def gif(comment: bytes = b"", tail: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    RED.convert("P").save(buffer, "GIF", comment=comment)
    return buffer.getvalue() + tail


def webp() -> bytes:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = N
    RED.save(buffer, "WEBP", exif=exif)
    return buffer.getvalue()


def tiff() -> bytes:
    buffer = io.BytesIO()
    RED.save(buffer, "TIFF", tiffinfo={0x010E: N})
    return buffer.getvalue()


def bmp() -> bytes:
    buffer = io.BytesIO()
    RED.save(buffer, "BMP")
    return buffer.getvalue() + N.encode()


PLANTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "text": ("a.png", lambda: png_text(lambda one: one.add_text("Comment", N)), "“备注”"),
    "packed text": (
        "a.png",
        lambda: png_text(lambda one: one.add_text("x", N * 3, zip=True)),
        "“x”",
    ),
    "international text": (
        "a.png",
        lambda: png_text(lambda one: one.add_itxt("Title", f"证号{N}")),
        "“标题”",
    ),
    "packed international text": (
        "a.png",
        lambda: png_text(lambda one: one.add_itxt("Title", f"证号{N}", zip=True)),
        "“标题”",
    ),
    "private chunk": ("a.png", lambda: chunk(b"prVt", N.encode()), "“prVt”"),
    "behind a picture": ("a.png", lambda: png() + N.encode(), "图片末尾"),
    "description": ("a.jpg", lambda: tagged(0x010E, N), "“图片说明”"),
    "artist": ("a.jpg", lambda: tagged(0x013B, f"石{N}"), "“作者”"),
    "Windows comment": (
        "a.jpg",
        lambda: tagged(0x9C9C, f"证号{N}\0".encode("utf-16-le")),
        "“备注”",
    ),
    "user comment": ("a.jpg", lambda: in_folder(0x9286, b"ASCII\0\0\0" + N.encode()), "“备注”"),
    "maker note": ("a.jpg", lambda: in_folder(0x927C, b"xx\0" + N.encode() + b"\0"), "EXIF"),
    "comment of a photograph": ("a.jpg", lambda: jpeg(comment=f"证号{N}".encode()), "“注释”"),
    "comment in an old encoding": (
        "a.jpg",
        lambda: jpeg(comment=f"证号{N}".encode("gb18030")),
        "“注释”",
    ),
    "XMP": ("a.jpg", lambda: xmp(f"<dc>{N}</dc>"), "XMP"),
    "attribute of XMP": ("a.jpg", lambda: xmp(f"<dc a='{N}'/>"), "XMP"),
    "press record": ("a.jpg", lambda: iptc(f"证号{N}"), "“附加信息”"),
    "preview": ("a.jpg", with_preview, "缩略图"),
    "behind a photograph": ("a.jpg", lambda: jpeg() + N.encode(), "图片末尾"),
    "comment of an animation": ("a.gif", lambda: gif(N.encode()), "“注释”"),
    "behind an animation": ("a.gif", lambda: gif(tail=N.encode()), "图片末尾"),
    "web picture": ("a.webp", webp, "“图片说明”"),
    "fax": ("a.tif", tiff, "“图片说明”"),
    "bitmap": ("a.bmp", bmp, "“其他”"),
    "file name": (f"{N}.png", png, "文件名"),
    "text of a drawing": (
        "a.svg",
        f"<svg><text><tspan>{N}</tspan></text></svg>".encode,
        "",
    ),
    "metadata of a drawing": (
        "a.svg",
        f"<svg><metadata>{N}</metadata><desc>甲</desc></svg>".encode,
        "",
    ),
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_number_in_a_picture_is_found_and_located(plant: str) -> None:
    name, build, where = PLANTS[plant]
    found = places(build(), name)

    assert any(where in place for place in found), found


@pytest.mark.parametrize("plant", [one for one in PLANTS if PLANTS[one][0].startswith("a.")])
def test_it_is_found_in_an_archive_as_well(plant: str) -> None:
    name, build, _where = PLANTS[plant]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(f"照片/{name}", build())

    assert any(f"照片/{name}" in place for place in places(buffer.getvalue(), "照片.zip"))


def test_it_is_found_in_a_letter_at_the_place_of_the_picture() -> None:
    document = docx.Document()
    document.add_paragraph("入户走访现场")
    document.add_picture(io.BytesIO(tagged(0x010E, N)))
    buffer = io.BytesIO()
    document.save(buffer)
    found = places(buffer.getvalue(), "通知.docx")

    assert found == ["正文第1段后图片1（图片信息“图片说明”）"]


def test_where_a_photograph_was_taken_is_a_finding_of_its_own() -> None:
    """R39: a position leads to a home."""
    report = examine_file(located(), "入户.jpg", examiner())
    (finding,) = [one for one in report.findings if one.rule == "PI018"]

    assert finding.place == "图片拍摄位置"
    assert "29.1234" in report.document.passages[finding.passage or 0].text


@pytest.mark.parametrize("build", [png, jpeg, gif, lambda: tagged(0x0131, "HUAWEI 12.0.0.168")])
def test_an_ordinary_picture_says_nothing(build: Callable[[], bytes]) -> None:
    report = examine_file(build(), "现场.jpg" if build is not png else "现场.png", examiner())

    assert not [one for one in report.findings if one.family.value == "privacy"]
