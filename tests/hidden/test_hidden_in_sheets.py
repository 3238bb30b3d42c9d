"""R39, R42: an identity number is found and located wherever a workbook may keep it."""

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from planting import IDENTITY, members, personal, places, repacked, replaced, unread

N = IDENTITY
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[Worksheet], None]


def book(change: Change | None = None, title: str = "公示名单") -> bytes:
    """An ordinary list with a change."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    sheet.append(["姓名", "村", "金额（元）", "备注"])
    sheet.append(["田秀英", "竹沟村", 1200, "联系电话023-75550107"])
    sheet.append(["彭大明", "大坪村", 800.5, "项目编号500242202401010019"])
    if change is not None:
        change(sheet)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def cell(value: object = N, **looks: object) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet["F9"] = value  # type: ignore[assignment] # whatever a cell takes
        for name, look in looks.items():
            setattr(sheet["F9"], name, look)

    return change


def hidden_column(sheet: Worksheet) -> None:
    sheet["F9"] = N
    sheet.column_dimensions["F"].hidden = True


def no_width(sheet: Worksheet) -> None:
    sheet["F9"] = N
    sheet.column_dimensions["F"].width = 0.1


def grouped_column(sheet: Worksheet) -> None:
    sheet["F9"] = N
    sheet.column_dimensions.group("E", "G", hidden=True)


def filtered_row(sheet: Worksheet) -> None:
    sheet["F9"] = N
    sheet.auto_filter.ref = "A1:F9"
    sheet.row_dimensions[9].hidden = True


def no_height(sheet: Worksheet) -> None:
    sheet["F9"] = N
    sheet.row_dimensions[9].height = 0.1


def other_sheet(state: str) -> Change:
    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        buried = sheet.parent.create_sheet("账户")
        buried["B2"] = N
        buried.sheet_state = state

    return change


def merged_over(sheet: Worksheet) -> None:
    sheet["F9"], sheet["G9"] = "甲", N
    sheet.merged_cells.add("F9:G9")


def masking_formula(sheet: Worksheet) -> None:
    sheet["F9"] = f'=LEFT("{N}",6)&"********"'


def referring_formula(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    buried = sheet.parent.create_sheet("数据")
    buried["A1"], buried.sheet_state = N, "hidden"
    sheet["F9"] = '=LEFT(数据!A1,6)&"********"'


def comment(sheet: Worksheet) -> None:
    sheet["F9"] = "甲"
    sheet["F9"].comment = Comment(N, "经办")


def comment_author(sheet: Worksheet) -> None:
    sheet["F9"] = "甲"
    sheet["F9"].comment = Comment("核", N)


def validation(sheet: Worksheet) -> None:
    rule = DataValidation(type="list", formula1=f'"{N},甲"')
    rule.add("F9")
    sheet.add_data_validation(rule)


def prompt(sheet: Worksheet) -> None:
    rule = DataValidation(type="list", formula1='"甲,乙"', prompt=N, promptTitle="t")
    rule.add("F9")
    sheet.add_data_validation(rule)


def condition(sheet: Worksheet) -> None:
    fill = PatternFill("solid", bgColor="FF0000")
    sheet.conditional_formatting.add("F9", FormulaRule(formula=[f'F9="{N}"'], fill=fill))


def criterion(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:D3"
    sheet.auto_filter.add_filter_column(0, [N])


def name(hidden: str) -> Change:
    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        value = DefinedName("号", attr_text=f'"{N}"', hidden=bool(hidden))
        sheet.parent.defined_names["号"] = value

    return change


def name_as_number(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    sheet.parent.defined_names[f"_{N}"] = DefinedName(f"_{N}", attr_text="A1")


def edge(sheet: Worksheet) -> None:
    sheet.oddHeader.center.text = f"制表{N}"


def even_edge(sheet: Worksheet) -> None:
    sheet.evenFooter.right.text = f"制表{N}"


def table(sheet: Worksheet) -> None:
    sheet.add_table(Table(displayName="名单", ref="A1:D3", comment=N))


def link(sheet: Worksheet) -> None:
    sheet["F9"] = "查看"
    sheet["F9"].hyperlink = f"http://a.cn/?id={N}"


def tip(sheet: Worksheet) -> None:
    sheet["F9"] = "查看"
    sheet["F9"].hyperlink = "http://a.cn/"
    sheet["F9"].hyperlink.tooltip = N


def chart(sheet: Worksheet) -> None:
    drawn = BarChart()
    drawn.add_data(Reference(sheet, min_col=3, min_row=1, max_row=3), titles_from_data=True)
    drawn.title = f"图{N}"
    sheet.add_chart(drawn, "H2")


def properties(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    sheet.parent.properties.keywords = N


def code_name(sheet: Worksheet) -> None:
    sheet.sheet_properties.codeName = f"S{N}"


def print_title(sheet: Worksheet) -> None:
    sheet.page_setup.paperHeight = "297mm"
    sheet.sheet_view.topLeftCell = "A1"


def more(**parts: str) -> Callable[[], bytes]:
    """Return the ordinary list with parts: two underscores for a slash."""
    return lambda: repacked(
        book(), {f"{key.replace('__', '/')}.xml": text for key, text in parts.items()}
    )


def with_strings(items: str) -> bytes:
    """Return the ordinary list with shared strings that no cell refers to."""
    link = f'<Relationship Id="rS" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    data = replaced(
        book(), "xl/_rels/workbook.xml.rels", "</Relationships>", f"{link}</Relationships>"
    )
    return repacked(data, {"xl/sharedStrings.xml": f"<sst {MAIN}>{items}</sst>"})


def drawing(inside: str) -> str:
    return (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>'
        "<xdr:from><xdr:col>4</xdr:col><xdr:row>6</xdr:row></xdr:from>"
        f"<xdr:sp>{inside}</xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
    )


SHAPE = "<xdr:nvSpPr><xdr:cNvPr id='2' name='{}' {}/></xdr:nvSpPr>"
WORDS = "<xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody>"
PLANTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "hidden column": (lambda: book(hidden_column), "“公示名单”F9（隐藏列"),
    "column without width": (lambda: book(no_width), "F9（隐藏列"),
    "folded group of columns": (lambda: book(grouped_column), "F9（隐藏列"),
    "filtered row": (lambda: book(filtered_row), "F9（隐藏行"),
    "row without height": (lambda: book(no_height), "F9（隐藏行"),
    "hidden sheet": (lambda: book(other_sheet("hidden")), "“账户”B2（隐藏工作表"),
    "very hidden sheet": (lambda: book(other_sheet("veryHidden")), "“账户”B2（深度隐藏工作表"),
    "white": (lambda: book(cell(font=Font(color="FFFFFF"))), "F9（白色文字"),
    "colour of the cell": (
        lambda: book(cell(font=Font(color="FF0000"), fill=PatternFill("solid", fgColor="FF0000"))),
        "F9（文字与底色相同",
    ),
    "tiny": (lambda: book(cell(font=Font(size=1))), "F9（字号过小"),
    "format that shows nothing": (lambda: book(cell(number_format=";;;")), "F9（数字格式"),
    "merged over": (lambda: book(merged_over), "G9（合并单元格遮盖"),
    "formula that masks": (lambda: book(masking_formula), "F9公式"),
    "formula about a hidden sheet": (lambda: book(referring_formula), "“数据”A1（隐藏工作表"),
    "comment": (lambda: book(comment), "F9批注"),
    "author of a comment": (lambda: book(comment_author), ""),
    "choice": (lambda: book(validation), "F9数据有效性"),
    "prompt": (lambda: book(prompt), "F9数据有效性"),
    "condition": (lambda: book(condition), "F9条件格式"),
    "criterion of a filter": (lambda: book(criterion), "xl/worksheets/sheet1.xml"),
    "name": (lambda: book(name("")), "名称“号”"),
    "hidden name": (lambda: book(name("yes")), "名称“号”"),
    "number as a name": (lambda: book(name_as_number), "xl/workbook.xml"),
    "title of a sheet": (lambda: book(title=N), ""),
    "header": (lambda: book(edge), "页眉"),
    "even footer": (lambda: book(even_edge), "页脚"),
    "comment on a table": (lambda: book(table), "xl/tables/table1.xml"),
    "link": (lambda: book(link), ""),
    "tip of a link": (lambda: book(tip), "F9链接提示"),
    "title of a chart": (lambda: book(chart), "图表"),
    "property": (lambda: book(properties), "文档属性“关键词”"),
    "code name": (lambda: book(code_name), "xl/worksheets/sheet1.xml"),
    "string no cell shows": (lambda: with_strings(f"<si><t>{N}</t></si>"), "残留文字"),
    "string of two runs no cell shows": (
        lambda: with_strings(f"<si><r><t>{N[:8]}</t></r><r><t>{N[8:]}</t></r></si>"),
        "残留文字",
    ),
    "reading aid of a string": (
        lambda: with_strings(f"<si><t>甲</t><rPh sb='0' eb='1'><t>{N}</t></rPh></si>"),
        "xl/sharedStrings.xml",
    ),
    "name of a style": (
        lambda: replaced(book(), "xl/styles.xml", 'name="Normal"', f'name="样式{N}"'),
        "xl/styles.xml",
    ),
    "format with words": (
        lambda: book(cell(5, number_format=f'"{N}"0')),
        "",
    ),
    "threaded comment": (
        more(
            xl__threadedComments__threadedComment1=f"<ThreadedComments {MAIN}><threadedComment "
            f'ref="F9"><text>{N}</text></threadedComment></ThreadedComments>'
        ),
        "F9批注",
    ),
    "person": (
        more(xl__persons__person=f"<personList {MAIN}><person displayName='{N}'/></personList>"),
        "批注作者",
    ),
    "pivot cache": (
        more(
            xl__pivotCache__pivotCacheDefinition1=f"<pivotCacheDefinition {MAIN}><cacheFields>"
            f"<cacheField name='号'><sharedItems><s v='{N}'/></sharedItems></cacheField>"
            "</cacheFields></pivotCacheDefinition>"
        ),
        "数据透视表缓存“号”",
    ),
    "records of a pivot cache alone": (
        more(
            xl__pivotCache__pivotCacheRecords1=f"<pivotCacheRecords {MAIN}><r><s v='{N}'/></r>"
            "</pivotCacheRecords>"
        ),
        "pivotCacheRecords1.xml",
    ),
    "pivot table": (
        more(
            xl__pivotTables__pivotTable1=f"<pivotTableDefinition {MAIN}><pivotFields>"
            f"<pivotField name='{N}'/></pivotFields></pivotTableDefinition>"
        ),
        "pivotTable1.xml",
    ),
    "external cache": (
        more(
            xl__externalLinks__externalLink1=f"<externalLink {MAIN}><externalBook><sheetNames>"
            "<sheetName val='底表'/></sheetNames><sheetDataSet><sheetData sheetId='0'><row r='4'>"
            f"<cell r='C4' t='str'><v>{N}</v></cell></row></sheetData></sheetDataSet>"
            "</externalBook></externalLink>"
        ),
        "外部链接缓存“底表”C4",
    ),
    "title in an external cache": (
        more(
            xl__externalLinks__externalLink1=f"<externalLink {MAIN}><externalBook><sheetNames>"
            f"<sheetName val='{N}'/></sheetNames></externalBook></externalLink>"
        ),
        "externalLink1.xml",
    ),
    "query": (
        more(xl__queryTables__queryTable1=f"<queryTable {MAIN} name='{N}'/>"),
        "queryTable1.xml",
    ),
    "connection": (
        more(
            xl__connections=f"<connections {MAIN}><connection name='x'><dbPr command='select {N}'/>"
            "</connection></connections>"
        ),
        "数据连接",
    ),
    "name of a connection": (
        more(xl__connections=f"<connections {MAIN}><connection name='{N}'/></connections>"),
        "xl/connections.xml",
    ),
    "slicer": (
        more(xl__slicers__slicer1=f"<slicers {MAIN}><slicer name='a' caption='{N}'/></slicers>"),
        "slicer1.xml",
    ),
    "cache of a slicer": (
        more(xl__slicerCaches__slicerCache1=f"<c {MAIN}><i n='{N}'/></c>"),
        "slicerCache1.xml",
    ),
    "mapping": (more(xl__xmlMaps=f"<MapInfo {MAIN}><Schema a='{N}'/></MapInfo>"), "xl/xmlMaps.xml"),
    "rich data": (
        more(xl__richData__rdrichvalue=f"<rvData {MAIN}><rv><v>{N}</v></rv></rvData>"),
        "rdrichvalue.xml",
    ),
    "revision": (
        more(
            xl__revisions__revisionLog1=f"<revisions {MAIN}><rcc><nc r='B2'><is><t>{N}</t></is></nc></rcc></revisions>"
        ),
        "修订记录",
    ),
    "text of a shape": (
        more(xl__drawings__drawing9=drawing(SHAPE.format("框", "") + WORDS.format(N[:9], N[9:]))),
        "E7文本框",
    ),
    "hidden shape": (
        more(
            xl__drawings__drawing9=drawing(
                SHAPE.format("框", "hidden='1'") + WORDS.format(N[:9], N[9:])
            )
        ),
        "隐藏对象",
    ),
    "name of a shape": (more(xl__drawings__drawing9=drawing(SHAPE.format(N, ""))), "drawing9.xml"),
    "alternative text": (
        more(xl__drawings__drawing9=drawing(SHAPE.format("框", f"descr='{N}'"))),
        "替代文字",
    ),
    "macro of a shape": (
        more(
            xl__drawings__drawing9=drawing(SHAPE.format("框", "")).replace(
                "<xdr:sp>", f"<xdr:sp macro='m{N}' textlink='A1'>"
            )
        ),
        "drawing9.xml",
    ),
    "old drawing": (
        lambda: repacked(
            book(),
            {
                "xl/drawings/vmlDrawing1.vml": "<xml xmlns:v='urn:schemas-microsoft-com:vml'>"
                f"<v:textbox><div>{N}</div></v:textbox></xml>"
            },
        ),
        "控件",
    ),
    "control": (
        more(xl__ctrlProps__ctrlProp1=f"<formControlPr {MAIN} fmlaLink='{N}'/>"),
        "ctrlProp1.xml",
    ),
    "web extension": (
        more(xl__webextensions__webextension1=f"<we {MAIN}><property value='{N}'/></we>"),
        "webextension1.xml",
    ),
    "printer": (
        lambda: repacked(
            book(), {"xl/printerSettings/printerSettings1.bin": N.encode("utf-16-le")}
        ),
        "printerSettings1.bin",
    ),
    "scenario": (
        lambda: replaced(
            book(),
            SHEET,
            "</worksheet>",
            "<scenarios><scenario name='甲'><inputCells r='B2' val='"
            f"{N}'/></scenario></scenarios></worksheet>",
        ),
        "B2 inputCells",
    ),
    "protected range": (
        lambda: replaced(
            book(),
            SHEET,
            "</worksheet>",
            f"<protectedRanges><protectedRange name='{N}' sqref='A1'/></protectedRanges></worksheet>",
        ),
        "protectedRange",
    ),
    "extension of a sheet": (
        lambda: replaced(
            book(),
            SHEET,
            "</worksheet>",
            f"<extLst><ext uri='x'><formula1><f>\"{N}\"</f></formula1></ext></extLst></worksheet>",
        ),
        "sheet1.xml",
    ),
    "view of somebody": (
        lambda: replaced(
            book(),
            SHEET,
            "</worksheet>",
            f"<customSheetViews><customSheetView><headerFooter><oddHeader>{N}</oddHeader>"
            "</headerFooter></customSheetView></customSheetViews></worksheet>",
        ),
        "sheet1.xml",
    ),
    "comment in the mark-up": (
        lambda: replaced(book(), SHEET, "<sheetData>", f"<!--{N}--><sheetData>"),
        "sheet1.xml",
    ),
    "path of the workbook": (
        lambda: replaced(
            book(), "xl/workbook.xml", "<bookViews>", f"<absPath url='D:\\\\{N}\\\\'/><bookViews>"
        ),
        "xl/workbook.xml",
    ),
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_number_in_a_workbook_is_found_and_located(plant: str) -> None:
    build, where = PLANTS[plant]
    found = places(build(), "名单.xlsx")

    assert found, unread(build(), "名单.xlsx")
    assert any(where in place for place in found), found


MOBILE = 13912345678
"""A mobile number kept as a number, of which the format shows less."""


@pytest.mark.parametrize("code", ["000****0000", '"已核"', '"139****5678"', ";;;", '0"***"'])
def test_a_format_that_masks_on_screen_is_seen_through(code: str) -> None:
    """R39: what the cell keeps leaves the house, whatever it shows."""
    found = personal(book(cell(MOBILE, number_format=code)), "名单.xlsx")

    assert any(one.startswith("PI002") and "F9" in one for one in found), found


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (13812345678, "#,##0"),
        (13812345678.5, "#,##0.00"),
        (13812345678, '0!.0000,,"亿元"'),
        (13812345678, '#,##0,"千元"'),
        (0.138123456781234, "0.0%"),
        (46350.4887, "yyyy-mm-dd hh:mm"),
        (1.38123456781e-5, "0.00E+00"),
    ],
)
def test_amounts_are_no_numbers_of_people(value: float, code: str) -> None:
    assert not personal(book(cell(value, number_format=code)), "名单.xlsx")


def test_an_ordinary_workbook_hides_nothing() -> None:
    assert not personal(book(print_title), "名单.xlsx")
    assert not unread(book(print_title), "名单.xlsx")
    assert "xl/theme/theme1.xml" in members(book())
