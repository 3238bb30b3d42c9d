"""What goes out as one file, whether it shows pictures, and how it compares (R32, R36, Q34)."""

import pytest
from form_papers import (
    FAULTY,
    PAPER,
    TITLE,
    Paper,
    as_body,
    as_files,
    as_scan,
    as_word,
    picture,
    word,
)

from shenfa.desk.form.comparing import ELECTRONIC, OUTGOING, Outcome, Row, compare_copies
from shenfa.desk.form.outgoing import OutgoingFile, Text, one_file, shows_media
from shenfa.desk.form.readings import reading_of

PRICE = "正式件为“1,200”，电子件为“1,300”，请按正式件改正"
MISSING = "电子件缺少附件2“补贴资金发放登记表”（附件说明和附件正文），请按正式件补上"
CELL = "表2第4行第3列"


def electronic(paper: Paper) -> OutgoingFile:
    """Return what goes out of a text."""
    files = tuple(OutgoingFile(*one) for one in as_files(paper))
    return one_file(Text(TITLE, as_body(paper)), files)


def told(outcome: Outcome) -> list[tuple[str, list[str]]]:
    return [(row["message"], row["copies"]) for row in outcome.differences]


def place(row: Row) -> tuple[str, str]:
    return row["formal"]["place"], row["electronic"]["place"].rpartition("·")[2]


@pytest.mark.parametrize("formal", [as_word(), as_scan()], ids=["word", "scan"])
def test_the_same_text_is_identical(formal: bytes) -> None:
    """Q34: lay-out, format and division into files do not matter."""
    outcome = compare_copies(OutgoingFile("正式件", formal), {ELECTRONIC: (electronic(PAPER),)})

    assert outcome == Outcome(is_finished=True, differences=())


def test_the_two_differences_of_s4_are_found_at_the_right_cells() -> None:
    outcome = compare_copies(
        OutgoingFile("正式件.docx", as_word()), {ELECTRONIC: (electronic(FAULTY),)}
    )

    assert told(outcome) == [(PRICE, [ELECTRONIC]), (MISSING, [ELECTRONIC])]
    assert place(outcome.differences[0]) == (CELL, CELL)
    assert outcome.is_finished


def test_a_scan_is_recognised_and_compared() -> None:
    """A scan has no cells: the line of the scan against the cell of the electronic copy."""
    outcome = compare_copies(
        OutgoingFile("正式件.png", as_scan()), {ELECTRONIC: (electronic(FAULTY),)}
    )

    assert told(outcome) == [(PRICE, [ELECTRONIC]), (MISSING, [ELECTRONIC])]
    assert place(outcome.differences[0]) == ("图片第11行", CELL)


def test_what_the_copy_and_the_release_have_both_is_told_once() -> None:
    """R36: a right copy does not hide that something else goes out."""
    formal = OutgoingFile("正式件.docx", as_word())
    right, wrong = OutgoingFile("电子件.docx", as_word()), Paper(price=FAULTY.price)
    only_outgoing = compare_copies(formal, {ELECTRONIC: (right,), OUTGOING: (electronic(wrong),)})
    both = compare_copies(
        formal,
        {
            ELECTRONIC: (OutgoingFile("电子件.docx", as_word(wrong)),),
            OUTGOING: (electronic(wrong),),
        },
    )

    assert told(only_outgoing) == [(PRICE, [OUTGOING])]
    assert told(both) == [(PRICE, [ELECTRONIC, OUTGOING])]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("正式件.pdf", b"%PDF-1.4\n%%EOF\n"),
        ("正式件.docx", b"PK\x03\x04 broken"),
        ("正式件.png", picture()),
        ("正式件.png", b"\x89PNG\r\n\x1a\n broken"),
    ],
)
def test_what_cannot_be_read_is_undetermined(name: str, data: bytes) -> None:
    """R49: never identical."""
    outcome = compare_copies(OutgoingFile(name, data), {ELECTRONIC: (electronic(PAPER),)})

    assert not outcome.is_finished
    assert {row["kind"] for row in outcome.differences} <= {
        "unreadable",
        "text",
        "table",
        "attachment",
    }
    assert any(row["kind"] == "unreadable" for row in outcome.differences)


def test_a_picture_that_nobody_can_read_must_be_looked_at() -> None:
    """It is told like a difference, so that a person closes it (I12)."""
    files = (*(OutgoingFile(*one) for one in as_files()), OutgoingFile("图.png", picture()))
    shown = one_file(Text(TITLE, as_body()), files)
    outcome = compare_copies(OutgoingFile("正式件.docx", as_word()), {ELECTRONIC: (shown,)})

    assert outcome.is_finished
    assert [row["kind"] for row in outcome.differences] == ["unread"]
    assert "图.png" in outcome.differences[0]["message"]


def test_personal_numbers_are_masked_in_what_is_stored() -> None:
    formal = OutgoingFile("正式件.docx", word("户主电话13800000000，卡号6222000000000000000"))
    copy = OutgoingFile("电子件.docx", word("户主电话13800000001，卡号6222000000000000000"))
    outcome = compare_copies(formal, {ELECTRONIC: (copy,)})

    assert len(outcome.differences) == 1
    assert "1380000000" not in str(outcome.differences)


def test_keys_stay_and_differ() -> None:
    formal = OutgoingFile("正式件.docx", word("甲乙丙丁。", "甲乙丙丁。"))
    copy = OutgoingFile("电子件.docx", word("甲乙戊丁。", "甲乙戊丁。"))
    first, second = (compare_copies(formal, {ELECTRONIC: (copy,)}) for _ in range(2))
    keys = [row["key"] for row in first.differences]

    assert keys == [row["key"] for row in second.differences]
    assert len(set(keys)) == len(keys) == 2


def test_the_title_is_put_above_a_text_that_lacks_it() -> None:
    body = f"<p>虚府发〔2026〕1号</p><p>{TITLE}</p><p>正文。</p>"

    assert one_file(Text(TITLE, body), ()).data.decode().count(TITLE) == 1
    assert one_file(Text(TITLE, "<p>正文。</p>"), ()).data.decode().count(TITLE) == 1


@pytest.mark.parametrize("files", [(), as_files()])
def test_the_same_revision_gives_the_same_bytes(files: tuple[tuple[str, bytes], ...]) -> None:
    made = {
        one_file(Text(TITLE, as_body()), tuple(OutgoingFile(*one) for one in files)).data
        for _ in range(2)
    }

    assert len(made) == 1


@pytest.mark.parametrize(
    ("body", "files", "expected"),
    [
        ("<p>没有图片</p>", (), False),
        ("<p>没有图片</p>", as_files(), False),
        ('<p><a href="https://www.xugu.example/a.html">正文</a></p>', (), False),
        ('<p><a href="https://notqq.example/?v.qq.com">正文</a></p>', (), False),
        ("<p>录音</p>", (("录音.mp3", b"ID3\x03"),), False),
        ('<p><img src="attachments/a.png"></p>', (), True),
        ('<p><a href="https://v.qq.com/x/page/a.html">看视频</a></p>', (), True),
        ('<p><a href="https://www.bilibili.com/video/1">看视频</a></p>', (), True),
        ('<p><a href="attachments/宣传片.MP4">看视频</a></p>', (), True),
        ("<p>视频</p>", (("宣传片.mp4", b"\0\0\0\x18ftypisom"),), True),
        ("<p>图</p>", (("图.png", picture()),), True),
        ("<p>图</p>", (("图.docx", word("甲", pictures=(picture(),))),), True),
    ],
)
def test_pictures_and_videos_are_detected(
    body: str, files: tuple[tuple[str, bytes], ...], expected: bool
) -> None:
    """R32: in the text, in an attachment, behind a link."""
    assert shows_media([body], [OutgoingFile(*one) for one in files]) is expected


def test_a_copy_is_read_once_unless_something_was_left_unread() -> None:
    """A scan takes seconds; what failed is tried again."""
    whole, torn = as_word(), b"PK torn"

    assert reading_of(whole, "a.docx") is reading_of(whole, "a.docx")
    assert reading_of(whole, "a.docx") is not reading_of(whole, "b.docx")
    assert reading_of(torn, "a.docx") is not reading_of(torn, "a.docx")
