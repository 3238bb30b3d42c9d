"""Old Excel workbooks are read like new ones, as far as their format goes (R1)."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Drawing
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from shenfa.readers import Options, UnreadableDocument, open_document
from shenfa.readers.content import Content
from shenfa.readers.sheets.xls import read
from shenfa.text import Passage, PassageKind

PHONE = 13800000000
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a workbook with everything in it, saved in the old format by LibreOffice."""
    folder = tmp_path_factory.mktemp("xls")
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    fill(book.active)
    for title, state in (("隐", "hidden"), ("深", "veryHidden")):
        sheet = book.create_sheet(title)
        sheet["A1"] = f"{title}藏"
        sheet.sheet_state = state
    book.properties.title = "救助名单"
    book.properties.creator = "赵六"
    picture = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(picture, "PNG")
    book.active.add_image(Drawing(picture), "H2")
    book.save(folder / "名单.xlsx")
    return convert(folder, "名单.xlsx", "xls")


def fill(sheet: Worksheet) -> None:
    sheet.title = "名单"
    sheet.append(["竹沟镇临时救助名单"])
    sheet.append(["姓名", "家庭情况", None, "电话", "日期"])
    sheet.append([None, "村", "人口"])
    sheet.append(["张三", "上坪村", 3, PHONE, 46150])
    sheet.append(["李四", "下坪村", 4, PHONE + 1, 46150])
    for area in ("A1:E1", "A2:A3", "B2:C2", "D2:D3", "E2:E3"):
        sheet.merge_cells(area)
    sheet["E4"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["E5"].number_format = "yyyy-mm-dd"
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[5].hidden = True
    sheet["F4"] = "白字"
    sheet["F4"].font = Font(color="FFFFFFFF")
    sheet["G4"] = 42
    sheet["G4"].number_format = ";;;"
    sheet["I4"] = '=REPLACE("500999199001010010",7,8,"********")'
    sheet["A4"].comment = Comment("请核实", "赵六")
    sheet.oddHeader.center.text = "内部资料"
    rule = DataValidation(type="list", formula1='"低保,特困"', promptTitle="类别", prompt="请选择")
    rule.showInputMessage = True
    rule.add("I4:I9")
    sheet.add_data_validation(rule)
    chart = BarChart()
    chart.title = "各村人口"
    chart.add_data(Reference(sheet, min_col=3, min_row=4, max_row=5))
    sheet.add_chart(chart, "J9")


def convert(folder: Path, name: str, suffix: str) -> bytes:
    office = shutil.which("soffice")
    assert office, "these tests need LibreOffice"
    subprocess.run(  # noqa: S603 - the program is LibreOffice, found on the path
        (office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", suffix, "--outdir", str(folder), str(folder / name)),
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / name).with_suffix(f".{suffix}").read_bytes()


@pytest.fixture(scope="module")
def content(data: bytes) -> Content:
    return read(data, "名单.xls", Options())


def passage(found: Content, place: str) -> Passage:
    matching = [one for one in found.passages if one.place == place]
    assert len(matching) == 1, [one.place for one in found.passages]
    return matching[0]


@pytest.mark.office
@pytest.mark.parametrize(
    ("place", "text", "header"),
    [
        ("A1", "竹沟镇临时救助名单", ""),
        ("B4", "上坪村", "家庭情况/村"),
        ("C4", "3", "家庭情况/人口"),
        ("D4（隐藏列）", "13800000000", "电话"),
        ("E4", "2026年5月8日", "日期"),
        ("E5（隐藏行）", "2026-05-08", "日期"),
        ("D5（隐藏行、隐藏列）", "13800000001", "电话"),
        ("F4（白色文字）", "白字", ""),
        ("G4（数字格式;;;隐藏）", "42", ""),
        ("I4", "500999********0010", ""),
    ],
)
def test_cells_are_read_as_shown(content: Content, place: str, text: str, header: str) -> None:
    found = passage(content, f"工作表“名单”{place}")

    assert found.cell is not None
    assert (found.text, found.cell.header) == (text, header)
    assert (found.kind is PassageKind.HIDDEN) == ("（" in place)


@pytest.mark.office
@pytest.mark.parametrize(
    ("place", "text", "kind"),
    [
        ("工作表“隐”A1（隐藏工作表）", "隐藏", PassageKind.HIDDEN),
        ("工作表“名单”A4批注", "请核实", PassageKind.COMMENT),
        ("工作表“名单”页眉", "内部资料", PassageKind.HEADER),
        ("工作表“名单”图表", "各村人口", PassageKind.TEXT_BOX),
        ("工作表“名单”I4公式", "500999199001010010", PassageKind.FIELD_CODE),
        ("工作表“名单”数据有效性", "类别\n请选择\n低保\n特困", PassageKind.FIELD_CODE),
        ("文档属性“标题”", "救助名单", PassageKind.PROPERTY),
        ("文档属性“作者”", "赵六", PassageKind.PROPERTY),
    ],
)
def test_text_outside_cells_is_read(
    content: Content, place: str, text: str, kind: PassageKind
) -> None:
    found = passage(content, place)

    assert (found.text, found.kind) == (text, kind)


@pytest.mark.office
def test_pictures_are_opened_on_their_own(content: Content) -> None:
    assert [one.data[:6] for one in content.enclosed] == [b"\x89PNG\r\n"]
    assert not content.gaps


@pytest.mark.office
@pytest.mark.parametrize("keep", [600, 2_000, 5_000])
def test_cut_workbook_is_unreadable_or_read(data: bytes, keep: int) -> None:
    """Whatever is cut off, the answer is one sentence and never a crash."""
    with pytest.raises(UnreadableDocument, match=r"请重新保存后再检查|请另存为"):
        open_document(data[:keep], "名单.xls")


@pytest.mark.parametrize("data", [OLE + bytes(600), OLE + b"\xff" * 600, OLE])
def test_damaged_workbook_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"“名单\.et”已损坏，无法打开，请重新保存后再检查"):
        read(data, "名单.et", Options())
