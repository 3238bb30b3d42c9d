"""From characters with places to paragraphs and cells, tried with PDF pages."""

import io
import time

import pypdf
import pytest
from pdf_samples import (
    FONT,
    LEFT,
    PARAGRAPH,
    PITCH,
    SIZE,
    WIDTH,
    make,
    prose,
    put,
    saved,
    texts,
    wrap,
    write,
)
from reportlab.pdfgen.canvas import Canvas

from shenfa.readers.content import Options
from shenfa.readers.pages.pdf import read
from shenfa.text import Cell, PassageKind

PLAIN = Options()


def notice(canvas: Canvas) -> None:
    canvas.setFont(FONT, 22)
    canvas.drawCentredString(WIDTH / 2, 770, "虚谷土家族苗族自治县人民政府办公室")
    canvas.drawCentredString(WIDTH / 2, 738, "关于做好困难群众救助工作的通知")
    canvas.setFont(FONT, SIZE)
    canvas.drawString(LEFT, 680, "各乡镇人民政府：")
    top = write(canvas, 652, PARAGRAPH, "一、明确责任", PARAGRAPH)
    put(
        canvas,
        (LEFT + 32, top - PITCH, "附件：1.补助资金分配表"),
        (LEFT + 80, top - 2 * PITCH, "2.补助对象名单"),
        (LEFT + 160, top - 4 * PITCH, "虚谷土家族苗族自治县人民政府办公室"),
        (LEFT + 250, top - 5 * PITCH, "2026年5月8日"),
        (LEFT + 32, top - 6 * PITCH, "（此件公开发布）"),
    )


def test_wrapped_lines_are_one_passage_and_parts_of_their_own_stay_apart() -> None:
    content = read(make(notice), "通知.pdf", PLAIN)

    assert texts(content) == [
        "虚谷土家族苗族自治县人民政府办公室关于做好困难群众救助工作的通知",
        "各乡镇人民政府：",
        PARAGRAPH,
        "一、明确责任",
        PARAGRAPH,
        "附件：1.补助资金分配表",
        "2.补助对象名单",
        "虚谷土家族苗族自治县人民政府办公室",
        "2026年5月8日",
        "（此件公开发布）",
    ]
    assert content.passages[2].place == "第1页第3段"
    assert content.passages[2].origin == "page 1"
    assert not content.gaps


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("推进西部陆海新通道建设工程和双城经济圈内的Chongqing", "Municipality重要项目"),
            ["推进西部陆海新通道建设工程和双城经济圈内的Chongqing Municipality重要项目"],
        ),
        (
            ("请访问县政府门户网站查询网址https://www.xugu.gov.cn/zw", "gk/tzgg，逾期不候"),
            ["请访问县政府门户网站查询网址https://www.xugu.gov.cn/zwgk/tzgg，逾期不候"],
        ),
        (
            ("请将材料报送至县民政局救助股并注明受理编号20260508000", "12345"),
            ["请将材料报送至县民政局救助股并注明受理编号2026050800012345"],
        ),
        (
            ("（一）落实属地责任", "（二）落实部门责任"),
            ["（一）落实属地责任", "（二）落实部门责任"],
        ),
    ],
)
def test_only_parted_words_get_a_space(lines: tuple[str, str], expected: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, (LEFT, 700, lines[0]), (LEFT, 672, lines[1]))

    assert texts(read(make(draw), "x.pdf", PLAIN)) == expected


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    lines = wrap(PARAGRAPH)

    def first(canvas: Canvas) -> None:
        write(canvas, 760, PARAGRAPH)
        put(canvas, (LEFT + 32, 200, lines[0]), *((LEFT, 172, line) for line in lines[1:2]))
        canvas.drawCentredString(WIDTH / 2, 50, "— 1 —")

    def second(canvas: Canvas) -> None:
        put(canvas, *((LEFT, 760 - PITCH * i, line) for i, line in enumerate(lines[2:])))
        write(canvas, 500, PARAGRAPH)
        canvas.drawCentredString(WIDTH / 2, 50, "— 2 —")

    content = read(make(first, second), "x.pdf", PLAIN)

    assert texts(content) == [PARAGRAPH] * 3
    assert texts(content, PassageKind.FOOTER) == ["— 1 —", "— 2 —"]
    assert [one.place for one in content.passages if one.text == PARAGRAPH] == [
        "第1页第1段",
        "第1页第2段",
        "第2页第1段",
    ]


def test_what_repeats_at_the_top_of_pages_is_a_header() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, (LEFT, 800, "虚谷县政府公报　2026年第5期"))
        prose(canvas)

    content = read(make(draw, draw, draw), "x.pdf", PLAIN)

    assert texts(content, PassageKind.HEADER) == ["虚谷县政府公报　2026年第5期"] * 3
    assert texts(content) == [PARAGRAPH] * 6


NAMES = ("李建国", "田秀英", "向前进")


def test_ruled_table_has_cells_with_headers_and_wrapped_cells_are_whole() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.setFont(FONT, 12)
        canvas.grid([80, 140, 260, 400], [150, 190, 230, 270, 300])
        put(canvas, (85, 280, "姓名"), (145, 280, "住址"), (265, 280, "金额（元）"))
        for name, top in zip(NAMES, (255, 215, 175), strict=True):
            put(canvas, (85, top - 5, name), (265, top - 5, "500.00"))
            put(canvas, (145, top, "云塘乡竹沟村三组十"), (145, top - 15, "二号"))

    cells = [one for one in read(make(draw), "x.pdf", PLAIN).passages if one.cell]

    assert [one.text for one in cells] == [
        *("姓名", "住址", "金额（元）"),
        *(text for name in NAMES for text in (name, "云塘乡竹沟村三组十二号", "500.00")),
    ]
    assert cells[4].cell == Cell(1, 2, 2, "住址")
    assert cells[4].place == "第1页表1第2行第2列"


def test_table_goes_on_over_the_page_break_even_in_the_middle_of_a_row() -> None:
    def first(canvas: Canvas) -> None:
        canvas.grid([80, 140, 230, 300], [100, 130, 160, 190])
        put(canvas, (85, 170, "姓名"), (145, 170, "证件号码"), (235, 170, "金额"))
        put(canvas, (85, 140, "李建国"), (145, 140, "AB1234567"), (235, 140, "500"))
        put(canvas, (85, 110, "田秀英"), (145, 110, "CD12345678"), (235, 110, "500"))

    def second(canvas: Canvas) -> None:
        canvas.grid([80, 140, 230, 300], [700, 730, 760])
        put(canvas, (145, 740, "90"))
        put(canvas, (85, 710, "向前进"), (145, 710, "EF1234567"), (235, 710, "800"))

    cells = [one for one in read(make(first, second), "x.pdf", PLAIN).passages if one.cell]

    assert [one.text for one in cells[6:]] == [
        *("田秀英", "CD1234567890", "500"),
        *("向前进", "EF1234567", "800"),
    ]
    assert cells[-1].cell == Cell(1, 4, 3, "金额")
    assert cells[-1].place == "第2页表1第4行第3列"


def test_columns_without_lines_are_cells_if_they_are_aligned() -> None:
    rows = (("姓名", "单位", "得分"), *((name, "竹沟镇", "81.5") for name in NAMES))

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(rows):
            put(canvas, *((100 + 140 * i, 700 - 30 * number, t) for i, t in enumerate(row)))

    cells = [one for one in read(make(draw), "x.pdf", PLAIN).passages if one.cell]

    assert [one.text for one in cells] == [text for row in rows for text in row]
    assert cells[5].cell == Cell(1, 2, 3, "得分")


def test_two_wide_texts_on_a_line_are_parted_by_a_tab() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, (80, 700, "联系人：田秀英"), (300, 700, "签发人：李建国"))

    assert texts(read(make(draw), "x.pdf", PLAIN)) == ["联系人：田秀英\t签发人：李建国"]


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left, right = "左栏讲述云塘乡的产业发展情况。" * 9, "右栏讲述竹沟镇的乡村治理情况。" * 9

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        for x, text in ((60, left), (310, right)):
            lines = [text[start : start + 22] for start in range(0, len(text), 22)]
            put(canvas, *((x, 700 - 16 * i, line) for i, line in enumerate(lines)))

    assert texts(read(make(draw), "x.pdf", PLAIN)) == [left, right]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_like_upright_ones(turn: int) -> None:
    """Every line has digits: without a system font pdfium passes over turned lines of Chinese."""
    text = "云塘乡2026年第1批补助对象共32户，" * 6

    def draw(canvas: Canvas) -> None:
        write(canvas, 740, text, text)

    reader = pypdf.PdfReader(io.BytesIO(make(draw)))
    writer = pypdf.PdfWriter()
    page = writer.add_page(reader.pages[0])
    page.rotate(turn)
    page.transfer_rotation_to_content()

    assert texts(read(saved(writer), "x.pdf", PLAIN)) == [text, text]


def test_watermark_does_not_cut_through_the_lines() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.translate(150, 500)
        canvas.rotate(45)
        canvas.drawString(0, 0, "征求意见稿")

    content = read(make(draw), "x.pdf", PLAIN)

    assert texts(content) == [PARAGRAPH, PARAGRAPH]
    assert texts(content, PassageKind.TEXT_BOX) == ["征求意见稿"]


def test_twenty_pages_take_less_than_half_a_second() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 780, *[PARAGRAPH] * 6)

    data = make(*[draw] * 20)
    started = time.process_time()
    content = read(data, "x.pdf", PLAIN)

    assert len(texts(content)) == 120
    assert time.process_time() - started < 0.5
