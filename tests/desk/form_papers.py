"""The papers of scenario S4: the signed original of a subsidy plan, and what is put on the web."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

FONT = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSerifSC-Regular.otf"
WIDTH, SIZE, STEP, MARGIN = 1240, 30, 56, 120
Rows = Sequence[Sequence[str]]
TITLE = "关于印发《2026年种粮补贴实施方案》的通知"
OPENING = (
    "各乡镇人民政府，各街道办事处：",
    "为落实“藏粮于地”战略，安排补贴资金，不得挪用。",
    "请于10月25日前报送核实结果，逾期未报的不予补贴。",
)
RIGHT, WRONG = "1,200", "1,300"
LIST = ("附件：1.补贴面积核实表", "2.补贴资金发放登记表")
CLOSING = (
    "虚谷土家族苗族自治县农业农村委员会",
    "2026年11月23日",
    "（此件公开发布）",
)
FIRST = ("附件1", "补贴面积核实表", "各乡镇逐户核实面积，由户主签字。")
SECOND = ("附件2", "补贴资金发放登记表", "按户登记金额，由户主签字。")


@dataclass(frozen=True)
class Paper:
    """The text: the area of a town, what a mu is paid, which attachments go with it."""

    area: str = "3,200"
    price: str = RIGHT
    attachments: tuple[tuple[str, ...], ...] = (FIRST, SECOND)

    @property
    def areas(self) -> Rows:
        """The first table."""
        return (("乡镇", "面积（亩）"), ("竹沟镇", self.area), ("云塘乡", "1,150"))

    @property
    def rates(self) -> Rows:
        """The second table."""
        return (
            ("序号", "作物", "标准（元）"),
            ("1", "水稻", "1,100"),
            ("2", "玉米", "900"),
            ("3", "大豆", self.price),
        )

    @property
    def list(self) -> tuple[str, ...]:
        """The list of attachments as the text gives it."""
        return LIST[: len(self.attachments)]


PAPER = Paper()
FAULTY = Paper(price=WRONG, attachments=(FIRST,))
BRIEF = Paper(attachments=())
FAULTY_BRIEF = Paper(area="3,100", price=WRONG, attachments=())
"""A text without attachments, which is checked sooner, and one that differs in two cells."""


def word(
    *lines: str,
    tables: Sequence[Rows] = (),
    after: Sequence[str] = (),
    pictures: Sequence[bytes] = (),
) -> bytes:
    """Return a Word file."""
    file = docx.Document()
    for line in lines:
        file.add_paragraph(line)
    for rows in tables:
        table = file.add_table(len(rows), len(rows[0]))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
    for line in after:
        file.add_paragraph(line)
    for one in pictures:
        file.add_picture(io.BytesIO(one))
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


@cache
def as_word(paper: Paper = PAPER) -> bytes:
    """Return the whole text with its attachments as one Word file."""
    attachments = [line for one in paper.attachments for line in one]
    after = (*paper.list, *CLOSING, *attachments)
    return word(TITLE, *OPENING, tables=(paper.areas, paper.rates), after=after)


def as_body(paper: Paper = PAPER) -> str:
    """Return what the page shows, without the attachments."""
    tables = "".join(map(_table, (paper.areas, paper.rates)))
    lines = "".join(f"<p>{line}</p>" for line in OPENING)
    return f"{lines}{tables}" + "".join(f"<p>{line}</p>" for line in (*paper.list, *CLOSING))


@cache
def as_files(paper: Paper = PAPER) -> tuple[tuple[str, bytes], ...]:
    """Return the attachments as files."""
    return tuple((f"{one[0]}：{one[1]}.docx", word(*one)) for one in paper.attachments)


def as_scan(paper: Paper = PAPER) -> bytes:
    """Return the whole text as a picture, which has to be recognised."""
    attachments = [line for one in paper.attachments for line in one]
    rows: list[Sequence[str]] = [(line,) for line in (TITLE, *OPENING)]
    rows += [*paper.areas, *paper.rates]
    rows += [(line,) for line in (*paper.list, *CLOSING, *attachments)]
    image = Image.new("RGB", (WIDTH, 2 * MARGIN + STEP * len(rows)), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, SIZE)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            pen.text((MARGIN + 300 * column, MARGIN + STEP * number), text, "black", font)
    return _saved(image)


def picture() -> bytes:
    """Return a small picture without any text."""
    return _saved(Image.new("RGB", (40, 40), "white"))


def _saved(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _table(rows: Rows) -> str:
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return f"<table>{''.join(f'<tr>{one}</tr>' for one in cells)}</table>"
