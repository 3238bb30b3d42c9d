"""Write the Word template of annex 1 (信息审核表): ``tools/build_review_form.py [FILE]``.

The office may then change the file in Word; the names in {{ }} must stay.
"""

import sys
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from shenfa.writers.form.review_form import COMMITMENTS

TARGET = Path(__file__).parent.parent / "src/shenfa/writers/form/review_form.docx"
SONG, FANG, HEI = "方正小标宋简体", "仿宋_GB2312", "黑体"
LATIN = "Times New Roman"
CENTRE, RIGHT, LEFT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.LEFT,
)
WIDTHS = (26, 62, 30, 38)
HEIGHTS = (14, 12, 12, 22, 118)


def main(arguments: list[str]) -> None:
    """Build and save."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(30)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(15)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "审发", "信息审核表", ""
    annex(document)
    record(document)
    foot(section.footer.paragraphs[0])
    document.save(arguments[0] if arguments else str(TARGET))


def annex(document: Document) -> None:
    """The first page: the rows, order and wording of the annex."""
    write(
        document.paragraphs[0] if document.paragraphs else document.add_paragraph(),
        "附件1",
        16,
        HEI,
    )
    title = document.add_paragraph()
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(10), Pt(14)
    write(title, "{{ heading }}", 22, SONG).alignment = CENTRE
    table = grid(document, WIDTHS, len(HEIGHTS))
    for row, height in zip(table.rows, HEIGHTS, strict=True):
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    fill(table.cell(0, 0), "报送单位", CENTRE)
    fill(table.cell(0, 1), "{{ unit }}")
    fill(table.cell(0, 2), "联系人", CENTRE)
    fill(table.cell(0, 3), "{{ contact }}")
    fill(table.cell(1, 0).merge(table.cell(2, 0)), "联系方式", CENTRE)
    fill(table.cell(1, 1), "电话：{{ phone }}", size=12)
    fill(table.cell(1, 2).merge(table.cell(2, 2)), "是否含图片\n或视频", CENTRE)
    fill(table.cell(1, 3).merge(table.cell(2, 3)), "{{ media }}", CENTRE)
    fill(table.cell(2, 1), "邮箱：{{ email }}", size=12)
    fill(table.cell(3, 0), "内　容\n标　题", CENTRE)
    fill(table.cell(3, 1).merge(table.cell(3, 3)), "{{ title }}")
    fill(table.cell(4, 0), "内容发布\n单位审核\n意　　见", CENTRE)
    opinion(table.cell(4, 1).merge(table.cell(4, 3)))


def opinion(cell: _Cell) -> None:
    """The four commitments, signature, seal and date."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    first = write(cell.paragraphs[0], "本单位承诺此信息符合以下要求：", 14, FANG)
    for number, text in enumerate(COMMITMENTS, start=1):
        indent(write(cell.add_paragraph(), f"{number}． {text}", 14, FANG))
    indent(first)
    first.paragraph_format.space_before = Pt(8)
    sign = write(cell.add_paragraph(), "负责人（签字）：{{ signatory }}\t（单位　盖章）", 14, FANG)
    sign.paragraph_format.space_before = Pt(110)
    sign.paragraph_format.tab_stops.add_tab_stop(Mm(84))
    date = write(cell.add_paragraph(), "{{ date }}", 14, FANG)
    date.alignment = RIGHT
    date.paragraph_format.space_before = Pt(14)
    date.paragraph_format.right_indent = Mm(8)


def record(document: Document) -> None:
    """The second page."""
    title = document.add_paragraph()
    title.add_run().add_break(WD_BREAK.PAGE)
    title.paragraph_format.space_after = Pt(8)
    write(title, "信息审核表附页", 18, SONG).alignment = CENTRE
    pairs(
        document,
        ("内容发布单位", "{{ publisher }}"),
        ("发布栏目", "{{ column }}"),
        ("信息地址", "{{ address }}"),
    )
    repeated(
        document,
        (68, 18, 22, 48),
        ("承诺事项", "结果", "确认人", "确认时间"),
        "commitments",
        (
            "{{ one.number }}． {{ one.text }}",
            "{{ one.state }}",
            "{{ one.person }}",
            "{{ one.time }}",
        ),
    )
    repeated(
        document,
        (24, 22, 44, 18, 48),
        ("环节", "姓名", "岗位", "结果", "时间"),
        "reviews",
        (
            "{{ one.stage }}",
            "{{ one.person }}",
            "{{ one.position }}",
            "{{ one.result }}",
            "{{ one.time }}",
        ),
    )
    pairs(
        document,
        ("签字凭据", "{{ signature }}"),
        ("盖章凭据", "{{ seal }}"),
        ("县政府办公室\n意见", "{{ opinion }}"),
        ("收悉", "{{ receipt }}"),
    )


def pairs(document: Document, *rows: tuple[str, str]) -> None:
    """A table of labels and values."""
    table = grid(document, (30, 126), len(rows))
    for row, (label, value) in zip(table.rows, rows, strict=True):
        head(row.cells[0], label)
        fill(row.cells[1], value, size=11)
    gap(document)


def repeated(
    document: Document,
    widths: tuple[int, ...],
    heads: tuple[str, ...],
    name: str,
    values: tuple[str, ...],
) -> None:
    """A table with a row for each item of a list."""
    table = grid(document, widths, 4)
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        head(cell, text)
    fill(table.rows[1].cells[0], "{%tr for one in " + name + " %}", size=11)
    for index, (cell, text) in enumerate(zip(table.rows[2].cells, values, strict=True)):
        fill(cell, text, LEFT if index == 0 and "text" in text else CENTRE, size=11)
    fill(table.rows[3].cells[0], "{%tr endfor %}", size=11)
    gap(document)


def foot(paragraph: Paragraph) -> None:
    """Small print: the head of the trail, and the page."""
    run = write(paragraph, "{{ foot }}\t第", 7.5, HEI)
    run.paragraph_format.tab_stops.clear_all()
    run.paragraph_format.tab_stops.add_tab_stop(Mm(138))
    field(paragraph, "PAGE", "1")
    write(paragraph, "页 共", 7.5, HEI)
    field(paragraph, "NUMPAGES", "2")
    write(paragraph, "页", 7.5, HEI)
    for one in paragraph.runs:
        one.font.color.rgb = RGBColor(0x5A, 0x5A, 0x5A)


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field Word keeps up to date."""
    for kind in ("begin", code, "separate", shown, "end"):
        run = paragraph.add_run()
        run.font.size = Pt(7.5)
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - python-docx has no public way to a field
        elif kind == code:
            text = OxmlElement("w:instrText")
            text.text = code
            run._r.append(text)  # noqa: SLF001 - as above
        else:
            run.text = shown


def grid(document: Document, widths: tuple[int, ...], rows: int) -> Table:
    """A ruled table; Word and LibreOffice each look at another of the two widths."""
    table: Table = document.add_table(rows, len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def head(cell: _Cell, text: str) -> None:
    """A shaded label."""
    fill(cell, text, CENTRE, size=11, font=HEI)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "F0F0F0")
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - no public way to a shade


def fill(
    cell: _Cell,
    text: str,
    alignment: WD_ALIGN_PARAGRAPH = LEFT,
    size: float = 14,
    font: str = FANG,
) -> None:
    """Write into a cell, in the middle of its height."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = write(cell.paragraphs[0], text, size, font)
    paragraph.alignment = alignment
    if size < 12:
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)


def write(paragraph: Paragraph, text: str, size: float, font: str) -> Paragraph:
    """Add text in a Chinese font."""
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), LATIN
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001 - no public way
    return paragraph


def indent(paragraph: Paragraph) -> None:
    """Indent the first line by two characters."""
    paragraph.paragraph_format.first_line_indent = Pt(28)
    paragraph.paragraph_format.line_spacing = Pt(26)


def gap(document: Document) -> None:
    """A little room between two tables, which Word would otherwise join."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(6)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)


if __name__ == "__main__":
    main(sys.argv[1:])
