"""Notes become comments at exactly their characters, and nothing else changes."""

import io
import zipfile
from collections.abc import Iterator

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from shenfa.readers import Options
from shenfa.readers.word.docx import read
from shenfa.text import PassageKind
from shenfa.writers import Note, annotate

LOOKS = nsdecls("w")
PLACES = ((0, 0), (0, 1), (1, 0), (1, 1))


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def texts(data: bytes) -> list[tuple[str, str]]:
    """Places and texts of all that was there before any comment."""
    passages = read(data, "a.docx", Options()).passages
    return [(one.place, one.text) for one in passages if one.kind is not PassageKind.COMMENT]


def comments(data: bytes) -> list[tuple[str, str]]:
    """Each comment with the text that lies between its marks in the XML, in reading order."""
    document = docx.Document(io.BytesIO(data))
    messages = {str(one.comment_id): one.text for one in document.comments}
    found = dict(_marked(document))
    assert messages.keys() == found.keys()
    return [(found[key], messages[key]) for key in found]


def _marked(document: Document) -> Iterator[tuple[str, str]]:
    opened: dict[str, list[str]] = {}
    for node in document.element.iter():
        if node.tag == qn("w:commentRangeStart"):
            opened[node.get(qn("w:id"))] = []
        elif node.tag == qn("w:commentRangeEnd"):
            key = node.get(qn("w:id"))
            yield key, "".join(opened.pop(key))
        elif node.tag in (qn("w:t"), qn("w:tab"), qn("w:br")) and node.getparent().tag == qn("w:r"):
            text = node.text or {qn("w:tab"): "\t", qn("w:br"): "\n"}.get(node.tag, "")
            for own in opened.values():
                own.append(text)
    assert not opened


def letter() -> Document:
    """Passages: 0 title, 1 a number over three runs, 2–3 revisions, 4–7 table, 8 header."""
    document = docx.Document()
    document.add_heading("关于汛期值守的通知", level=1)
    phone = document.add_paragraph("请拨打1390000")
    phone.add_run("12").bold = True
    phone.add_run("34\t核实\n并回复")
    revised = document.add_paragraph("自")
    for inner in (
        f"<w:ins {LOOKS}><w:r><w:t>即日</w:t></w:r></w:ins>",
        f"<w:del {LOOKS}><w:r><w:delText>发文</w:delText></w:r></w:del>",
        f"<w:r {LOOKS}><w:t>起</w:t></w:r>",
        f"<w:hyperlink {LOOKS}><w:r><w:t>施行办法</w:t></w:r></w:hyperlink>",
    ):
        revised._p.append(parse_xml(inner))  # noqa: SLF001 - what python-docx cannot make
    table = document.add_table(2, 2)
    for place, text in zip(PLACES, ("姓名", "金额", "向某", "百元"), strict=True):
        table.cell(*place).text = text
    table.cell(1, 1).add_paragraph("已领取")
    document.sections[0].header.paragraphs[0].text = "内部资料"
    return document


@pytest.mark.parametrize(
    ("note", "covered"),
    [
        (Note(0, 2, 4, "词"), "汛期"),
        (Note(0, 0, 9, "全段"), "关于汛期值守的通知"),
        (Note(1, 3, 14, "跨三个文字块"), "13900001234"),
        (Note(1, 10, 12, "粗体"), "12"),
        (Note(1, 14, 15, "制表符"), "\t"),
        (Note(1, 15, 20, "跨行"), "核实\n并回"),
        (Note(1, 0, 0, "开头缺字"), "请"),
        (Note(1, 21, 21, "结尾缺字"), "复"),
        (Note(1, 18, 18, "换行之后"), "并"),
        (Note(2, 0, 4, "跨修订"), "自即日起"),
        (Note(2, 1, 2, "修订之内"), "即"),
        (Note(2, 5, 7, "链接之内"), "行办"),
        (Note(2, 5, 999, "超出段尾"), "行办法"),
        (Note(6, 0, 1, "表格"), "向"),
        (Note(7, 1, 5, "跨段"), "元已领"),
    ],
)
def test_comment_covers_exactly_its_characters(note: Note, covered: str) -> None:
    before = saved(letter())
    after = annotate(before, [note])

    assert comments(after) == [(covered, note.text)]
    assert texts(after) == texts(before)


def test_notes_may_overlap_and_touch() -> None:
    spans = [(0, 5), (3, 14), (3, 14), (4, 6), (14, 15), (5, 21), (20, 21)]
    before = saved(letter())
    text = read(before, "a.docx", Options()).passages[1].text
    after = annotate(before, [Note(1, *span, f"{span}") for span in spans])

    assert sorted(comments(after)) == sorted((text[a:b], f"{(a, b)}") for a, b in spans)
    assert texts(after) == texts(before)


@given(
    st.lists(
        st.tuples(st.sampled_from([0, 1, 2, 6, 7]), st.integers(0, 24), st.integers(0, 24)),
        max_size=12,
    )
)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_any_notes_leave_the_text_alone(places: list[tuple[int, int, int]]) -> None:
    """As many comments as notes, each around its own words."""
    before = saved(letter())
    passages = read(before, "a.docx", Options()).passages
    notes = [Note(index, min(a, b), max(a, b), f"{n}") for n, (index, a, b) in enumerate(places)]
    after = annotate(before, notes)
    covered = {message: text for text, message in comments(after)}

    assert len(covered) == len(notes)
    for note in notes:
        own = passages[note.passage or 0].text[note.start : note.end].replace("\n", "")
        assert not own or covered[note.text].replace("\n", "") == own
    assert texts(after) == texts(before)


@pytest.mark.parametrize(
    ("note", "message"),
    [
        (Note(8, 0, 2, "删去"), "【页眉】删去"),
        (Note(3, 0, 2, "请接受修订"), "【正文第3段（已删除的修订）】请接受修订"),
        (Note(None, 0, 0, "缺少成文日期"), "【全文】缺少成文日期"),
        (Note(99, 0, 2, "含号码"), "【文件内其他内容】含号码"),
        (Note(99, 0, 2, "含号码", place="附表·工作表“名单”C2"), "【附表·工作表“名单”C2】含号码"),
        (Note(-1, 0, 2, "越界"), "【文件内其他内容】越界"),
    ],
)
def test_what_word_cannot_mark_goes_to_the_first_words(note: Note, message: str) -> None:
    assert comments(annotate(saved(letter()), [note])) == [("关", message)]


def test_unprintable_characters_and_lines_in_a_message() -> None:
    ((_, message),) = comments(annotate(saved(letter()), [Note(0, 0, 1, "改\x0b为\ud800\n“关”")]))

    assert message == "改\ufffd为\ufffd\n“关”"


def test_document_without_text() -> None:
    after = annotate(saved(docx.Document()), [Note(None, 0, 0, "无正文"), Note(0, 0, 0, "作者")])

    assert {message for _, message in comments(after)} == {
        "【全文】无正文",
        "【文档属性“作者”】作者",
    }


def test_comments_that_are_there_stay() -> None:
    document = letter()
    document.add_comment(document.paragraphs[0].runs, "请领导审", author="向某", initials="向")
    after = annotate(saved(document), [Note(0, 2, 4, "词")])

    assert [message for _, message in comments(after)] == ["词", "请领导审"]


def test_comments_name_their_author_and_no_time() -> None:
    after = docx.Document(io.BytesIO(annotate(saved(letter()), [Note(0, 0, 1, "改")])))
    (comment,) = after.comments

    assert (comment.author, comment.initials, comment.timestamp) == ("审发", "审", None)


def test_formats_stay_with_their_characters() -> None:
    after = docx.Document(io.BytesIO(annotate(saved(letter()), [Note(1, 9, 11, "号码")])))

    bold = "".join(one.text for one in after.paragraphs[1].runs if one.bold)
    assert bold == "12"


def test_only_the_noted_run_is_cut() -> None:
    """A text without notes keeps its XML."""
    before, after = (
        docx.Document(io.BytesIO(data))
        for data in (saved(letter()), annotate(saved(letter()), [Note(0, 0, 2, "改")]))
    )

    pairs = zip(before.paragraphs[1:], after.paragraphs[1:], strict=True)
    assert all(etree.tostring(a._p) == etree.tostring(b._p) for a, b in pairs)  # noqa: SLF001 - the XML itself


MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
DEAD = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/image" Target="NULL"/></Relationships>'
)


@pytest.mark.parametrize(
    ("old", "new"),
    [(PLAIN, MACRO), (PLAIN, TEMPLATE), (TRANSITIONAL, STRICT), ("</Relationships>", DEAD)],
    ids=["macros", "template", "strict", "dead reference"],
)
def test_other_word_packages_become_plain_ones(old: str, new: str) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(letter()))) as source,
        zipfile.ZipFile(buffer, "w") as copy,
    ):
        for name in source.namelist():
            copy.writestr(name, source.read(name).replace(old.encode(), new.encode()))
    data = buffer.getvalue()
    after = annotate(data, [Note(1, 3, 14, "号码")])

    assert comments(after) == [("13900001234", "号码")]
    assert texts(after) == texts(data)
