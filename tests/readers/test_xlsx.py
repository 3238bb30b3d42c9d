"""Every part of a workbook is a passage or a gap, hidden or not (R1)."""

import datetime
import io
import time
import zipfile
from collections.abc import Callable, Mapping

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from shenfa.readers import UnreadableDocument
from shenfa.readers.content import Content, Options
from shenfa.readers.sheets.number_format import WINDOWS_EPOCH
from shenfa.readers.sheets.workbook import Workbook as BookTables
from shenfa.readers.sheets.worksheet import read_worksheet
from shenfa.readers.sheets.xlsx import read
from shenfa.text import GapKind, Passage, PassageKind
from shenfa.text.checksums import resident_check_digit

IDENTITY = (stem := "50099919900101001") + resident_check_digit(stem)
PHONE = 13800000000
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
Fill = Callable[[Worksheet], None]


def book(fill: Fill, title: str = "名单", parts: Mapping[str, str] | None = None) -> bytes:
    """Return a workbook with one sheet, and more parts put into its package."""
    workbook = Workbook()
    workbook.properties.creator = None
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    fill(sheet)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return with_parts(buffer.getvalue(), parts or {})


def with_parts(data: bytes, parts: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return buffer.getvalue()


def content(fill: Fill, parts: Mapping[str, str] | None = None) -> Content:
    return read(book(fill, parts=parts), "名单.xlsx", Options())


def passage(found: Content, place: str) -> Passage:
    matching = [one for one in found.passages if one.place == place]
    assert len(matching) == 1, [one.place for one in found.passages]
    return matching[0]


def rows(*lines: list[object]) -> Fill:
    def fill(sheet: Worksheet) -> None:
        for line in lines:
            sheet.append(line)

    return fill


def nothing(sheet: Worksheet) -> None:
    sheet["A1"] = "正文"


ROSTER = rows(
    ["姓名", "身份证号", "电话"], ["张三", IDENTITY, PHONE], ["李四", IDENTITY, PHONE + 1]
)


def test_cells_have_place_position_and_header() -> None:
    found = passage(content(ROSTER), "工作表“名单”B2")

    assert (found.text, found.kind) == (IDENTITY, PassageKind.BODY)
    assert found.cell is not None
    assert (found.cell.table, found.cell.row, found.cell.column) == (1, 2, 2)
    assert found.cell.header == "身份证号"


def test_sheet_names_people_chose_are_read() -> None:
    assert passage(content(ROSTER), "第1个工作表名称").text == "名单"


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (PHONE, "General", "13800000000"),
        (float(PHONE), "0", "13800000000"),
        (500999199001010000, "General", "500999199001010000"),
        (1e20, "General", "100000000000000000000"),
        (0.1 + 0.2, "General", "0.3"),
        (1e30, "0.00", "1000000000000000000000000000000.00"),
        (1e-7, "General", "0.0000001"),
        (1e300, "yyyy-mm-dd", f"1{'0' * 300}"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (0.236, "0.0%", "23.6%"),
        (123456, '0!.0,"万"', "12.3万"),
        (5, "00000", "00005"),
        (-5, "0_);(0)", "(5)"),
        (0.5, ".00", ".50"),
        (12, '"第"0"号"', "第12号"),
        (0, '_ * #,##0_ ;_ * "-"_ ;_ * "-"_ ;_ @_ ', "-"),
        (7, "[>5]0;[<3]0.0;General", "7"),
        (True, "General", "TRUE"),
        ("#N/A", "General", "#N/A"),
        (datetime.date(2026, 5, 8), "yyyy-mm-dd", "2026-05-08"),
        (datetime.date(2026, 5, 8), "yyyy/m/d", "2026-05-08"),
        (datetime.date(2026, 5, 8), "mm-dd-yy", "2026-05-08"),
        (datetime.date(2026, 5, 8), 'yyyy"年"m"月"d"日"', "2026年5月8日"),
        (datetime.date(2026, 5, 8), '[$-804]yyyy"年"m"月"', "2026年5月"),
        (datetime.date(2026, 5, 8), "[$-804]aaaa", "星期五"),
        (datetime.datetime(2026, 5, 8, 9, 30), "yyyy/m/d h:mm", "2026-05-08 09:30"),  # noqa: DTZ001 - a cell has no zone
        (datetime.time(9, 30), "h:mm", "09:30"),
        (datetime.timedelta(hours=36), "[h]:mm", "36:00"),
        (-1, "yyyy-mm-dd", "-1"),
        ("第一行\n第二行", "General", "第一行\n第二行"),
    ],
)
def test_values_are_read_as_shown(value: object, code: str, shown: str) -> None:
    def fill(sheet: Worksheet) -> None:
        cell = sheet["A1"]
        cell.value = value
        cell.number_format = code

    assert passage(content(fill), "工作表“名单”A1").text == shown


def hide_column(sheet: Worksheet) -> None:
    ROSTER(sheet)
    sheet.column_dimensions.group("B", "C", hidden=True)


def narrow_column(sheet: Worksheet) -> None:
    ROSTER(sheet)
    sheet.column_dimensions["B"].width = 0.1


def hide_row(sheet: Worksheet) -> None:
    ROSTER(sheet)
    sheet.row_dimensions[2].hidden = True


def hide_sheet(sheet: Worksheet) -> None:
    ROSTER(sheet)
    sheet.sheet_state = "hidden"
    assert sheet.parent is not None
    sheet.parent.create_sheet("正文")


def bury_sheet(sheet: Worksheet) -> None:
    hide_sheet(sheet)
    sheet.sheet_state = "veryHidden"
    sheet.column_dimensions["B"].hidden = True


def whiten(sheet: Worksheet) -> None:
    ROSTER(sheet)
    sheet["B2"].font = Font(color="FFFFFFFF")


def paint_over(sheet: Worksheet) -> None:
    ROSTER(sheet)
    sheet["B2"].font = Font(color="FF336699")
    sheet["B2"].fill = PatternFill("solid", fgColor="FF336699")


def format_away(sheet: Worksheet) -> None:
    ROSTER(sheet)
    sheet["B2"].number_format = ";;;"


def format_number_away(sheet: Worksheet) -> None:
    ROSTER(sheet)
    sheet["B2"] = 123
    sheet["B2"].number_format = ";;"


def shrink(sheet: Worksheet) -> None:
    ROSTER(sheet)
    sheet["B2"].font = Font(sz=1)


def merge_over(sheet: Worksheet) -> None:
    ROSTER(sheet)
    cell = sheet["B2"]
    sheet.merge_cells("A2:A2")
    sheet.merged_cells.add("A2:B2")
    assert cell.value


@pytest.mark.parametrize(
    ("fill", "reason"),
    [
        (hide_column, "隐藏列"),
        (narrow_column, "隐藏列"),
        (hide_row, "隐藏行"),
        (hide_sheet, "隐藏工作表"),
        (bury_sheet, "深度隐藏工作表、隐藏列"),
        (whiten, "白色文字"),
        (paint_over, "文字与底色相同"),
        (format_away, "数字格式;;;隐藏"),
        (format_number_away, "数字格式;;隐藏"),
        (shrink, "字号过小"),
        (merge_over, "合并单元格遮盖"),
    ],
)
def test_what_is_hidden_says_why(fill: Fill, reason: str) -> None:
    found = passage(content(fill), f"工作表“名单”B2（{reason}）")

    assert found.kind is PassageKind.HIDDEN
    assert found.cell is not None
    assert found.cell.header == "身份证号"


def test_title_across_a_hidden_column_is_seen() -> None:
    def fill(sheet: Worksheet) -> None:
        titled(sheet)
        sheet.column_dimensions["A"].hidden = True

    found = content(fill)

    assert passage(found, "工作表“名单”A1").kind is PassageKind.BODY
    assert passage(found, "工作表“名单”A5（隐藏列）").kind is PassageKind.HIDDEN


def test_white_on_dark_is_seen() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "表头"
        sheet["A1"].font = Font(color="FFFFFFFF")
        sheet["A1"].fill = PatternFill("solid", fgColor="FF4472C4")

    assert passage(content(fill), "工作表“名单”A1").kind is PassageKind.BODY


def test_hidden_run_stands_apart() -> None:
    def fill(sheet: Worksheet) -> None:
        white = TextBlock(InlineFont(color="FFFFFFFF"), IDENTITY)
        sheet["A1"] = CellRichText("张三", white, "同志")

    found = content(fill)

    assert passage(found, "工作表“名单”A1").text == "张三同志"
    assert passage(found, "工作表“名单”A1（白色文字）").text == IDENTITY


def titled(sheet: Worksheet) -> None:
    sheet.append(["竹沟镇2026年临时救助对象名单"])
    sheet.append(["填报单位：竹沟镇人民政府", None, None, None, "2026年5月8日"])
    sheet.append(["序号", "姓名", "家庭情况", None, "金额（元）"])
    sheet.append([None, None, "村", "人口"])
    sheet.append([1, "张三", "上坪村", 3, 800])
    sheet.append(["合计：竹沟镇", None, None, None, 800])
    for area in ("A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "A6:D6"):
        sheet.merge_cells(area)


def grouped(sheet: Worksheet) -> None:
    sheet.append(["基本情况", None, "补助情况", None])
    sheet.append(["姓 名", "村", "项目", "金额"])
    sheet.append(["张三", "上坪村", "临时救助", 800])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D1")


REPEATED = rows(["姓名", "电话"], ["张三", PHONE], ["姓名", "电话"], ["李四", PHONE])
BARE = rows([1, "张三", PHONE], [2, "李四", PHONE])
SINGLE = rows(["电话"], [PHONE], [PHONE + 1])
YEARS = rows(["指标", 2024, 2025], ["产值", 1, 2], ["税收", 3, 4])


@pytest.mark.parametrize(
    ("fill", "place", "header"),
    [
        (titled, "A1", ""),
        (titled, "A2", ""),
        (titled, "C4", ""),
        (titled, "B5", "姓名"),
        (titled, "C5", "家庭情况/村"),
        (titled, "D5", "家庭情况/人口"),
        (titled, "E5", "金额（元）"),
        (titled, "A6", ""),
        (grouped, "B3", "基本情况/村"),
        (grouped, "D3", "补助情况/金额"),
        (grouped, "A3", "基本情况/姓名"),
        (REPEATED, "B3", ""),
        (REPEATED, "B4", "电话"),
        (BARE, "C2", ""),
        (SINGLE, "A3", "电话"),
        (YEARS, "A3", "指标"),
    ],
)
def test_header_is_found(fill: Fill, place: str, header: str) -> None:
    found = passage(content(fill), f"工作表“名单”{place}")

    assert found.cell is not None
    assert found.cell.header == header


def comment(sheet: Worksheet) -> None:
    nothing(sheet)
    sheet["A1"].comment = Comment("请核实后公开", "赵六")


def header(sheet: Worksheet) -> None:
    nothing(sheet)
    sheet.oddHeader.left.text = "内部资料"
    sheet.oddHeader.left.size = 12
    sheet.oddFooter.center.text = "第 &P 页"


def formula(sheet: Worksheet) -> None:
    sheet["A1"] = f'=REPLACE("{IDENTITY}",7,8,"********")'


def name(sheet: Worksheet) -> None:
    nothing(sheet)
    assert sheet.parent is not None
    sheet.parent.defined_names["内部"] = DefinedName("内部", attr_text='"未公开的联系人"')


def choice(sheet: Worksheet) -> None:
    nothing(sheet)
    rule = DataValidation(type="list", formula1='"低保,特困"', promptTitle="类别", prompt="请选择")
    rule.add("B2:B9")
    sheet.add_data_validation(rule)


def chart(sheet: Worksheet) -> None:
    rows(["村", "金额"], ["上坪村", 1], ["下坪村", 2])(sheet)
    drawn = BarChart()
    drawn.title = "各村补助"
    drawn.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(drawn, "D2")


def link(sheet: Worksheet) -> None:
    nothing(sheet)
    sheet["A1"].hyperlink = "mailto:zhang@example.cn"


@pytest.mark.parametrize(
    ("fill", "place", "text", "kind"),
    [
        (comment, "工作表“名单”A1批注（赵六）", "请核实后公开", PassageKind.COMMENT),
        (header, "工作表“名单”页眉", "内部资料", PassageKind.HEADER),
        (header, "工作表“名单”页脚", "第 1 页", PassageKind.FOOTER),
        (formula, "工作表“名单”A1公式", IDENTITY, PassageKind.FIELD_CODE),
        (name, "名称“内部”", "未公开的联系人", PassageKind.FIELD_CODE),
        (choice, "工作表“名单”B2:B9数据有效性", "类别\n请选择\n低保,特困", PassageKind.FIELD_CODE),
        (chart, "工作表“名单”图表", "各村补助", PassageKind.TEXT_BOX),
        (link, "工作表“名单”链接", "mailto:zhang@example.cn", PassageKind.FIELD_CODE),
    ],
)
def test_text_outside_cells_is_read(fill: Fill, place: str, text: str, kind: PassageKind) -> None:
    found = passage(content(fill), place)

    assert (found.text, found.kind) == (text, kind)


THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
    'threadedcomments"><threadedComment ref="C17" personId="{1}" id="{2}"><text>不宜公开</text>'
    "</threadedComment></ThreadedComments>"
)
PERSONS = (
    '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<person displayName="赵六" id="{1}"/></personList>'
)
PIVOT = (
    f'<pivotCacheDefinition {MAIN}><cacheFields><cacheField name="身份证号"><sharedItems>'
    f'<s v="{IDENTITY}"/><n v="1"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
)
EXTERNAL = (
    f'<externalLink {MAIN}><externalBook><sheetNames><sheetName val="底册"/></sheetNames>'
    '<sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>张三</v></cell></row>'
    "</sheetData></sheetDataSet></externalBook></externalLink>"
)
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>'
    "<xdr:from><xdr:col>2</xdr:col><xdr:row>3</xdr:row></xdr:from><xdr:sp><xdr:nvSpPr>"
    '<xdr:cNvPr id="2" name="文本框 1" descr="红头示意"/></xdr:nvSpPr><xdr:txBody><a:p><a:r>'
    "<a:t>框中</a:t></a:r><a:r><a:t>文字</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    "</xdr:twoCellAnchor></xdr:wsDr>"
)
CONNECTION = f'<connections {MAIN}><connection name="a" description="社保库"/></connections>'
REVISION = f'<revisions {MAIN}><rcc><oc t="inlineStr"><is><t>旧值</t></is></oc></rcc></revisions>'


@pytest.mark.parametrize(
    ("part", "xml", "place", "text", "kind"),
    [
        (
            "xl/threadedComments/threadedComment1.xml",
            THREAD,
            "工作簿C17批注",
            "不宜公开",
            PassageKind.COMMENT,
        ),
        ("xl/persons/person.xml", PERSONS, "批注作者", "赵六", PassageKind.PROPERTY),
        (
            "xl/pivotCache/pivotCacheDefinition1.xml",
            PIVOT,
            "数据透视表缓存“身份证号”",
            f"{IDENTITY}\n1",
            PassageKind.HIDDEN,
        ),
        (
            "xl/externalLinks/externalLink1.xml",
            EXTERNAL,
            "外部链接缓存“底册”A1",
            "张三",
            PassageKind.HIDDEN,
        ),
        (
            "xl/drawings/drawing1.xml",
            DRAWING,
            "工作簿C4文本框",
            "框中文字",
            PassageKind.TEXT_BOX,
        ),
        (
            "xl/drawings/drawing1.xml",
            DRAWING,
            "工作簿替代文字",
            "红头示意",
            PassageKind.ALTERNATIVE,
        ),
        ("xl/connections.xml", CONNECTION, "数据连接", "社保库", PassageKind.FIELD_CODE),
        ("xl/revisions/revisionLog1.xml", REVISION, "修订记录", "旧值", PassageKind.DELETED),
        (
            "customXml/item1.xml",
            "<a><b>张三</b></a>",
            "自定义 XML 数据",
            "张三",
            PassageKind.HIDDEN,
        ),
    ],
)
def test_parts_beside_the_sheets_are_read(
    part: str, xml: str, place: str, text: str, kind: PassageKind
) -> None:
    found = passage(content(nothing, {part: xml}), place)

    assert (found.text, found.kind) == (text, kind)


def test_comment_says_who_wrote_it() -> None:
    parts = {"xl/threadedComments/threadedComment1.xml": THREAD, "xl/persons/person.xml": PERSONS}

    assert passage(content(nothing, parts), "工作簿C17批注（赵六）").text == "不宜公开"


def test_sheet_is_cut_where_the_cells_become_too_many() -> None:
    with zipfile.ZipFile(io.BytesIO(book(ROSTER))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    tables = BookTables("xl/workbook.xml", (), (), (), (), WINDOWS_EPOCH)

    assert len(read_worksheet(sheet, tables, 4).cells) == 4
    assert read_worksheet(sheet, tables, 4).is_cut
    assert not read_worksheet(sheet, tables, 9).is_cut


@pytest.mark.parametrize(
    ("part", "place", "reason"),
    [
        ("xl/vbaProject.bin", "宏", "文件含有宏"),
        ("xl/activeX/activeX1.xml", "工作簿控件", "ActiveX"),
        ("xl/macrosheets/sheet1.xml", "工作簿", "宏表或对话框 sheet1.xml 未读取"),
        ("xl/model/item.data", "工作簿", "数据模型"),
        ("xl/newThing.xml", "工作簿", "文件部件 xl/newThing.xml 未读取"),
        ("xl/media/image1.emf", "工作簿图片", "矢量图片"),
        ("xl/worksheets/sheet1.xml", "工作表“名单”", "工作表已损坏"),
        ("xl/connections.xml", "文件部件 xl/connections.xml", "已损坏，未能读取"),
    ],
)
def test_what_is_not_read_is_a_gap(part: str, place: str, reason: str) -> None:
    gaps = content(nothing, {part: "<broken"}).gaps

    assert [gap for gap in gaps if gap.place == place and reason in gap.reason]


def test_formula_without_result_is_a_gap() -> None:
    found = content(rows(["=1+1", "=A1*2"], [3, 4]))

    assert [(gap.place, gap.reason[:9]) for gap in found.gaps] == [
        ("工作表“名单”", "有 2 个公式没有")
    ]


def test_pictures_and_embedded_files_are_opened_on_their_own() -> None:
    parts = {"xl/media/image1.png": "图", "xl/embeddings/报告.docx": "文"}
    found = content(nothing, parts)

    assert [(one.place, one.name) for one in found.enclosed] == [
        ("工作簿图片", "image1.png"),
        ("工作簿嵌入文件", "报告.docx"),
    ]


def test_linked_picture_is_a_gap_for_people() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/image" Target="http://x/a.png"'
        ' TargetMode="External"/></Relationships>'
    )
    found = content(nothing, {"xl/drawings/_rels/drawing9.xml.rels": rels})

    assert [gap.kind for gap in found.gaps] == [GapKind.MEDIA]


RAW_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="http://x/sharedStrings" Target="/xl/SharedStrings.xml"/>'
    "</Relationships>"
)
RAW_STRINGS = (
    f"<sst {MAIN}><si><t>正_x000D_\n文</t></si><si><t>删去的名字</t><rPh><t>注音</t></rPh></si>"
    '<si><r><t>可见</t></r><r><rPr><color indexed="9"/></rPr><t>不可见</t></r></si></sst>'
)
RAW_SHEET = (
    f'<worksheet {MAIN}><sheetFormatPr defaultColWidth="0"/>'
    '<cols><col min="1" max="3" width="9"/></cols><sheetData>'
    '<row><c t="s"><v>0</v></c><c><v>1E+999999999</v></c><c t="b"><v>0</v></c><c><v>7</v></c></row>'
    '<row ht="0"><c t="s"><v>2</v></c><c t="str"><f>A1</f><v></v></c></row>'
    "</sheetData></worksheet>"
)


def test_what_other_programs_write_is_read() -> None:
    """Cells without addresses, other cases of names, columns hidden by default, leftovers."""
    parts = {
        "xl/_rels/workbook.xml.rels": RAW_RELATIONS,
        "xl/sharedStrings.xml": RAW_STRINGS,
        "xl/worksheets/sheet1.xml": RAW_SHEET,
    }
    found = content(nothing, parts)

    assert [(one.place, one.text) for one in found.passages[1:]] == [
        ("工作表“名单”A1", "正\n文"),
        ("工作表“名单”B1", "1E+999999999"),
        ("工作表“名单”C1", "FALSE"),
        ("工作表“名单”D1（隐藏列）", "7"),
        ("工作表“名单”A2（隐藏行）", "可见"),
        ("工作表“名单”A2（隐藏行、白色文字）", "不可见"),
        ("残留文字（不在任何单元格中）", "删去的名字"),
    ]
    assert not found.gaps


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.xml": "<broken"},
        {"xl/styles.xml": "<broken"},
        {"_rels/.rels": "<broken"},
        {"xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"},
    ],
)
def test_broken_workbook_is_unreadable(parts: dict[str, str]) -> None:
    with pytest.raises(UnreadableDocument, match="重新保存后再检查"):
        content(nothing, parts)


def test_many_cells_are_read_fast_enough() -> None:
    """The goal is 2,000 rows of six cells in a second; half a minute would be a defect."""
    data = book(rows(*([number, "张三", IDENTITY, PHONE, "上坪村", 1.5] for number in range(2000))))
    start = time.process_time()
    found = read(data, "名单.xlsx", Options())

    assert len([one for one in found.passages if one.cell]) == 12_000
    assert time.process_time() - start < 5
