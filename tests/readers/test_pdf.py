"""PDF files as county offices make them, and what the reader must bring to light."""

import io

import pypdf
import pytest
from pdf_samples import (
    FONT,
    HEIGHT,
    LEFT,
    PARAGRAPH,
    PITCH,
    WIDTH,
    Draw,
    make,
    picture,
    prose,
    saved,
    texts,
    wrap,
)
from pypdf.annotations import Text
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from shenfa.readers.content import Limits, Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.pages.pdf import read
from shenfa.text import Gap, GapKind, PassageKind

PLAIN = Options()


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


def struck_through(canvas: Canvas) -> None:
    canvas.drawString(80, 300, "内部掌握")
    canvas.rect(70, 305, 200, 1, fill=1)


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
        (struck_through, ""),
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


def strip(canvas: Canvas) -> None:
    """A line of text as a picture: too low for a scan, long enough for a number."""
    prose(canvas)
    canvas.drawImage(picture(300, 20), 100, 100, 150, 10)


def blank(canvas: Canvas) -> None:
    canvas.setLineWidth(1)


def ruled(canvas: Canvas) -> None:
    canvas.rect(100, 100, 300, 300)


SCAN = "第2页是扫描图片，未读取，请安装文字识别组件后再检查或者人工审看"
PICTURES = "第2页有1张图片，其中的文字未读取，请安装文字识别组件后再检查或者人工审看"
OUTLINES = "第2页的文字已转成图形，未读取，请安装文字识别组件后再检查或者人工审看"
PICTURE_CASES = [
    (scan_page, SCAN, "第2页（扫描）"),
    (with_picture, PICTURES, "第2页图片1"),
    (strip, PICTURES, "第2页图片1"),
    (outlined, OUTLINES, "第2页（扫描）"),
    (ruled, "第2页没有文字，请核对是否为空白页", "第2页（扫描）"),
]


@pytest.mark.parametrize(("draw", "reason", "_place"), PICTURE_CASES)
def test_pictures_are_gaps_for_people_without_recognition(
    draw: Draw, reason: str, _place: str
) -> None:
    content = read(make(prose, draw), "x.pdf", PLAIN)

    assert content.gaps == (Gap("第2页", reason, GapKind.MEDIA),)


def test_a_blank_page_is_a_gap_unless_recognition_would_have_seen_more() -> None:
    data = make(prose, blank)
    (gap,) = read(data, "x.pdf", PLAIN).gaps

    assert gap.reason == "第2页没有文字，请核对是否为空白页"
    assert not read(data, "x.pdf", Options(lambda _: ("字",))).gaps


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
    assert [(gap.place, gap.kind) for gap in content.gaps] == [("第2页", GapKind.MEDIA)]
    assert "上限" in content.gaps[0].reason


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
