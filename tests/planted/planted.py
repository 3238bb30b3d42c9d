"""Planted documents: sources with marked faults, and how they become files of four formats."""

import datetime
import html
import io
import re
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from shenfa.text import ContentKind

FOLDER = Path(__file__).parent / "sources"
MARK = re.compile(r"⟦(?P<text>[^|⟧]*)\|(?P<family>[a-z]+)⟧")
FONT = "STSong-Light"


@dataclass(frozen=True, slots=True)
class Line:
    """A title (level 1), a paragraph, or the cells of a table row."""

    cells: tuple[str, ...]
    is_title: bool = False
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A text, and the (family, quotation) of every fault in it; "" where something is absent."""

    kind: ContentKind
    date: datetime.date
    lines: tuple[Line, ...]
    faults: tuple[tuple[str, str], ...]


def read_source(name: str) -> Source:
    """Read one source."""
    facts: dict[str, list[str]] = {}
    lines: list[Line] = []
    faults: list[tuple[str, str]] = []
    for raw in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if fact := re.fullmatch(r"(kind|date|absent): (.+)", raw):
            facts.setdefault(fact[1], []).append(fact[2])
            continue
        faults += [(mark["family"], mark["text"]) for mark in MARK.finditer(raw)]
        lines.append(_line(MARK.sub(lambda mark: mark["text"], raw)))
    faults += [(family, "") for family in facts.get("absent", [])]
    return Source(
        ContentKind(facts["kind"][0]),
        datetime.date.fromisoformat(facts["date"][0]),
        tuple(lines),
        tuple(faults),
    )


def _line(text: str) -> Line:
    if text.startswith("# "):
        return Line((text[2:],), is_title=True)
    if text.startswith("| "):
        return Line(tuple(cell.strip() for cell in text[2:].split(" | ")), is_row=True)
    return Line((text,))


def as_txt(source: Source) -> bytes:
    """Plain text in the encoding old Windows machines still write."""
    return "\r\n".join("\t".join(line.cells) for line in source.lines).encode("gb18030")


def as_html(source: Source) -> bytes:
    """A page with paragraphs and a table."""
    body = []
    for row_group in _groups(source):
        if row_group[0].is_row:
            rows = (
                "".join(f"<td>{html.escape(cell)}</td>" for cell in row.cells) for row in row_group
            )
            body.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        else:
            tag = "h1" if row_group[0].is_title else "p"
            body.append(f"<{tag}>{html.escape(row_group[0].cells[0])}</{tag}>")
    head = '<!doctype html><html><head><meta charset="utf-8"><title>虚谷县政府网</title></head>'
    return f"{head}<body>{''.join(body)}</body></html>".encode()


def as_docx(source: Source) -> bytes:
    """A Word document."""
    document = Document()
    for group in _groups(source):
        if group[0].is_row:
            table = document.add_table(rows=0, cols=len(group[0].cells))
            for row in group:
                for cell, text in zip(table.add_row().cells, row.cells, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(group[0].cells[0], style="Title" if group[0].is_title else None)
    document.core_properties.author = document.core_properties.comments = ""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_pdf(source: Source) -> bytes:
    """A PDF whose paragraphs are wrapped over lines."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle(
        "body", fontName=FONT, fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK"
    )
    plain = ParagraphStyle("plain", parent=body, firstLineIndent=0)
    title = ParagraphStyle("title", parent=plain, fontSize=20, leading=30, alignment=1)
    story: list[Flowable] = []
    for group in _groups(source):
        if group[0].is_row:
            story.append(
                Table(
                    [list(row.cells) for row in group],
                    style=[
                        ("FONT", (0, 0), (-1, -1), FONT, 11),
                        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                    ],
                )
            )
        else:
            style = title if group[0].is_title else body
            story.append(Paragraph(html.escape(group[0].cells[0]), style))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, title="", author="").build(story)
    return buffer.getvalue()


def _groups(source: Source) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in source.lines:
        if line.is_row and groups and groups[-1][0].is_row:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


FORMATS = {"txt": as_txt, "html": as_html, "docx": as_docx, "pdf": as_pdf}
