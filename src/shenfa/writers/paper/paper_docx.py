"""A paper as Word, in the fonts and sizes of official documents."""

import datetime
import io

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from shenfa.writers.paper.paper import Paper, Table
from shenfa.writers.word_package import timeless

SONG, FANG, HEI = "方正小标宋_GBK", "仿宋_GB2312", "黑体"
WIDTH = 156
EARLIEST = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - Word keeps times without a zone


def paper_docx(paper: Paper) -> bytes:
    """Return a paper as .docx."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = EARLIEST
    _write(document, paper.title, SONG, 22).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(document, paper.line, FANG, 14).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for section in paper.sections:
        _write(document, section.heading, HEI, 16)
        for text in section.paragraphs:
            _write(document, text, FANG, 14).paragraph_format.first_line_indent = Pt(28)
        if section.table is not None:
            _table(document, section.table)
    for text in paper.signed:
        _write(document, text, FANG, 14).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if paper.foot:
        _set(page.footer.paragraphs[0], paper.foot, HEI, 8)
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue())


def _write(document: Document, text: str, font: str, size: int) -> Paragraph:
    return _set(document.add_paragraph(), text, font, size)


def _set(paragraph: Paragraph, text: str, font: str, size: int) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - python-docx names no East Asian font
    fonts.set(qn("w:eastAsia"), font)
    paragraph.paragraph_format.space_after = Pt(4)
    return paragraph


def _table(document: Document, table: Table) -> None:
    grid = document.add_table(rows=1, cols=len(table.head))
    grid.style, grid.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    total = sum(table.widths)
    header = grid.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no repeated head
    header.append(OxmlElement("w:tblHeader"))
    for row in (table.head, *table.rows):
        cells = grid.rows[0].cells if row is table.head else grid.add_row().cells
        for cell, text, width in zip(cells, row, table.widths, strict=True):
            cell.width = Mm(WIDTH * width // total)
            _set(cell.paragraphs[0], text, HEI if row is table.head else FANG, 11)
    document.add_paragraph().paragraph_format.space_after = Pt(2)
