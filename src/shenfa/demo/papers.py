"""Files of the demonstration, made by code: Word, Excel, PDF, and a drawn picture."""

import io
import struct
import zlib
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import openpyxl

from shenfa.demo.texts import ROW, Text, as_paragraphs

WIDTH, HEIGHT = 480, 300
SKY, SUN, FAR, NEAR = (206, 226, 240), (244, 196, 96), (122, 160, 132), (64, 110, 84)


def as_word(text: Text) -> bytes:
    """Return a text on paper: the title and all lines, tables as tables."""
    file = docx.Document()
    file.add_paragraph(text.title)
    for is_table, group in groupby(as_paragraphs(text), lambda line: line.startswith(ROW)):
        if is_table:
            _add_table(file, [line.removeprefix(ROW).split("|") for line in group])
        else:
            for line in group:
                file.add_paragraph(line)
    return _saved(file)


def word_of(*lines: str) -> bytes:
    """Return lines as a Word file."""
    file = docx.Document()
    for line in lines:
        file.add_paragraph(line)
    return _saved(file)


def sheet_of(name: str, rows: Sequence[Sequence[object]]) -> bytes:
    """Return rows as an Excel file."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@cache
def pdf_of(title: str, *lines: str) -> bytes:
    """Return lines as a PDF file; the fonts are those of the printed form."""
    # Come with the [web] extra, as the desk does.
    import pylopdf_fonts_zh_cn  # noqa: PLC0415
    import typst  # noqa: PLC0415

    source = "\n\n".join(
        ['#set text(font: "Noto Serif SC", lang: "zh", size: 12pt)', f"= {title}", *lines]
    )
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    given: dict[str, Any] = {"font_paths": [fonts]}  # its stubs do not know bytes as a source
    made: bytes = typst.compile(source.encode(), **given)
    return made


@cache
def picture() -> bytes:
    """Return a drawn landscape as PNG: hills under a sun, which nobody photographed."""
    lines = b"".join(b"\0" + b"".join(map(bytes, _line(y))) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(lines)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _line(y: int) -> list[tuple[int, int, int]]:
    return [_colour(x, y) for x in range(WIDTH)]


def _colour(x: int, y: int) -> tuple[int, int, int]:
    if y > 210 + abs(x % 240 - 120) // 3:
        return NEAR
    if y > 150 + abs(x % 320 - 160) // 4:
        return FAR
    return SUN if (x - 360) ** 2 + (y - 70) ** 2 < 1600 else SKY


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def _add_table(file: "docx.document.Document", rows: Sequence[Sequence[str]]) -> None:
    table = file.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell.strip()


def _saved(file: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()
