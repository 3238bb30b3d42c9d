"""Files made to harm whoever opens them, and the small files they are made from."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import docx
import openpyxl
import pptx
from reportlab.pdfgen.canvas import Canvas

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [{LAUGHS}]>'
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{"ha" * 50_000}">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(file: object) -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)  # type: ignore[attr-defined] # what all office libraries have
    return buffer.getvalue()


def letter() -> bytes:
    document = docx.Document()
    document.add_paragraph("关于公示救助名单的通知")
    document.add_table(2, 2).cell(0, 0).text = "姓名"
    return saved(document)


def book() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["姓名", "金额", 1200.5])
    return saved(workbook)


def slides() -> bytes:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "汇报"
    return saved(presentation)


def paper() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawString(72, 720, "notice")
    canvas.save()
    return buffer.getvalue()


def packed(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_part(data: bytes, part: str, content: bytes | str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({**parts, part: content})


def ofd(page: str = "", document: str = "", **more: str) -> bytes:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return packed(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
            "Document.xml": f"<ofd:Document {space}>{document}<ofd:Pages><ofd:Page ID='1' "
            "BaseLoc='Page.xml'/></ofd:Pages></ofd:Document>",
            "Page.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>{page}</ofd:Layer>"
            "</ofd:Content></ofd:Page>",
            **{f"{name}.xml": text for name, text in more.items()},
        }
    )


def chunk(kind: bytes, raw: bytes) -> bytes:
    return struct.pack(">L", len(raw)) + kind + raw + struct.pack(">L", zlib.crc32(kind + raw))


def picture(width: int = 8, height: int = 8) -> bytes:
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0))
    return PNG_HEAD + head + chunk(b"IDAT", zlib.compress(bytes(72))) + chunk(b"IEND", b"")


def page() -> bytes:
    return "<html><body><p>公示</p><table><tr><td>甲</td></tr></table></body></html>".encode()


SEEDS: dict[str, Callable[[], bytes]] = {
    "a.docx": letter,
    "a.xlsx": book,
    "a.pptx": slides,
    "a.pdf": paper,
    "a.ofd": ofd,
    "a.html": page,
    "a.png": picture,
    "a.zip": lambda: packed({"说明.txt": "公示"}),
    "a.xls": lambda: compound(is_looped=False),
    "a.txt": "公示名单".encode,
}


def compound(*, is_looped: bool = False) -> bytes:
    """A compound file of one stream; its table of sectors may lead in a circle."""
    table = [0xFFFFFFFD, 0xFFFFFFFE, 3 if is_looped else 0xFFFFFFFE, 2 if is_looped else 0xFFFFFFFE]
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<LLLLLLLLL", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<L", 0) + b"\xff" * (512 - len(head) - 4)
    sectors = struct.pack("<4L", *table) + b"\xff" * (512 - 16)
    root = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    stream = entry("Workbook", 2, 0xFFFFFFFF, 2, 0x7FFFFFFF if is_looped else 512)
    return head + sectors + root + stream + bytes(256) + bytes(1024)


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le").ljust(64, b"\0")
    middle = struct.pack("<HBBLLL", len(name) * 2 + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return words + middle + bytes(36) + struct.pack("<LQ", start, size)


def spoilt(data: bytes) -> bytes:
    """Return an archive of which the packed bytes of the first member are wrong."""
    made = bytearray(data)
    start = 30 + made[26] + made[27] * 256
    made[start : start + 8] = b"\xff" * 8
    return bytes(made)


def folders_in_a_circle() -> bytes:
    """A compound file whose list of streams leads back to itself."""
    data = bytearray(compound(is_looped=False))
    first = 1024 + 128
    data[first + 68 : first + 80] = struct.pack("<LLL", 1, 1, 1)
    return bytes(data)


def nested(times: int) -> bytes:
    data = packed({"名单.txt": "公示"})
    for number in range(times):
        data = packed({f"{number}.zip": data}, zipfile.ZIP_STORED)
    return data


def declared(size: int) -> bytes:
    """An archive whose list says that a member is huge."""
    data = bytearray(packed({"名单.txt": "公示"}))
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<L", size)
    return bytes(data)


def overlapping(times: int) -> bytes:
    """An archive whose list names the same bytes again and again."""
    data = packed({"0": bytes(5_000_000)})
    start, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    listed = data[start:end] * times
    tail = bytearray(data[end:])
    tail[8:12] = struct.pack("<HH", times, times)
    tail[12:16] = struct.pack("<L", len(listed))
    return data[:start] + listed + bytes(tail)


def body(xml: str, start: str = "") -> bytes:
    text = f"{start}<w:document {WORD}><w:body>{xml}</w:body></w:document>"
    return with_part(letter(), "word/document.xml", text)


def sheet(xml: str) -> bytes:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return with_part(book(), "xl/worksheets/sheet1.xml", f"<worksheet {main}>{xml}</worksheet>")


def pdf(*objects: str | bytes) -> bytes:
    """A PDF file of some objects, numbered from 1; the first is its catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        raw = one.encode() if isinstance(one, str) else one
        data += f"{number} 0 obj\n".encode() + raw + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = f"trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return data + trailer.encode()


CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
ONE_PAGE = "<</Type/Pages/Kids[3 0 R]/Count 1>>"


def stream(data: bytes, head: str = "") -> bytes:
    return f"<</Length {len(data)}{head}>>stream\n".encode() + data + b"\nendstream"


def zeros(size: int) -> bytes:
    """Very many zeros in few bytes."""
    made = zlib.compressobj(9)
    block = bytes(1 << 20)
    return b"".join(made.compress(block) for _ in range(size >> 20)) + made.flush()


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "bomb": ("a.zip", lambda: packed({str(n): bytes(100 << 20) for n in range(7)})),
    "bomb in a letter": (
        "a.docx",
        lambda: with_part(letter(), "word/media/a.png", bytes(700 << 20)),
    ),
    "the same bytes again and again": ("a.zip", lambda: overlapping(2000)),
    "two gigabytes declared": ("a.zip", lambda: declared(0x7FFFFFFF)),
    "too many members": ("a.zip", lambda: packed({f"{n}.txt": "" for n in range(21_000)})),
    "a thousand archives in each other": ("a.zip", lambda: nested(1000)),
    "billion laughs": ("a.docx", lambda: body("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", BOMB)),
    "quadratic": ("a.docx", lambda: body("&a;" * 50_000, QUADRATIC)),
    "entity from outside": (
        "a.docx",
        lambda: body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", OUTSIDE),
    ),
    "billion laughs in a sheet": (
        "a.xlsx",
        lambda: with_part(book(), "xl/worksheets/sheet1.xml", f"{BOMB}<worksheet>&a9;</worksheet>"),
    ),
    "billion laughs beside the text": (
        "a.docx",
        lambda: with_part(letter(), "customXml/item1.xml", f"{BOMB}<x>&a9;</x>"),
    ),
    "billion laughs in relations": (
        "a.docx",
        lambda: with_part(letter(), "word/_rels/document.xml.rels", f"{BOMB}<x>&a9;</x>"),
    ),
    "billion laughs in an OFD file": ("a.ofd", lambda: ofd(more=f"{BOMB}<x>&a9;</x>")),
    "parts that refer to themselves": (
        "a.docx",
        lambda: with_part(
            letter(),
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{OFFICE}/header" Target="document.xml"/>'
            f'<Relationship Id="b" Type="{OFFICE}/package" Target="document.xml"/></Relationships>',
        ),
    ),
    "tables in tables": (
        "a.docx",
        lambda: body("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000),
    ),
    "deep mark-up": ("a.docx", lambda: body("<w:p><w:r>" * 20_000)),
    "columns without end": (
        "a.xlsx",
        lambda: sheet('<cols><col min="1" max="2000000000" width="0"/></cols><sheetData/>'),
    ),
    "merged without end": (
        "a.xlsx",
        lambda: sheet(
            "<sheetData/><mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 5000 + "</mergeCells>"
        ),
    ),
    "a cell far away": (
        "a.xlsx",
        lambda: sheet(
            '<sheetData><row r="99999999999"><c r="ZZZZZZ99999999999" t="s"><v>999999999999</v></c>'
            "</row></sheetData>"
        ),
    ),
    "numbers without end": (
        "a.xlsx",
        lambda: sheet(
            '<sheetData><row r="1"><c r="A1"><v>1e308</v></c><c r="B1"><v>1e999999999</v></c>'
            "</row></sheetData>"
        ),
    ),
    "formula without end": (
        "a.xlsx",
        lambda: sheet(
            '<sheetData><row r="1"><c r="A1"><f>' + "(" * 200_000 + "</f></c></row></sheetData>"
        ),
    ),
    "units that draw themselves": (
        "a.ofd",
        lambda: ofd(
            "<ofd:CompositeObject ResourceID='7'/>",
            "<ofd:CommonData><ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData>",
            Res="<Res><CompositeGraphicUnit ID='7'>"
            + "<CompositeObject ResourceID='7'/>" * 9
            + "</CompositeGraphicUnit></Res>",
        ),
    ),
    "distances without end": (
        "a.ofd",
        lambda: ofd(
            "<ofd:TextObject ID='1' Boundary='0 0 9 9' Size='5'><ofd:TextCode X='0' Y='0' "
            "DeltaX='g 2000000000 1'>甲</ofd:TextCode></ofd:TextObject>"
        ),
    ),
    "pages in a circle": (
        "a.pdf",
        lambda: pdf(CATALOGUE, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"),
    ),
    "pages that are not there": (
        "a.pdf",
        lambda: pdf(CATALOGUE, "<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", PAGE),
    ),
    "outline in a circle": (
        "a.pdf",
        lambda: pdf(
            "<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>",
            ONE_PAGE,
            PAGE,
            stream(b""),
            "<</First 6 0 R/Last 6 0 R>>",
            "<</Title(a)/Next 6 0 R/First 6 0 R/Parent 5 0 R>>",
        ),
    ),
    "form that draws itself": (
        "a.pdf",
        lambda: pdf(
            CATALOGUE,
            ONE_PAGE,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject"
            "<</F 5 0 R>>>>>>",
            stream(b"/F Do"),
            stream(
                b"/F Do /F Do",
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>",
            ),
        ),
    ),
    "stream without end": (
        "a.pdf",
        lambda: pdf(CATALOGUE, ONE_PAGE, PAGE, stream(zeros(400 << 20), "/Filter/FlateDecode")),
    ),
    "many streams without end": (
        "a.pdf",
        lambda: pdf(
            CATALOGUE,
            ONE_PAGE,
            PAGE,
            stream(b""),
            *[stream(zeros(50 << 20), "/Filter/FlateDecode")] * 9,
        ),
    ),
    "ends without number": ("a.pdf", lambda: paper() + b"%%EOF\n" * 100_000),
    "brackets without end": ("a.pdf", lambda: pdf(CATALOGUE, ONE_PAGE, "[" * 200_000)),
    "string without end": (
        "a.pdf",
        lambda: pdf(CATALOGUE, ONE_PAGE, PAGE, b"(" + b"\\(" * 300_000),
    ),
    "page of a thousand miles": (
        "a.pdf",
        lambda: pdf(CATALOGUE, ONE_PAGE, PAGE.replace("0 0 9 9", "0 0 9e9 9e9"), stream(b"")),
    ),
    "picture of a thousand million points": ("a.png", lambda: picture(60_000, 60_000)),
    "text of a picture without end": (
        "a.png",
        lambda: PNG_HEAD + chunk(b"zTXt", b"a\0\0" + zeros(300 << 20)) + chunk(b"IEND", b""),
    ),
    "segments of no length": ("a.jpg", lambda: b"\xff\xd8" + b"\xff\xe1\0\0" * 100_000),
    "tags in a circle": (
        "a.jpg",
        lambda: (
            b"\xff\xd8\xff\xe1"
            + struct.pack(">H", 60)
            + b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0".ljust(
                58, b"\0"
            )
        ),
    ),
    "animation of nothing": ("a.gif", lambda: b"GIF89a" + b"!\xfe" * 200_000),
    "compound file in a circle": ("a.xls", lambda: compound(is_looped=True)),
    "folders in a circle": ("a.xls", folders_in_a_circle),
    "bytes that do not unpack": ("a.ofd", lambda: spoilt(ofd())),
    "bytes of a letter that do not unpack": ("a.docx", lambda: spoilt(letter())),
    "bytes of a workbook that do not unpack": ("a.xlsx", lambda: spoilt(book())),
    "compound file of nonsense": (
        "a.doc",
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\x7f" * 5000,
    ),
    "mark-up in mark-up": ("a.html", lambda: b"<html>" + b"<div>" * 200_000),
    "cells without end": (
        "a.html",
        lambda: b"<html><table><tr>" + b"<td colspan=999999999 rowspan=999999999>a" * 2000,
    ),
    "attributes without end": (
        "a.html",
        lambda: (
            b"<html><p " + b" ".join(b"data-a%d='%018d'" % (n, n) for n in range(15_000)) + b">"
        ),
    ),
    "styles without end": (
        "a.html",
        lambda: b"<html><style>" + b"@media a{" * 100_000 + b"</style>",
    ),
    "mail in mail": (
        "a.mht",
        lambda: (
            b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
            + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 4_000
        ),
    ),
}
