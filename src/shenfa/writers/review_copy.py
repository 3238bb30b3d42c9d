"""A Word document that shows the passages of any other file, with the notes as comments."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, cast

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from shenfa.text import Passage
from shenfa.writers.docx_comments import Note, add_comment, printable, saved, span_of

if TYPE_CHECKING:
    from docx.oxml.text.paragraph import CT_P

GREY = RGBColor(0x80, 0x80, 0x80)
SMALL = Pt(8)
CHINESE = "宋体"
WIDEST = 60
"""Word allows 63 columns in a table; wider ones are shown cell by cell."""

Numbered = tuple[int, Passage]
Notes = Mapping[int | None, Sequence[Note]]


def review_copy(passages: Sequence[Passage], notes: Iterable[Note], title: str) -> bytes:
    """Return a new .docx: every passage under its place, tables as tables, a comment per note."""
    document = docx.Document()
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(
        qn("w:eastAsia"), CHINESE
    )
    document.core_properties.author = "审发"
    document.core_properties.comments = ""
    by_passage: dict[int | None, list[Note]] = {}
    for note in notes:
        is_there = note.passage is not None and 0 <= note.passage < len(passages)
        by_passage.setdefault(note.passage if is_there else None, []).append(note)

    heading = document.add_heading(level=1).add_run(printable(title))
    for note in by_passage.get(None, ()):
        add_comment(document, (heading, heading), f"【{note.place or '全文'}】{note.text}")
    for table, group in groupby(enumerate(passages), key=lambda one: _table(one[1])):
        cells = list(group)
        columns = sorted({one.cell.column for _, one in cells if one.cell is not None})
        if table is not None and len(columns) <= WIDEST:
            _add_table(document, cells, columns, by_passage)
        else:
            for index, passage in cells:
                if passage.place:
                    _add_place(_paragraph(document), passage.place)
                _fill(document, _paragraph(document), passage.text, by_passage.get(index, ()))
    return saved(document)


def _paragraph(document: Document) -> Paragraph:
    # python-docx looks through the whole body for its end at every paragraph it adds.
    paragraph = cast("CT_P", OxmlElement("w:p"))
    document.element.body[-1].addprevious(paragraph)
    return Paragraph(paragraph, document)


def _table(passage: Passage) -> tuple[str, int] | None:
    return None if passage.cell is None else (passage.enclosure, passage.cell.table)


def _add_table(
    document: Document, passages: Sequence[Numbered], columns: Sequence[int], notes: Notes
) -> None:
    _add_place(document.add_paragraph(), f"{passages[0][1].place}起")
    rows = [list(group) for _, group in groupby(passages, key=lambda one: _row(one[1]))]
    table = document.add_table(len(rows), len(columns) + 1, style="Table Grid")
    for own, row in zip(rows, table.rows, strict=True):
        number, *cells = row.cells
        _add_place(number.paragraphs[0], f"第{_row(own[0][1])}行")
        # Rows kept together would move a long table to the next page.
        number.paragraphs[0].paragraph_format.keep_with_next = False
        first = own[0][1].cell
        if len(own) == 1 and first is not None and first.column == columns[0]:
            # A heading over the whole table.
            cells[0].merge(cells[-1])
        used: set[int] = set()
        for index, passage in own:
            column = columns.index(passage.cell.column if passage.cell else 0)
            # Hidden and deleted text of a cell follows its visible text.
            cell = cells[column]
            paragraph = cell.add_paragraph() if column in used else cell.paragraphs[0]
            if column in used:
                _add_place(paragraph, f"{passage.place}：")
            used.add(column)
            _fill(document, paragraph, passage.text, notes.get(index, ()))
    document.add_paragraph()


def _row(passage: Passage) -> int:
    return passage.cell.row if passage.cell else 0


def _add_place(paragraph: Paragraph, place: str) -> None:
    run = paragraph.add_run(printable(place))
    run.font.size = SMALL
    run.font.color.rgb = GREY
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = True


def _fill(document: Document, paragraph: Paragraph, text: str, notes: Sequence[Note]) -> None:
    """Write a text in as many runs as the notes need, and attach them."""
    spans = [span_of(note, text) for note in notes]
    cuts = sorted({0, len(text), *(min(end, len(text)) for span in spans for end in span)})
    runs = {
        start: paragraph.add_run(printable(text[start:end])) for start, end in pairwise(cuts)
    } or {0: paragraph.add_run()}
    starts = list(runs)
    for note, (first, last) in sorted(zip(notes, spans, strict=True), key=lambda one: one[1]):
        opening = min(bisect_left(starts, first), len(starts) - 1)
        closing = max(opening, bisect_left(starts, last) - 1)
        add_comment(document, (runs[starts[opening]], runs[starts[closing]]), note.text)
