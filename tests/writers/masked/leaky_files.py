"""Files of scenario S3: a publicity list and its covering letter with data in eleven hiding places.

All people, places and numbers are made up; the numbers have valid check digits.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import docx
import pylopdf_fonts_zh_cn
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, RGBColor
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Border, Font, PatternFill, Side
from PIL import Image, ImageDraw, ImageFont
from pptx import Presentation
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from shenfa.text.checksums import luhn_check_digit, resident_check_digit

FONT = pylopdf_fonts_zh_cn.sans_path()
SONG = "STSong-Light"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NAMES = ("田秀英", "彭大明", "冉光荣", "向小兰", "白世昌", "石开元")
VILLAGES = ("竹沟村", "大坪村", "龙洞村", "红花村", "青岩村", "石门村")
AMOUNTS = (1200.5, 800, 1500, 2000, 950, 1300)


def identity(day: str, serial: int) -> str:
    """Return an identity number of the county that ends as it must."""
    first = f"500242{day}{serial:03d}"
    return first + resident_check_digit(first)


def card(serial: int) -> str:
    """Return a bank card number that ends as it must."""
    first = f"621799690{serial:09d}"
    return first + luhn_check_digit(first)


def mobile(serial: int) -> str:
    """Return a mobile number."""
    return f"139{serial:08d}"


IDENTITIES = tuple(
    identity(f"19{60 + number}0{number + 1}1{number}", 101 + 7 * number) for number in range(6)
)
CARDS = tuple(card(31_415_926 + 77 * number) for number in range(6))
COMMENT_MOBILE, AUTHOR_MOBILE = mobile(23_456_701), mobile(23_456_702)
FILTERED_DISEASE = "尿毒症"
WHITE_IDENTITY = identity("19550203", 211)
PICTURE_IDENTITY = identity("19710809", 331)
CACHED_IDENTITY = identity("19480506", 443)
DELETED_IDENTITY = identity("19520304", 553)
CROPPED_MOBILE = mobile(23_456_703)
BOXED_IDENTITY = identity("19660708", 661)
HOME = "竹沟镇竹沟村3组12号"
PROJECT = "500242202401010019"
"""A project number of eighteen digits: its last is no check digit."""
LANDLINE = "023-75550107"
assert resident_check_digit(PROJECT) != PROJECT[-1]

SECRETS = (
    *IDENTITIES,
    *CARDS,
    COMMENT_MOBILE,
    AUTHOR_MOBILE,
    FILTERED_DISEASE,
    WHITE_IDENTITY,
    PICTURE_IDENTITY,
    CACHED_IDENTITY,
    DELETED_IDENTITY,
    CROPPED_MOBILE,
    BOXED_IDENTITY,
    HOME,
)


@cache
def workbook(*, with_pictures: bool = False) -> bytes:
    """Return the list: names and amounts are seen, everything else of a person is not."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "公示名单"
    sheet.append(["虚谷县2026年困难群众救助公示名单"])
    sheet.merge_cells("A1:G1")
    sheet.append(["序号", "姓名", "身份证号", "村", "病种", "金额（元）", "备注"])
    for number, (name, village) in enumerate(zip(NAMES, VILLAGES, strict=True)):
        illness = FILTERED_DISEASE if number == 4 else None
        row = [number + 1, name, IDENTITIES[number], village, illness, AMOUNTS[number], None]
        sheet.append(row)
    sheet.append(["合计", None, None, None, None, "=SUM(F3:F8)"])
    sheet["G3"] = f"项目编号{PROJECT}"
    sheet["G4"] = f"咨询电话{LANDLINE}"
    sheet["G5"] = WHITE_IDENTITY
    sheet["G5"].font = Font(color="FFFFFF")
    thin = Side(style="thin")
    for row in sheet.iter_rows(min_row=2, max_row=9, max_col=7):
        for cell in row:
            cell.border = Border(thin, thin, thin, thin)
            if cell.row == 2:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="DDEEFF")
        row[5].number_format = "#,##0.00"
    for letter, width in zip("ABCDEFG", (6, 10, 22, 12, 10, 14, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet.auto_filter.ref = "A2:G8"
    sheet.row_dimensions[7].hidden = True
    sheet["B3"].comment = Comment(f"已电话核实，{COMMENT_MOBILE}", "经办人")
    buried = book.create_sheet("打卡账户")
    buried.append(["姓名", "银行卡号"])
    for name, number in zip(NAMES, CARDS, strict=True):
        buried.append([name, number])
    buried.sheet_state = "veryHidden"
    book.properties.creator = f"石干事{AUTHOR_MOBILE}"
    if with_pictures:
        sheet.add_image(SheetImage(io.BytesIO(identity_card())), "B12")
    buffer = io.BytesIO()
    book.save(buffer)
    return _with_results(_with_pivot_cache(buffer.getvalue()))


def _with_results(data: bytes) -> bytes:
    """Store the result of the formula, as every program but openpyxl does."""
    total = sum(AMOUNTS)

    def stored(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return part
        return part.replace(b"<v></v>", f"<v>{total}</v>".encode()).replace(
            b"<v />", f"<v>{total}</v>".encode()
        )

    return changed(data, stored)


def _with_pivot_cache(data: bytes) -> bytes:
    definition = (
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheFields count="1"><cacheField name="身份证号">'
        f'<sharedItems><s v="{CACHED_IDENTITY}"/></sharedItems></cacheField></cacheFields>'
        "</pivotCacheDefinition>"
    )

    def linked(name: str, part: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            link = (
                f'<Relationship Id="rId99" Type="{OFFICE}/relationships/pivotCacheDefinition" '
                'Target="pivotCache/pivotCacheDefinition1.xml"/></Relationships>'
            )
            return part.replace(b"</Relationships>", link.encode())
        if name == "[Content_Types].xml":
            override = (
                '<Override PartName="/xl/pivotCache/pivotCacheDefinition1.xml" ContentType='
                '"application/vnd.openxmlformats-officedocument.spreadsheetml.'
                'pivotCacheDefinition+xml"/></Types>'
            )
            return part.replace(b"</Types>", override.encode())
        return part

    return changed(data, linked, {"xl/pivotCache/pivotCacheDefinition1.xml": definition.encode()})


def changed(
    data: bytes,
    change: Callable[[str, bytes], bytes],
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return an archive with its parts changed and some added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return buffer.getvalue()


def drawn(*lines: str, size: tuple[int, int] = (900, 560), kind: str = "PNG") -> bytes:
    """Return a picture of lines of text."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((50, 40 + 90 * number), line, "black", ImageFont.truetype(FONT, 36))
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = f"石干事{AUTHOR_MOBILE}"  # the artist
    image.save(buffer, kind, exif=exif)
    return buffer.getvalue()


@cache
def identity_card() -> bytes:
    """Return what a photograph of an identity card says."""
    return drawn(
        "姓名 石开元", "住址 虚谷县" + HOME, f"公民身份号码 {PICTURE_IDENTITY}", kind="JPEG"
    )


@cache
def list_on_paper() -> bytes:
    """Return a picture whose lower half the document crops away."""
    return drawn("救助申请受理现场", "", "", "", f"联系电话 {CROPPED_MOBILE}")


@cache
def letter(*, with_pictures: bool = False) -> bytes:
    """Return the covering letter: a tracked deletion, a comment, hidden text and pictures."""
    document = docx.Document()
    document.add_heading("关于公示2026年困难群众救助名单的通知", level=1)
    first = document.add_paragraph("经审核，拟对田秀英等6人给予救助")
    paragraph = first._p  # noqa: SLF001 - no public way
    paragraph.append(_deleted(f"（身份证号{DELETED_IDENTITY}）"))
    paragraph.append(_inserted("，现予公示。"))
    document.add_paragraph(f"咨询电话：{LANDLINE}，项目编号{PROJECT}。")
    document.add_paragraph(f"联系人：石干事，手机{COMMENT_MOBILE}。")
    table = document.add_table(2, 3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("姓名", "家庭住址", "金额"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("田秀英", HOME, "1,200.50"), strict=True):
        cell.text = text
    hidden = document.add_paragraph("附件已核对。").add_run(WHITE_IDENTITY)
    hidden.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("第")
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("end", "")):
        footer.add_run()._r.append(_field(kind, text))  # noqa: SLF001 - no public way
    footer.add_run("页")
    document.core_properties.author = f"石干事{AUTHOR_MOBILE}"
    document.add_comment(first.runs[0], f"请核实{IDENTITIES[0]}", author="审稿")
    if with_pictures:
        document.add_picture(io.BytesIO(identity_card()), width=Cm(9))
        document.add_picture(io.BytesIO(list_on_paper()), width=Cm(9))
        inline = document.inline_shapes[1]._inline  # noqa: SLF001 - no public way
        crop = inline.graphic.graphicData.pic.blipFill
        crop.insert(1, parse_xml(f'<a:srcRect {nsdecls("a")} b="60000"/>'))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _deleted(text: str) -> BaseOxmlElement:
    mark = OxmlElement("w:del", {qn("w:id"): "1", qn("w:author"): "石干事"})
    run, characters = OxmlElement("w:r"), OxmlElement("w:delText")
    characters.text = text
    run.append(characters)
    mark.append(run)
    return mark


def _inserted(text: str) -> BaseOxmlElement:
    mark = OxmlElement("w:ins", {qn("w:id"): "2", qn("w:author"): "石干事"})
    run, characters = OxmlElement("w:r"), OxmlElement("w:t")
    characters.text = text
    run.append(characters)
    mark.append(run)
    return mark


def _field(kind: str, text: str) -> BaseOxmlElement:
    if kind:
        return OxmlElement("w:fldChar", {qn("w:fldCharType"): kind})
    code = OxmlElement("w:instrText")
    code.text = text
    return code


@cache
def boxed_pdf() -> bytes:
    """Return a list in which a black box lies over a number that can still be copied."""
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, A4)
    canvas.setAuthor(f"石干事{AUTHOR_MOBILE}")
    canvas.setFont(SONG, 14)
    lines = (
        "虚谷县2026年困难群众救助公示名单",
        f"田秀英，身份证号{IDENTITIES[0]}，救助1200.50元",
        f"彭大明，身份证号{BOXED_IDENTITY}，救助800元",
        f"咨询电话{LANDLINE}，项目编号{PROJECT}",
        "以上名单公示七天，有异议的请向县民政局反映。",
    )
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 30 * number, line)
    left = 72 + pdfmetrics.stringWidth("彭大明，身份证号", SONG, 14)
    width = pdfmetrics.stringWidth(BOXED_IDENTITY, SONG, 14)
    canvas.rect(left, 696, width, 18, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 560, WHITE_IDENTITY)
    canvas.save()
    return buffer.getvalue()


@cache
def slides(*, with_pictures: bool = False) -> bytes:
    """Return a talk: a hidden slide, notes, a hidden box, one beside the slide, a comment's author."""
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    assert first.shapes.title is not None
    first.shapes.title.text = "2026年困难群众救助工作汇报"
    first.placeholders[1].text = f"咨询电话{LANDLINE}\n项目编号{PROJECT}"
    first.notes_slide.notes_text_frame.text = f"已电话核实，{COMMENT_MOBILE}"
    second = deck.slides.add_slide(deck.slide_layouts[5])
    assert second.shapes.title is not None
    second.shapes.title.text = "救助对象"
    table = second.shapes.add_table(3, 3, Cm(2), Cm(5), Cm(20), Cm(4)).table
    for column, text in enumerate(("姓名", "身份证号", "金额（元）")):
        table.cell(0, column).text = text
    for row in range(2):
        cells = (NAMES[row], IDENTITIES[row], f"{AMOUNTS[row]:g}")
        for column, text in enumerate(cells):
            table.cell(row + 1, column).text = text
    group = second.shapes.add_group_shape()
    box = group.shapes.add_textbox(Cm(2), Cm(12), Cm(16), Cm(2)).text_frame
    for piece in ("联系人手机", COMMENT_MOBILE[:5], COMMENT_MOBILE[5:]):
        box.paragraphs[0].add_run().text = piece
    beside = second.shapes.add_textbox(Cm(90), 0, Cm(9), Cm(2))
    beside.text_frame.text = WHITE_IDENTITY
    hidden = second.shapes.add_textbox(0, 0, Cm(9), Cm(2))
    hidden.text_frame.text = BOXED_IDENTITY
    hidden.element.nvSpPr.cNvPr.set("hidden", "1")
    hidden.element.nvSpPr.cNvPr.set("descr", DELETED_IDENTITY)
    third = deck.slides.add_slide(deck.slide_layouts[6])
    third.element.set("show", "0")
    third.shapes.add_textbox(0, 0, Cm(9), Cm(2)).text_frame.text = CARDS[0]
    deck.core_properties.author = f"石干事{AUTHOR_MOBILE}"
    if with_pictures:
        second.shapes.add_picture(io.BytesIO(identity_card()), Cm(2), Cm(14))
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


TEXT = (
    f"姓名,身份证号,手机号,金额\r\n田秀英,{IDENTITIES[0]},{COMMENT_MOBILE},1200.50\r\n"
    f"彭大明,{IDENTITIES[1]},{mobile(23_456_704)},800\r\n"
    f"咨询电话{LANDLINE}，项目编号{PROJECT}\r\n"
)


def page() -> bytes:
    """Return a web page with a hidden cell, a comment and a script."""
    return (
        f"<html><head><title>公示</title></head><body><h1>公示</h1><!-- {COMMENT_MOBILE} -->"
        f"<p>田秀英，身份证号{IDENTITIES[0]}</p><p style='display:none'>{IDENTITIES[1]}</p>"
        f"<table><tr><th>姓名</th><th>手机号</th></tr><tr><td>彭大明</td><td>{AUTHOR_MOBILE}</td></tr>"
        f"</table><p>咨询电话{LANDLINE}，项目编号{PROJECT}</p>"
        f"<script>var a='{IDENTITIES[2]}';</script></body></html>"
    ).encode()


def digits(text: str) -> str:
    """Return a text without what may stand between the digits of a number."""
    return re.sub(r"[\s\-.,]", "", text)
