"""Write the Word template of the written feedback: ``tools/build_feedback_form.py [FILE]``.

The office may then change the file in Word; the names in {{ }} and the rows of {%tr %} must stay.
"""

import sys
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from build_review_form import CENTRE, FANG, HEI, RIGHT, SONG, fill, foot, grid, write

TARGET = Path(__file__).parent.parent / "src/shenfa/writers/feedback/feedback.docx"
COLUMNS = (
    ("序号", 10, "place"),
    ("台账编号", 24, "number"),
    ("问题", 32, "problem"),
    ("网页", 46, "page"),
    ("整改前", 45, "before"),
    ("整改后", 45, "after"),
    ("责任人", 17, "person"),
    ("整改时间", 21, "fixed"),
    ("复核情况", 21, "check"),
)


def main(arguments: list[str]) -> None:
    """Build and save."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(24), Mm(20)
    section.left_margin, section.right_margin = Mm(18), Mm(18)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "审发", "整改情况书面反馈", ""
    write(document.add_paragraph(), "{{ heading }}", 20, SONG).alignment = CENTRE
    write(document.add_paragraph(), "{{ number }}", 10.5, FANG).alignment = RIGHT
    write(document.add_paragraph(), "{{ to }}", 14, FANG)
    opening = write(document.add_paragraph(), "{{ opening }}", 14, FANG)
    opening.paragraph_format.first_line_indent = Pt(28)
    table = grid(document, tuple(width for _, width, _ in COLUMNS), 4)
    for place, (name, _, key) in enumerate(COLUMNS):
        fill(table.cell(0, place), name, CENTRE, size=10.5, font=HEI)
        fill(table.cell(2, place), f"{{{{ one.{key} }}}}", size=9)
    fill(table.cell(1, 0), "{%tr for one in lines %}", size=9)
    fill(table.cell(3, 0), "{%tr endfor %}", size=9)
    write(document.add_paragraph(), "{{ unit }}（单位　盖章）", 14, FANG).alignment = RIGHT
    write(document.add_paragraph(), "{{ sender }}　　{{ date }}", 14, FANG).alignment = RIGHT
    answer = "{% if answer %}县政府办公室意见：{{ answer }}{% endif %}"
    write(document.add_paragraph(), answer, 14, FANG)
    foot(section.footer.paragraphs[0])
    document.save(arguments[0] if arguments else str(TARGET))


if __name__ == "__main__":
    main(sys.argv[1:])
