"""Every slide, note, comment and layout text of a presentation is a passage (R1)."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from shenfa.readers import UnreadableDocument
from shenfa.readers.content import Content, Options
from shenfa.readers.slides.pptx import read
from shenfa.text import Passage, PassageKind

BOX = (0, 0, Cm(5), Cm(3))
TITLE_ONLY, BLANK = 5, 6

# What python-pptx hands out is untyped; the alias says what is meant.
Deck = Presentation
Fill = Callable[["Deck"], None]


def content(fill: Fill, parts: Mapping[str, str] | None = None) -> Content:
    deck = Presentation()
    fill(deck)
    buffer = io.BytesIO()
    deck.save(buffer)
    with zipfile.ZipFile(buffer, "a") as package:
        for name, text in (parts or {}).items():
            package.writestr(name, text)
    return read(buffer.getvalue(), "汇报.pptx", Options())


def passage(found: Content, place: str) -> Passage:
    matching = [one for one in found.passages if one.place == place]
    assert len(matching) == 1, [one.place for one in found.passages]
    return matching[0]


def titled(deck: Deck) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "竹沟镇防汛工作汇报"
    slide.placeholders[1].text = "第一行\v第二行\n第三行"


def noted(deck: Deck) -> None:
    titled(deck)
    deck.slides[0].notes_slide.notes_text_frame.text = "这一页讲三分钟"


def unshown(deck: Deck) -> None:
    titled(deck)
    deck.slides[0].element.set("show", "0")


def boxed(deck: Deck) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
    slide.shapes.add_textbox(*BOX).text_frame.text = "框中文字"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(*BOX).text_frame.text = "组中文字"
    slide.shapes.add_textbox(Cm(90), 0, Cm(5), Cm(3)).text_frame.text = "页外文字"
    hidden = slide.shapes.add_textbox(*BOX)
    hidden.text_frame.text = "藏起的文字"
    hidden.element.nvSpPr.cNvPr.set("hidden", "1")
    hidden.element.nvSpPr.cNvPr.set("descr", "替代说明")


def tabled(deck: Deck) -> None:
    for _ in range(2):
        slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
        table = slide.shapes.add_table(2, 2, *BOX).table
        for number, text in enumerate(("姓名", "村", "张三", "上坪村")):
            table.cell(number // 2, number % 2).text = text


def charted(deck: Deck) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
    data = CategoryChartData()
    data.categories = ["上坪村", "下坪村"]
    data.add_series("降雨量", (1, 2))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *BOX, data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "各村降雨量"


def with_edges(deck: Deck) -> None:
    layout = deck.slide_layouts[TITLE_ONLY]
    layout.shapes._spTree.append(  # noqa: SLF001 - python-pptx cannot add shapes to a layout
        _box_from(deck, "内部资料")
    )
    deck.slides.add_slide(layout)


def _box_from(deck: Deck, text: str) -> object:
    slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
    box = slide.shapes.add_textbox(*BOX)
    box.text_frame.text = text
    return box.element


@pytest.mark.parametrize(
    ("fill", "place", "text", "kind"),
    [
        (titled, "第1页“标题”", "竹沟镇防汛工作汇报", PassageKind.BODY),
        (titled, "第1页“副标题”第1段", "第一行\n第二行", PassageKind.BODY),
        (titled, "第1页“副标题”第2段", "第三行", PassageKind.BODY),
        (noted, "第1页备注", "这一页讲三分钟", PassageKind.SPEAKER_NOTE),
        (unshown, "第1页“标题”（隐藏）", "竹沟镇防汛工作汇报", PassageKind.HIDDEN),
        (boxed, "第1页“TextBox 1”", "框中文字", PassageKind.BODY),
        (boxed, "第1页“TextBox 3”", "组中文字", PassageKind.BODY),
        (boxed, "第1页“TextBox 4”（页面外）", "页外文字", PassageKind.HIDDEN),
        (boxed, "第1页“TextBox 5”（隐藏对象）", "藏起的文字", PassageKind.HIDDEN),
        (boxed, "第1页替代文字", "替代说明", PassageKind.ALTERNATIVE),
        (tabled, "第2页表格第2行第1列", "张三", PassageKind.BODY),
        (charted, "第1页图表", "各村降雨量", PassageKind.TEXT_BOX),
        (with_edges, "版式“Title Only”“TextBox 1”", "内部资料", PassageKind.HEADER),
    ],
)
def test_text_is_read(fill: Fill, place: str, text: str, kind: PassageKind) -> None:
    found = passage(content(fill), place)

    assert (found.text, found.kind) == (text, kind)


def test_tables_have_headers_and_numbers_of_their_own() -> None:
    cells = [one.cell for one in content(tabled).passages if one.text == "上坪村" and one.cell]

    assert [(cell.table, cell.header) for cell in cells] == [(1, "村"), (2, "村")]


def test_chart_labels_are_read_and_its_sheet_is_opened() -> None:
    found = content(charted)

    assert "上坪村\n下坪村" in [one.text for one in found.passages]
    assert "第1页嵌入文件" in [one.place for one in found.enclosed]


def test_prompts_of_placeholders_are_not_read() -> None:
    assert not [one for one in content(titled).passages if "Click to edit" in one.text]


OLD_COMMENT = (
    '<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:cm authorId="0"><p:text>数字再核</p:text></p:cm></p:cmLst>'
)
OLD_AUTHORS = (
    '<p:cmAuthorLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:cmAuthor id="0" name="赵六"/></p:cmAuthorLst>'
)
NEW_COMMENT = (
    '<p188:cmLst xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p188:cm authorId="{9}">'
    "<p188:replyLst><p188:reply><p188:txBody><a:p><a:r><a:t>已核</a:t></a:r></a:p></p188:txBody>"
    "</p188:reply></p188:replyLst><p188:txBody><a:p><a:r><a:t>请核</a:t></a:r></a:p></p188:txBody>"
    "</p188:cm></p188:cmLst>"
)
DIAGRAM = (
    '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt><dgm:t>'
    "<a:p><a:r><a:t>镇指挥部</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
)
ORPHAN = (
    '<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:cSld><p:spTree><p:sp>'
    '<p:nvSpPr><p:cNvPr id="2" name="旧页"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>删去的页</a:t></a:r>'
    "</a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
)


@pytest.mark.parametrize(
    ("parts", "texts"),
    [
        ({"ppt/comments/comment1.xml": OLD_COMMENT}, [("演示文稿批注", "数字再核")]),
        (
            {"ppt/comments/comment1.xml": OLD_COMMENT, "ppt/commentAuthors.xml": OLD_AUTHORS},
            [("演示文稿批注（赵六）", "数字再核"), ("批注作者", "赵六")],
        ),
        (
            {"ppt/comments/modernComment_1.xml": NEW_COMMENT},
            [("演示文稿批注", "请核"), ("演示文稿批注", "已核")],
        ),
        ({"ppt/diagrams/data1.xml": DIAGRAM}, [("演示文稿智能图形", "镇指挥部")]),
        (
            {"ppt/slides/slide9.xml": ORPHAN},
            [("未列入放映的幻灯片“旧页”（未列入放映）", "删去的页")],
        ),
    ],
)
def test_parts_beside_the_slides_are_read(
    parts: dict[str, str], texts: list[tuple[str, str]]
) -> None:
    found = [(one.place, one.text) for one in content(titled, parts).passages]

    assert [one for one in found if one in texts] == texts


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("ppt/vbaProject.bin", "文件含有宏"),
        ("ppt/ink/ink1.xml", "手写墨迹"),
        ("ppt/media/image9.emf", "矢量图片"),
        ("ppt/newThing.xml", "文件部件 ppt/newThing.xml 未读取"),
    ],
)
def test_what_is_not_read_is_a_gap(part: str, reason: str) -> None:
    assert [gap for gap in content(titled, {part: "x"}).gaps if reason in gap.reason]


def test_sound_and_pictures_are_opened_on_their_own() -> None:
    found = content(titled, {"ppt/media/media1.mp4": "x", "ppt/media/image1.png": "x"})

    assert {"media1.mp4", "image1.png"} <= {one.name for one in found.enclosed}


def test_broken_presentation_is_unreadable() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", "<a/>")
        package.writestr("ppt/presentation.xml", "<a/>")

    with pytest.raises(UnreadableDocument, match="不是有效的演示文稿"):
        read(buffer.getvalue(), "汇报.pptx", Options())
