"""Write the example notice that ``make run`` checks: a fictional county, real kinds of mistakes."""

import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

FOLDER = Path(__file__).parent.parent / "examples"
NAME = "关于做好2026年汛期地质灾害避险转移工作的通知.docx"
WRITTEN = datetime.datetime(2026, 5, 8, 9, 0, tzinfo=datetime.UTC)
LINE = 28.95

BODY = (
    "各村（社区）,镇属各单位：",
    (
        "为切实做好2026年汛期地质灾害避险转移工作，保障人民群众生命财产安全，根据"
        "《虚谷土家族苗族自治县地质灾害防治工作方案》（虚谷府办发[2026]12号）要求，"
        "经镇党委、镇政府研究，现将有关事项通知如下。"
    ),
    "一、压实工作责任",
    (
        "各村（社区）主要负责人为第一责任人，要严格执行24小时值班制度(节假日不休息)，"
        "落实专人巡查，做到早发现、早预警、早转移。。"
    ),
    (
        "（一）、全面排查隐患点。6月31日前完成辖区内37处隐患点排查，"
        "建立台账，约50户左右群众签订避险明白卡。"
    ),
    "（二）开展避险演练。2026年5月20日（星期五）上午9时，在竹沟村小学操场统一组织。",
    "三、做好物资储备",
    "各村（社区）要对照清单备齐应急物资，详见错误!未找到引用源。",
)
TABLE = (
    ("序号", "物资名称", "数量", "责任单位"),
    ("1", "应急照明灯", "40盏", "镇应急办"),
    ("2", "帐篷", "25顶", "镇民政办"),
    ("3", "警戒带", "2000米", "XX村"),
)
CLOSING = ("附件：1.竹沟镇隐患点分布表；", "　　　2.避险明白卡（样式）")


def main() -> None:
    """Write the file."""
    document = Document()
    _page(document)
    _red_head(document)
    title = document.add_paragraph(style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(
        title,
        "虚谷土家族苗族自治县竹沟镇人民政府\n关于做好2026年汛期地质灾害避险转移工作的通知",
        22,
    )
    for index, text in enumerate(BODY):
        paragraph = _paragraph(document, text, indent=index > 0)
        if text.startswith("（二）"):
            _hidden(paragraph, "（此句待王主任定）")
    _deleted(_paragraph(document, "镇财政所按程序保障资金，"), "原定12万元，")
    _table(document)
    for text in CLOSING:
        _paragraph(document, text)
    for text in ("竹沟镇人民政府", "2026年05月08日"):
        _paragraph(document, text, indent=False).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _paragraph(document, "（联系人：竹沟镇应急办；联系电话：023-75550102）")
    reviewed = document.paragraphs[5]
    document.add_comment(reviewed.runs[0], text="数字再核一下", author="镇党政办", initials="办")
    _properties(document)
    FOLDER.mkdir(exist_ok=True)
    document.save(str(FOLDER / NAME))


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.footer.paragraphs[0].text = "— 1 —"
    section.header.paragraphs[0].text = "内部资料　注意保存"


def _red_head(document: WordDocument) -> None:
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = _run(head, "虚谷土家族苗族自治县竹沟镇人民政府文件", 26)
    run.font.color.rgb = RGBColor(0xC0, 0, 0)
    run.bold = True
    number = document.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(number, "竹沟府发〔2026〕08号", 16)


def _run(paragraph: Paragraph, text: str, size: float):  # noqa: ANN202 - a Run, which has no public path
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = "FangSong"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")  # noqa: SLF001 - no public way
    return run


def _paragraph(document: WordDocument, text: str, *, indent: bool = True) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(LINE)
    paragraph.paragraph_format.space_after = Pt(0)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    _run(paragraph, text, 16)
    return paragraph


def _hidden(paragraph: Paragraph, text: str) -> None:
    _run(paragraph, text, 16).font.hidden = True


def _deleted(paragraph: Paragraph, text: str) -> None:
    deletion = OxmlElement("w:del")
    deletion.set(qn("w:id"), "901")
    deletion.set(qn("w:author"), "镇财政所")
    deletion.set(qn("w:date"), WRITTEN.isoformat())
    run, content = OxmlElement("w:r"), OxmlElement("w:delText")
    content.text = text
    run.append(content)
    deletion.append(run)
    paragraph._p.append(deletion)  # noqa: SLF001 - no public way
    _run(paragraph, "专款专用，不得挪用。", 16)


def _table(document: WordDocument) -> None:
    table = document.add_table(rows=0, cols=len(TABLE[0]), style="Table Grid")
    for texts in TABLE:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            _run(cell.paragraphs[0], text, 12)


def _properties(document: WordDocument) -> None:
    properties = document.core_properties
    properties.author, properties.last_modified_by = "竹沟镇党政办", "竹沟镇党政办"
    properties.title, properties.comments = "汛期避险转移通知", ""
    properties.created = properties.modified = WRITTEN


if __name__ == "__main__":
    main()
