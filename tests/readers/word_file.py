"""Word files from a few lines of XML, for what no library can make."""

import io
import zipfile
from collections.abc import Mapping

from shenfa.readers import Options
from shenfa.readers.content import Content
from shenfa.readers.word.docx import read

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", f"{OFFICE}/relationships"),
        ("m", f"{OFFICE}/math"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ("c", "http://schemas.openxmlformats.org/drawingml/2006/chart"),
        ("dgm", "http://schemas.openxmlformats.org/drawingml/2006/diagram"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("o", "urn:schemas-microsoft-com:office:office"),
    )
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
BEGIN, MIDDLE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
HIDE = "<w:vanish/>"
Links = Mapping[str, tuple[str, str]]
"""Relations by id: their kind and target; a target with :// or mailto: is external."""


def word(body: str, links: Links | None = None, **parts: str | bytes) -> bytes:
    """Return a Word file. ``parts`` are named with two underscores for a slash, e.g.

    ``word__header1="<w:hdr>…</w:hdr>"``; text is XML (without the namespaces), bytes are
    stored as they are under the name as it stands.
    """
    files: dict[str, bytes] = {
        "[Content_Types].xml": TYPES.encode(),
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": xml(f"<w:document><w:body>{body}</w:body></w:document>"),
        "word/_rels/document.xml.rels": relations(links or {}),
    }
    for name, content in parts.items():
        path = name.replace("__", "/")
        if isinstance(content, str):
            files[f"{path}.xml"] = xml(content)
        else:
            files[path] = content
    return pack(files)


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the ZIP archive of the files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xml(content: str) -> bytes:
    """Return a part with all namespaces on its root."""
    tag, rest = content.split(">", 1)
    if tag.endswith("/"):
        return f"{tag[:-1]} {NAMESPACES}/>{rest}".encode()
    return f"{tag} {NAMESPACES}>{rest}".encode()


def relations(links: Links) -> bytes:
    """Return a part of relations."""
    rows = (
        f'<Relationship Id="{key}" Type="{OFFICE}/relationships/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target or "mailto:" in target else "/>")
        for key, (kind, target) in links.items()
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(rows)}</Relationships>"
    ).encode()


def check(data: bytes) -> Content:
    """Return what the reader finds."""
    return read(data, "通知.docx", Options())


def told(data: bytes) -> list[tuple[str, str, str]]:
    """Return kind, place and text of every passage."""
    return [(one.kind.value, one.place, one.text) for one in check(data).passages]


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph; what is no XML becomes a run of text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(map(_inline, runs))}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a run of text with the given properties."""
    content = text if text.startswith("<") else f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def table(*rows: str) -> str:
    """Return a table; cells of a row are separated by |, XML stands as it is."""
    return f"<w:tbl><w:tblPr/>{''.join(map(_row, rows))}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    """Return one table cell."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def _row(row: str) -> str:
    return row if row.startswith("<") else f"<w:tr>{''.join(map(cell, row.split('|')))}</w:tr>"


def _inline(content: str) -> str:
    return content if content.startswith("<") else run(content)


def field(instruction: str, result: str) -> str:
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{BEGIN}{code}{MIDDLE}{run(result)}{END}"


def box(*paragraphs: str, fill: str = "") -> str:
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        f"<wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx>{content}</wps:txbx></wps:wsp>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
