"""PDF files as county offices make them, and what the reader must bring to light."""

import io
import time
from collections.abc import Callable

import pypdf
import pytest
from pypdf.annotations import Text
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from shenfa.readers.content import Content, Limits, Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.pdf import read
from shenfa.text import Cell, Gap, GapKind, PassageKind

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
FONT = "STSong-Light"
WIDTH, HEIGHT = A4
LEFT, SIZE, PITCH = 79.0, 16, 28
PER_LINE = 27
PARAGRAPH = (
    "为深入贯彻落实党中央、国务院决策部署，扎实做好全县2026年困难群众救助补助工作，切实兜住兜准兜牢"
    "民生底线，经县政府第32次常务会议研究同意，现将有关事项通知如下，请结合实际认真抓好贯彻落实。"
)
PLAIN = Options()
Draw = Callable[[Canvas], None]


def make(*pages: Draw) -> bytes:
    """A PDF with one page per drawing function."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle("通知")
    canvas.setAuthor("张三丰")
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def wrap(text: str, first: int = PER_LINE - 2, rest: int = PER_LINE) -> list[str]:
    """Break a text as a word processor would: by width, digits and letters half as wide."""
    lines, line, room = [], "", float(first)
    for character in text:
        width = 0.5 if ord(character) < 0x2E80 else 1.0
        if width > room and character not in "，。、":
            lines.append(line)
            line, room = "", float(rest)
        line += character
        room -= width
    return [*lines, line]


def write(canvas: Canvas, top: float, *texts: str) -> float:
    """Set paragraphs with an indented first line, and return where the next one begins."""
    for text in texts:
        for number, line in enumerate(wrap(text)):
            canvas.drawString(LEFT + (0 if number else 2 * SIZE), top, line)
            top -= PITCH
    return top


def prose(canvas: Canvas) -> None:
    write(canvas, 740, PARAGRAPH, PARAGRAPH)


def put(canvas: Canvas, *texts: tuple[float, float, str]) -> None:
    for x, y, text in texts:
        canvas.drawString(x, y, text)


def texts(content: Content, kind: PassageKind = PassageKind.BODY) -> list[str]:
    return [one.text for one in content.passages if one.kind is kind]


def picture(width: int = 600, height: int = 800) -> ImageReader:
    """A picture without Pillow's help: a grey PNG would do, a PPM is simpler."""
    return ImageReader(
        io.BytesIO(b"P6 %d %d 255\n" % (width, height) + b"\x90" * (width * height * 3))
    )


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
            (
                "实施西部陆海新通道建设工程和成渝地区双城经济圈建设的Chongqing",
                "Municipality重要项目",
            ),
            1,
        ),
        (("请访问县政府门户网站查询，网址https://www.xugu.gov.cn/zwgk/zfxx", "gk/tzgg"), 1),
        (("（一）落实属地责任", "（二）落实部门责任"), 2),
    ],
)
def test_words_keep_their_space_and_addresses_get_none(
    lines: tuple[str, str], expected: int
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 14)
        put(canvas, (LEFT, 700, lines[0]), (LEFT, 676, lines[1]))

    found = texts(read(make(draw), "x.pdf", PLAIN))

    assert len(found) == expected
    assert "Chongqing Municipality" in found[0] or "zfxxgk" in found[0] or expected == 2


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
    reader = pypdf.PdfReader(io.BytesIO(make(prose)))
    writer = pypdf.PdfWriter()
    page = writer.add_page(reader.pages[0])
    page.rotate(turn)
    page.transfer_rotation_to_content()

    assert texts(read(saved(writer), "x.pdf", PLAIN)) == [PARAGRAPH, PARAGRAPH]


def saved(writer: pypdf.PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(80, 300, "内部掌握")


def white_on_blue(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0, 0.6)
    canvas.rect(70, 290, 200, 40, fill=1)
    white(canvas)


def unseen(canvas: Canvas) -> None:
    text = canvas.beginText(80, 300)
    text.setTextRenderMode(3)
    text.textLine("内部掌握")
    canvas.drawText(text)


def off_page(canvas: Canvas) -> None:
    canvas.drawString(-300, 300, "内部掌握")


def blackened(canvas: Canvas) -> None:
    canvas.drawString(80, 300, "内部掌握")
    canvas.rect(70, 290, 200, 40, fill=1)


def tiny(canvas: Canvas) -> None:
    canvas.setFont(FONT, 0.5)
    canvas.drawString(80, 300, "内部掌握")


def marked(canvas: Canvas) -> None:
    canvas.drawString(80, 300, "内部掌握")
    canvas.setFillAlpha(0.4)
    canvas.rect(70, 290, 200, 40, fill=1)


def shaded(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.8, 0.8, 0.8)
    canvas.rect(70, 290, 200, 40, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(80, 300, "内部掌握")


@pytest.mark.parametrize(
    ("draw", "place"),
    [
        (white, "第1页隐藏文字（白色）"),
        (unseen, "第1页隐藏文字（不显示）"),
        (off_page, "第1页隐藏文字（页面之外）"),
        (blackened, "第1页隐藏文字（被遮盖）"),
        (tiny, "第1页隐藏文字（字号过小）"),
        (white_on_blue, ""),
        (marked, ""),
        (shaded, ""),
    ],
)
def test_text_that_nobody_sees_is_hidden(draw: Draw, place: str) -> None:
    def page(canvas: Canvas) -> None:
        prose(canvas)
        draw(canvas)

    content = read(make(page), "x.pdf", PLAIN)
    found = [one for one in content.passages if one.text == "内部掌握"]

    assert [(one.kind, one.place) for one in found] == [
        (PassageKind.HIDDEN, place) if place else (PassageKind.BODY, "第1页第3段")
    ]
    assert texts(content)[:2] == [PARAGRAPH, PARAGRAPH]


def test_watermark_does_not_cut_through_the_lines() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.translate(150, 500)
        canvas.rotate(45)
        canvas.drawString(0, 0, "征求意见稿")

    content = read(make(draw), "x.pdf", PLAIN)

    assert texts(content) == [PARAGRAPH, PARAGRAPH]
    assert texts(content, PassageKind.TEXT_BOX) == ["征求意见稿"]


def scan_page(canvas: Canvas) -> None:
    canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)


def searchable_scan(canvas: Canvas) -> None:
    text = canvas.beginText(LEFT, 740)
    text.setTextRenderMode(3)
    for number, line in enumerate(wrap(PARAGRAPH)):
        text.setTextOrigin(LEFT + (0 if number else 32), 740 - PITCH * number)
        text.textOut(line)
    canvas.drawText(text)
    scan_page(canvas)


def with_picture(canvas: Canvas) -> None:
    prose(canvas)
    canvas.drawImage(picture(200, 300), 100, 100, 100, 150)
    canvas.drawImage(picture(20, 20), 300, 100, 20, 20)


def outlined(canvas: Canvas) -> None:
    for number in range(60):
        path = canvas.beginPath()
        path.moveTo(80 + 5 * number, 700)
        for _ in range(8):
            path.curveTo(80, 700, 90, 710, 85, 705)
        canvas.drawPath(path, fill=1)


SCAN = "第2页是扫描图片，未读取，请安装文字识别组件后再检查或者人工审看"
PICTURES = "第2页有1张图片，其中的文字未读取，请安装文字识别组件后再检查或者人工审看"
OUTLINES = "第2页的文字已转成图形，未读取，请安装文字识别组件后再检查或者人工审看"
PICTURE_CASES = [
    (scan_page, SCAN, "第2页（扫描）"),
    (with_picture, PICTURES, "第2页图片1"),
    (outlined, OUTLINES, "第2页（扫描）"),
]


@pytest.mark.parametrize(("draw", "reason", "_place"), PICTURE_CASES)
def test_pictures_are_gaps_for_people_without_recognition(
    draw: Draw, reason: str, _place: str
) -> None:
    content = read(make(prose, draw), "x.pdf", PLAIN)

    assert content.gaps == (Gap("第2页", reason, GapKind.MEDIA),)


@pytest.mark.parametrize(("draw", "_reason", "place"), PICTURE_CASES)
def test_pictures_are_recognised_where_that_is_possible(
    draw: Draw, _reason: str, place: str
) -> None:
    seen: list[bytes] = []

    def recognise(pixels: bytes) -> tuple[str, ...]:
        seen.append(pixels)
        return ("补助名单", "第二行")

    content = read(make(prose, draw), "x.pdf", Options(recognise=recognise))
    found = [one for one in content.passages if one.kind is PassageKind.PICTURE]

    assert [(one.place, one.text) for one in found] == [(place, "补助名单\n第二行")]
    assert seen[0].startswith(b"BM")
    assert not content.gaps


def test_a_picture_in_which_nothing_was_found_is_still_a_gap() -> None:
    """R49: what no machine could read is closed by people who look at it."""
    content = read(make(scan_page), "x.pdf", Options(recognise=lambda _pixels: ()))

    assert content.gaps == (Gap("第1页（扫描）", "图片中未识别出文字，请人工审看", GapKind.MEDIA),)


def test_no_more_pages_are_recognised_than_the_limit_allows() -> None:
    options = Options(recognise=lambda _pixels: ("字",), limits=Limits(pages=1))
    content = read(make(scan_page, scan_page), "x.pdf", options)

    assert texts(content, PassageKind.PICTURE) == ["字"]
    assert [gap.place for gap in content.gaps] == ["第2页"]


def test_text_of_a_searchable_scan_is_ordinary_text_and_its_picture_is_read() -> None:
    content = read(make(searchable_scan), "x.pdf", PLAIN)

    assert texts(content) == [PARAGRAPH]
    assert not texts(content, PassageKind.HIDDEN)
    assert not content.gaps


def test_parts_outside_the_pages_are_read() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(prose, prose)))
    writer.add_annotation(1, Text(text="此处电话要删\r改", rect=(50, 550, 200, 650)))
    writer.add_outline_item(title="内部名单", page_number=0)
    writer.add_attachment("名单.txt", "云塘乡名单".encode())
    action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('x')")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(key): value for key, value in action.items()}
    )
    content = read(saved(writer), "x.pdf", PLAIN)
    others = [
        (one.kind, one.place, one.text)
        for one in content.passages
        if one.kind is not PassageKind.BODY
    ]

    assert others[:2] == [
        (PassageKind.COMMENT, "第2页批注", "此处电话要删\n改"),
        (PassageKind.PROPERTY, "文档属性“标题”", "通知"),
    ]
    assert (PassageKind.PROPERTY, "文档属性“作者”", "张三丰") in others
    assert others[-1] == (PassageKind.PROPERTY, "书签", "内部名单")
    assert [(one.place, one.name, one.data) for one in content.enclosed] == [
        ("附件", "名单.txt", "云塘乡名单".encode())
    ]
    assert [gap.place for gap in content.gaps] == ["脚本"]


def test_values_of_form_fields_are_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="phone", tooltip="联系电话", value="12345", x=80, y=600)

    content = read(make(draw), "x.pdf", PLAIN)

    assert [(one.place, one.text) for one in content.passages if one.origin == "page 1"] == [
        ("第1页表单项“联系电话”", "12345")
    ]


def encrypted(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(prose)))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    return saved(writer)


def test_a_password_against_changes_only_does_not_matter() -> None:
    assert texts(read(encrypted(""), "x.pdf", PLAIN)) == [PARAGRAPH, PARAGRAPH]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (encrypted("secret"), "“x.pdf”设有打开密码，请取消密码后再检查"),
        (b"%PDF-1.7 garbage", "“x.pdf”已损坏或者没有页面，请重新导出后再检查"),
        (make(prose)[:900], "“x.pdf”已损坏或者没有页面，请重新导出后再检查"),
        (saved(pypdf.PdfWriter()), "“x.pdf”已损坏或者没有页面，请重新导出后再检查"),
    ],
    ids=["password", "garbage", "cut off", "no page"],
)
def test_unreadable_files_are_refused_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "x.pdf", PLAIN)

    assert str(caught.value) == message


def undecodable() -> bytes:
    """A font whose characters have private codes, as converters make that lose the names."""
    ranges = b"\n".join(b"<%02X00> <%02XFF> <E000>" % (high, high) for high in range(0x4E, 0xA0))
    names = b"82 beginbfrange\n" + ranges + b"\nendbfrange"
    content = b"BT /F 16 Tf 80 700 Td <" + PARAGRAPH.encode("utf-16-be").hex().encode() + b"> Tj ET"
    return b"""%%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Count 1 /Kids [3 0 R]>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
  /Resources <</Font <</F 5 0 R>>>>>> endobj
4 0 obj <</Length %d>> stream
%s
endstream endobj
5 0 obj <</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H
  /ToUnicode 7 0 R /DescendantFonts [6 0 R]>> endobj
6 0 obj <</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light
  /CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 0>>>> endobj
7 0 obj <</Length %d>> stream
%s
endstream endobj
trailer <</Root 1 0 R>>
""" % (len(content), content, len(names), names)


def test_a_text_layer_without_meaning_is_a_gap_or_recognised() -> None:
    data = undecodable()
    plain = read(data, "x.pdf", PLAIN)
    recognised = read(data, "x.pdf", Options(recognise=lambda _pixels: ("通知",)))

    assert [gap.reason for gap in plain.gaps] == [
        "第1页的文字层无法正确解码，请嵌入字体重新导出后再检查"
    ]
    assert texts(recognised, PassageKind.PICTURE) == ["通知"]
    assert not recognised.gaps


def test_twenty_pages_take_less_than_half_a_second() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 780, *[PARAGRAPH] * 6)

    data = make(*[draw] * 20)
    started = time.process_time()
    content = read(data, "x.pdf", PLAIN)

    assert len(texts(content)) == 120
    assert time.process_time() - started < 0.5
