"""S6: may this document go online? The mark, its absence, its likes; what nobody could read."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from playwright.sync_api import expect
from pypdf import PdfWriter
from writing_down import Written, cut

if TYPE_CHECKING:
    from journey import Journey

WRITER, REVIEWER = "石雨桐", "向文清"
TITLE = "竹沟镇人民政府关于做好冬季取暖安全工作的通知"
TEXT = (
    "竹沟府发〔2026〕32号",
    "各村（社区），镇属各单位：",
    "请各村（社区）逐户检查取暖炉具，提醒群众注意通风，谨防一氧化碳中毒。",
    "竹沟镇人民政府",
    "2026年11月24日",
)
MARKED = "（此件公开发布）"
DOCUMENTS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    ((MARKED,), "", ""),
    ((), "", "公文没有标注“此件公开发布”"),
    ((), "此件公开发布.docx", "公文没有标注“此件公开发布”"),
    (("（此件依申请公开）",), "", "公文标注为依申请公开"),
    (("（此件公开发部）",), "", "公开标注有错字"),
    ((MARKED, "（此件依申请公开）"), "", "公开标注互相矛盾"),
)
"""What stands at the end, a file that goes with it, and the finding that names the reason."""
SHUT = "公文未明确标注“此件公开发布”，不能上网"
UNREAD = "有内容未能读取，结论不确定"


def test_only_the_marked_one_may(journey: "Journey", tmp_path: Path) -> None:
    """R50: each of the others is told its own reason before anybody reviews it."""
    writer = journey.person(WRITER)
    for marks, name, reason in DOCUMENTS:
        files = (word_file(tmp_path / name),) if name else ()
        cut(writer, Written("公文", TITLE, (*TEXT, *marks), files=files))
        words = writer.words()

        assert ("已标注“此件公开发布”" in words) is (marks == (MARKED,)), marks
        if reason:
            assert reason in words, marks
        if reason and MARKED not in marks:
            assert SHUT in words, marks


def test_what_nobody_could_read_is_undetermined(journey: "Journey", tmp_path: Path) -> None:
    """R49: a file behind a password is no pass; it ends in a question with a name and a time."""
    writer = journey.person(WRITER)
    file = locked_pdf(tmp_path / "安排表.pdf")
    revision = cut(writer, Written("公文", TITLE, (*TEXT, MARKED), files=(file,)))
    assert UNREAD in writer.words()
    writer.prove(writer.page.locator("#decide"))
    writer.page.get_by_role("button", name="签名送审").click()
    writer.page.get_by_text("已送审").wait_for()
    journey.desk.move(minutes=2)
    reviewer = journey.person(REVIEWER)
    reviewer.open(f"/revisions/{revision}/")
    page = reviewer.page
    with page.expect_download():
        page.get_by_role("link", name=file.name).click()
    expect(page.locator("#files")).to_contain_text("已打开")

    assert UNREAD in reviewer.words()
    assert page.get_by_role("button", name="通过并签名").is_disabled()
    page.get_by_role("button", name="不确定").click()
    assert page.url.endswith(f"/revisions/{revision}/")
    page.fill("#comment", "附件有口令，请提供可以打开的文件")
    reviewer.prove(page.locator("#decide"))
    page.get_by_role("button", name="不确定").click()
    page.get_by_text("已提出问题，等待答复").wait_for()
    asked = journey.desk.rows(
        "SELECT p.name, q.due > q.asked_at FROM review_question q"
        " JOIN organisation_person p ON p.id = q.asked_id"
        " JOIN review_decision d ON d.id = q.decision_id WHERE d.revision_id = ?",
        revision,
    )
    assert asked == [(WRITER, 1)]


def word_file(path: Path) -> Path:
    """Write a small document of this name."""
    document = docx.Document()
    document.core_properties.author = ""
    document.add_paragraph("取暖炉具检查表")
    out = io.BytesIO()
    document.save(out)
    path.write_bytes(out.getvalue())
    return path


def locked_pdf(path: Path) -> Path:
    """Write a page that asks for a password."""
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.encrypt("not told", algorithm="RC4-128")
    writer.write(path)
    return path
