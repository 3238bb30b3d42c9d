"""Masked copies as other programs see them: nothing of what was masked, in no part (S3, R51–R55).

The copies are opened with zipfile, pypdf, python-docx and openpyxl, not with our own readers; slides with python-pptx.
"""

import datetime
import html
import io
import re
import zipfile
from functools import cache

import docx
import openpyxl
import pypdf
import pytest
from leaky_files import (
    AMOUNTS,
    HOME,
    IDENTITIES,
    LANDLINE,
    PICTURE_IDENTITY,
    PROJECT,
    SECRETS,
    TEXT,
    boxed_pdf,
    digits,
    letter,
    page,
    slides,
    workbook,
)
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from shenfa.audit import compile_engine
from shenfa.audit.examine import Examiner
from shenfa.audit.masked_file import MaskedFile, Wishes, masked_file
from shenfa.readers import Options
from shenfa.readers.pictures.spotted import Box, Spotted, Stretch
from shenfa.text import ContentKind, Context

FILES = {
    "公示名单.xlsx": workbook,
    "通知.docx": letter,
    "汇报.pptx": slides,
    "名单.pdf": boxed_pdf,
    "名单.csv": TEXT.encode,
    "公示.html": page,
}


@cache
def masked(name: str) -> MaskedFile:
    """Return the copy of one of the files."""
    context = Context(ContentKind.LIST, datetime.date(2026, 5, 8))
    examiner = Examiner(compile_engine(), context)
    return masked_file(FILES[name](), (name, f"脱敏{name}"), examiner, Wishes())


def parts(data: bytes) -> dict[str, bytes]:
    """Return every part of a file; of a PDF every stream, unpacked."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return {name: file.read(name) for name in file.namelist()}
    if data.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(data))
        found = {
            str(number): stream.get_data()
            for number in range(1, len(reader.xref[0]) + 1)
            if isinstance(stream := reader.get_object(number), pypdf.generic.StreamObject)
            and stream.get("/Subtype") != "/Image"
        }
        text = "\n".join(one.extract_text() for one in reader.pages)
        return {**found, "text": text.encode(), "file": data}
    return {"": data}


def texts(part: bytes) -> list[str]:
    """Return a part in every way somebody could read it."""
    plain = [part.decode(one, "ignore") for one in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    bare = [html.unescape(re.sub("<[^>]*>", "", one)) for one in plain]
    return [*plain, *bare, *map(digits, (*plain, *bare))]


@pytest.mark.parametrize("name", FILES)
def test_no_part_of_the_copy_holds_what_was_masked(name: str) -> None:
    """R51, R52, R53, R55."""
    found = [
        (part, secret)
        for part, data in parts(masked(name).data).items()
        for text in texts(data)
        for secret in SECRETS
        if secret in text
    ]

    assert found == []


@pytest.mark.parametrize("name", FILES)
def test_what_looks_like_it_stays(name: str) -> None:
    """A project number with a wrong check digit and an office landline are no personal data."""
    text = "".join(text for data in parts(masked(name).data).values() for text in texts(data))

    assert PROJECT in text
    assert LANDLINE in text


def test_workbook_keeps_values_and_looks_of_what_is_seen() -> None:
    """Totals are unchanged; hidden rows, columns, sheets, formulas and comments are gone."""
    copy = masked("公示名单.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(copy.data))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=4)]

    assert book.sheetnames == ["公示名单"]
    assert rows[:3] == [
        ["虚谷县2026年困难群众救助公示名单", None, None, None],
        ["序号", "姓名", "村", "金额（元）"],
        [1, "田秀英", "竹沟村", 1200.5],
    ]
    assert rows[-1] == ["合计", None, None, sum(AMOUNTS)]
    assert len(rows) == 8
    assert sheet["D3"].number_format == "#,##0.00"
    assert sheet["D3"].border.left.style == "thin"
    assert sheet["A2"].fill.fgColor.rgb == "00DDEEFF"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:E1"]
    assert sheet.column_dimensions["D"].width == 14
    assert all(cell.comment is None for row in sheet.iter_rows() for cell in row)
    assert copy.left_out == (
        "隐藏的工作表1个",
        "工作表“公示名单”隐藏的1行",
        "工作表“公示名单”隐藏的2列",
    )
    assert sorted(parts(copy.data)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    ]


def test_letter_keeps_its_form_and_loses_its_history() -> None:
    copy = docx.Document(io.BytesIO(masked("通知.docx").data))
    own = parts(masked("通知.docx").data)
    cells = [[cell.text for cell in row.cells] for row in copy.tables[0].rows]
    body = own["word/document.xml"].decode()

    assert [(one.style.name if one.style else "", one.text) for one in copy.paragraphs[:3]] == [
        ("Heading 1", "关于公示2026年困难群众救助名单的通知"),
        ("Normal", "经审核，拟对田秀英等6人给予救助，现予公示。"),
        ("Normal", f"咨询电话：{LANDLINE}，项目编号{PROJECT}。"),
    ]
    assert copy.paragraphs[3].text == "联系人：石干事，手机139****6701。"
    assert cells == [["姓名", "家庭住址", "金额"], ["田秀英", "竹沟镇竹沟村", "1,200.50"]]
    assert copy.tables[0].style is not None
    assert copy.tables[0].style.name == "Table Grid"
    assert " PAGE " in own["word/footer1.xml"].decode()
    assert not re.search(r"<w:(ins|del|comment\w*|bookmark\w*)\b|w:rsid", body)
    assert not [name for name in own if re.search("docProps|comments|customXml|people", name)]


def test_slides_keep_their_places_and_lose_what_is_not_shown() -> None:
    """The layout's places and sizes are written into the slide, so it looks as it did."""
    copy = masked("汇报.pptx")
    old, new = (Presentation(io.BytesIO(data)) for data in (slides(), copy.data))
    first, second = new.slides
    box, own = first.shapes[0], old.slides[0].shapes[0]
    table = next(one.table for one in second.shapes if one.has_table)
    group = next(one for one in second.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP)
    names = sorted(parts(copy.data))

    assert (new.slide_width, new.slide_height) == (old.slide_width, old.slide_height)
    assert [one.text_frame.text for one in first.shapes if one.text_frame.text] == [
        "2026年困难群众救助工作汇报",
        f"咨询电话{LANDLINE}\n项目编号{PROJECT}",
    ]
    assert (box.left, box.top, box.width, box.height) == (
        own.left,
        own.top,
        own.width,
        own.height,
    )
    assert 'sz="4400"' in etree.tostring(box.element).decode()
    assert [cell.text for cell in table.rows[1].cells] == [
        "田秀英",
        IDENTITIES[0][:2] + "*" * 13 + IDENTITIES[0][-3:],
        "1200.5",
    ]
    assert [one.text_frame.text for one in group.shapes] == ["联系人手机139****6701"]
    assert copy.left_out == ("隐藏的幻灯片1张",)
    assert not [name for name in names if re.search("notes|comments|docProps|printer", name)]


def seen(data: bytes) -> tuple[Spotted, ...]:
    """Return the number of the identity card, as long as nothing covers it."""
    with Image.open(io.BytesIO(data)) as picture:
        if picture.size != (900, 560) or picture.convert("L").getpixel((300, 230)) == 64:
            return ()
    line = f"公民身份号码 {PICTURE_IDENTITY}"
    return (Spotted(line, (Stretch(0, len(line), Box(40, 210, 600, 260)),)),)


def test_a_picture_on_a_slide_is_covered() -> None:
    """An identity card shows a face and a home beside its number: nothing of it is left."""
    examiner = Examiner(
        compile_engine(),
        Context(ContentKind.LIST),
        Options(lambda data: tuple(one.text for one in seen(data))),
    )
    data = slides(with_pictures=True)
    copy = masked_file(data, ("汇报.pptx", "副本.pptx"), examiner, Wishes(locate=seen))
    pictures = [data for name, data in parts(copy.data).items() if "/media/" in name]

    assert [Image.open(io.BytesIO(one)).convert("L").getextrema() for one in pictures] == [(64, 64)]


def test_page_of_a_pdf_is_a_picture_with_masked_text() -> None:
    reader = pypdf.PdfReader(io.BytesIO(masked("名单.pdf").data))
    text = reader.pages[0].extract_text()

    assert (
        "身份证号" + IDENTITIES[0][:2] + "*" * 13 + IDENTITIES[0][-3:] + "，救助1200.50元" in text
    )
    assert "彭大明，身份证号" in text
    assert len(reader.pages[0].images) == 1
    assert reader.metadata is None
    assert not reader.attachments


def test_csv_keeps_encoding_and_line_ends() -> None:
    context = Context(ContentKind.LIST, datetime.date(2026, 5, 8))
    data = TEXT.encode("gb18030")
    examiner = Examiner(compile_engine(), context)
    copy = masked_file(data, ("名单.csv", "副本.csv"), examiner, Wishes()).data

    assert copy.decode("gb18030").splitlines(keepends=True)[1] == (
        f"田秀英,{IDENTITIES[0][:2]}*************{IDENTITIES[0][-3:]},139****6701,1200.50\r\n"
    )


@pytest.mark.parametrize("name", FILES)
def test_equal_files_give_equal_copies(name: str) -> None:
    context = Context(ContentKind.LIST, datetime.date(2026, 5, 8))
    again = masked_file(
        FILES[name](), (name, f"脱敏{name}"), Examiner(compile_engine(), context), Wishes()
    )

    assert again.data == masked(name).data


def test_home_is_kept_to_the_village() -> None:
    """R55: nothing below the village is published."""
    assert HOME not in docx.Document(io.BytesIO(masked("通知.docx").data)).tables[0].cell(1, 1).text


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_cover_lies_on_the_number_however_the_page_is_turned(turn: int) -> None:
    """Where the number was printed there is one even colour."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(boxed_pdf()))
    writer.pages[0].rotate(turn)
    buffer = io.BytesIO()
    writer.write(buffer)
    context = Context(ContentKind.LIST, datetime.date(2026, 5, 8))
    copy = masked_file(
        buffer.getvalue(),
        ("名单.pdf", "副本.pdf"),
        Examiner(compile_engine(), context),
        Wishes(are_pictures_seen=True),
    )
    picture = pypdf.PdfReader(io.BytesIO(copy.data)).pages[0].images[0].image
    assert picture is not None
    upright = picture.convert("L").rotate(turn, expand=True)
    scale = upright.width / 595.28
    # The number is the second line, fourteen points high, behind eight characters.
    left, top = (72 + 8 * 14) * scale, (841.89 - 730) * scale
    area = upright.crop((int(left + 2), int(top - 10 * scale), int(left + 110 * scale), int(top)))

    assert area.getextrema() == (64, 64)
