"""Pictures: read where recognition is installed, otherwise left to people."""

import io
from collections.abc import Callable
from functools import cache

import pylopdf_fonts_zh_cn
import pytest
from PIL import Image, ImageDraw, ImageFont

from shenfa.readers.content import Content, Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.pictures.image import read
from shenfa.readers.pictures.ocr import load_locator, load_recogniser
from shenfa.text import Gap, GapKind, Passage, PassageKind

FONT = pylopdf_fonts_zh_cn.sans_path()
RED = (215, 20, 20)
Colour = str | tuple[int, int, int]
UNREAD = Gap("图片", "图片中的文字未读取，请安装文字识别组件后再检查或者人工审看", GapKind.MEDIA)
NOTHING = Gap("图片", "图片中未识别出文字，请人工审看", GapKind.MEDIA)


def broken(_data: bytes) -> tuple[str, ...]:
    raise ValueError


@pytest.mark.parametrize(
    ("recognise", "expected"),
    [
        (None, Content(gaps=(UNREAD,))),
        (lambda _data: (), Content(gaps=(NOTHING,))),
        (
            lambda _data: ("公示名单", "田秀英"),
            Content((Passage("图片", "公示名单\n田秀英", PassageKind.PICTURE, origin="picture"),)),
        ),
    ],
)
def test_a_picture_is_text_or_a_gap_for_people(
    recognise: Callable[[bytes], tuple[str, ...]] | None, expected: Content
) -> None:
    """R49: what no machine could read is closed by people who look at it."""
    assert read(b"\xff\xd8\xff", "图.jpg", Options(recognise=recognise)) == expected


def test_a_picture_that_cannot_be_decoded_is_refused_in_one_sentence() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(b"\xff\xd8\xff", "图.jpg", Options(recognise=broken))

    assert str(caught.value) == "“图.jpg”图片已损坏、过大或者格式无法识别，请重新保存后再检查"


@cache
def recogniser() -> Callable[[bytes], tuple[str, ...]]:
    return load_recogniser()


def draw(
    *lines: tuple[int, int, str],
    size: tuple[int, int] = (900, 300),
    colours: tuple[Colour, Colour] = ("white", "black"),
) -> Image.Image:
    image = Image.new("RGB", size, colours[0])
    pen = ImageDraw.Draw(image)
    for x, y, text in lines:
        pen.text((x, y), text, colours[1], ImageFont.truetype(FONT, 36))
    return image


def saved(image: Image.Image, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def sealed() -> Image.Image:
    image = draw((60, 40, "虚谷县困难群众救助补助名单"), (60, 130, "落款日期二〇二六年五月八日"))
    ImageDraw.Draw(image).ellipse((260, 30, 480, 250), outline=RED, width=9)
    return image


NOTICE = ("虚谷县人民政府", "关于做好防汛工作的通知")
PLACED = ((60, 40, NOTICE[0]), (60, 130, NOTICE[1]))


@pytest.mark.ocr
@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (draw(*PLACED), NOTICE),
        (draw(*PLACED, colours=("white", RED)), NOTICE),
        (draw(*PLACED, colours=(RED, "white")), NOTICE),
        (draw((60, 40, "姓名"), (500, 42, "金额")), ("姓名\t金额",)),
        (sealed(), ("虚谷县困难群众救助补助名单", "落款日期二〇二六年五月八日")),
        (draw(), ()),
    ],
    ids=["black", "red on white", "white on red", "columns", "seal", "empty"],
)
def test_lines_are_recognised_in_reading_order(
    image: Image.Image, expected: tuple[str, ...]
) -> None:
    assert recogniser()(saved(image)) == expected


@pytest.mark.ocr
def test_a_long_picture_is_read_in_pieces_without_cutting_a_line() -> None:
    rows = [f"第{number}村张贴公示情况良好" for number in "一二三四五六七八九十"]
    places = [(40, 60 + 300 * index, row) for index, row in enumerate(rows)]

    assert recogniser()(saved(draw(*places, size=(560, 3200)))) == tuple(rows)


@pytest.mark.ocr
def test_every_page_of_a_fax_is_read() -> None:
    pages = [draw((60, 40, text)) for text in NOTICE]
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])

    assert recogniser()(buffer.getvalue()) == NOTICE


@pytest.mark.ocr
@pytest.mark.parametrize("data", [b"\xff\xd8\xff garbage", saved(draw(*PLACED))[:500]])
def test_bytes_that_are_no_whole_picture_are_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a picture"):
        recogniser()(data)


def coded(text: str) -> bytes:
    """A notice with a QR code beside its words."""
    import segno  # noqa: PLC0415 - comes with the [web] extra

    image = draw((60, 40, "扫码查看救助名单"), size=(900, 500))
    buffer = io.BytesIO()
    segno.make(text, micro=False).save(buffer, kind="png", scale=8)
    image.paste(Image.open(buffer).convert("RGB"), (420, 100))
    return saved(image)


@pytest.mark.ocr
@pytest.mark.parametrize(
    "text", ["http://a.example.cn/list?no=20260508", "姓名：田秀英，村：竹沟村"]
)
def test_what_a_code_says_is_read(text: str) -> None:
    """R39: a telephone reads it, so it is published."""
    assert f"二维码内容：{text}" in recogniser()(coded(text))


@pytest.mark.ocr
def test_a_code_is_found_where_it_stands() -> None:
    (code,) = [one for one in load_locator()(coded("1234567890")) if "1234567890" in one.text]
    box = code.stretches[0].box

    assert 420 <= box.left < 470
    assert 600 < box.right <= 760
    assert box.bottom > 300
