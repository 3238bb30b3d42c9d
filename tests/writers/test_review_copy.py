"""The review copy shows every passage of any file, in order, with a comment for every note."""

import io

import docx
import pytest

from shenfa.readers import Options
from shenfa.readers.word.docx import read
from shenfa.text import Cell, Passage, PassageKind
from shenfa.writers import Note, review_copy

NOTICE = (
    Passage("工作表“名单”A1", "姓名", cell=Cell(1, 1, 1)),
    Passage("工作表“名单”C1", "电话", cell=Cell(1, 1, 3)),
    Passage("工作表“名单”C17", "13900001234", cell=Cell(1, 17, 3, "电话")),
    Passage("工作表“名单”C17（隐藏）", "旧号码", PassageKind.HIDDEN, cell=Cell(1, 17, 3, "电话")),
    Passage("第2页", "一、总则\n二、附则\t完\x0b\ud800", origin="page 2"),
    Passage("", "", origin="text"),
    Passage("文件名", "名单.xlsx", PassageKind.FILE_NAME),
)


def check(notes: list[Note]) -> docx.document.Document:
    return docx.Document(io.BytesIO(review_copy(NOTICE, notes, "名单.xlsx")))


def test_all_passages_are_shown_in_order() -> None:
    document = check([])
    (table,) = document.tables

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["第1行", "姓名", "电话"],
        ["第17行", "", "13900001234\n工作表“名单”C17（隐藏）：旧号码"],
    ]
    assert [one.text for one in document.paragraphs if one.text] == [
        "名单.xlsx",
        "工作表“名单”A1起",
        "第2页",
        "一、总则\n二、附则\t完\ufffd\ufffd",
        "文件名",
        "名单.xlsx",
    ]


@pytest.mark.parametrize(
    ("note", "covered", "message"),
    [
        (Note(2, 0, 11, "隐去"), "13900001234", "隐去"),
        (Note(3, 1, 3, "删除"), "号码", "删除"),
        (Note(4, 5, 7, "标题"), "二、", "标题"),
        (Note(4, 9, 9, "缺标点"), "则", "缺标点"),
        (Note(5, 0, 0, "空"), "", "空"),
        (Note(6, 0, 99, "文件名"), "名单.xlsx", "文件名"),
        (Note(None, 0, 0, "缺日期"), "名单.xlsx", "【全文】缺日期"),
        (Note(77, 0, 0, "别处"), "名单.xlsx", "【全文】别处"),
    ],
)
def test_comment_covers_its_characters(note: Note, covered: str, message: str) -> None:
    document = check([note])
    (comment,) = document.comments
    inside = document.element.body.xpath(
        "//w:t[ancestor::w:r[preceding::w:commentRangeStart and following::w:commentRangeEnd]]"
    )

    assert ("".join(one.text for one in inside), comment.text) == (covered, message)


def test_no_note_is_lost() -> None:
    notes = [Note(index % 9 - 1, index % 4, index % 7, "改") for index in range(60)]

    assert len(list(check(notes).comments)) == 60


def test_a_table_too_wide_for_word_is_shown_cell_by_cell() -> None:
    cells = [Passage(f"第{n}列", f"值{n}", cell=Cell(1, 1, n)) for n in range(1, 80)]
    document = docx.Document(io.BytesIO(review_copy(cells, [], "宽表")))

    assert (len(document.tables), document.paragraphs[-1].text) == (0, "值79")


def test_the_copy_itself_can_be_read() -> None:
    content = read(review_copy(NOTICE, [Note(2, 0, 3, "隐去")], "名单"), "a.docx", Options())

    assert content.gaps == ()
    assert "13900001234" in {one.text.partition("\n")[0] for one in content.passages}
