"""PDF files drawn for the tests: wrapped paragraphs, texts at places, pictures."""

import io
from collections.abc import Callable

import pypdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from shenfa.readers.content import Content
from shenfa.text import PassageKind

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
FONT = "STSong-Light"
WIDTH, HEIGHT = A4
LEFT, SIZE, PITCH = 79.0, 16, 28
PER_LINE = 27
PARAGRAPH = (
    "为深入贯彻落实党中央、国务院决策部署，扎实做好全县2026年困难群众救助补助工作，切实兜住兜准兜牢"
    "民生底线，经县政府第32次常务会议研究同意，现将有关事项通知如下，请结合实际认真抓好贯彻落实。"
)
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


def saved(writer: pypdf.PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
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
    """A grey picture."""
    return ImageReader(
        io.BytesIO(b"P6 %d %d 255\n" % (width, height) + b"\x90" * (width * height * 3))
    )
