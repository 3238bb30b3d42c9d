"""S6: may this document go online? What the browser adds nothing to (R48–R50, R52, I11).

A mark in a picture only, a document that is not for the public, internal minutes beside it, a
notice with neither mark nor number nor date, and what nobody could read: each is told its
reason, and none of them passes.
"""

import io
import threading
import time
from collections.abc import Callable

import docx
import pytest
from county import County
from form_papers import FONT
from locked_word import locked_word
from manuscript_county import MARKED, WRITER
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfWriter
from review_county import FIRST, Reviewing, ask, audit, decide, review_of, stage_now, submit

from shenfa.desk.manuscripts.models import Marker, RevisionRecord
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.gates import gates_closed
from shenfa.desk.review import checking_process
from shenfa.desk.review.auditing import revision_audit
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import AuditRecord, QuestionRecord
from shenfa.desk.review.selectors import unread_places
from shenfa.desk.wording.county_file import Row
from shenfa.desk.wording.effects import effect_compute
from shenfa.desk.wording.kinds import BY_TABLE
from shenfa.desk.wording.services import Change, change_confirm, change_propose
from shenfa.review import Stage
from shenfa.text import ContentKind

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"])]

UNMARKED = MARKED.replace("<p>（此件公开发布）</p>", "")
SHUT = "公文未明确标注“此件公开发布”，不能上网"
ACCOUNT = "酉州环保"
LANDLINE = "023-75550100"
NOTICE_TITLE = "虚谷土家族苗族自治县人民政府办公室关于规范政务新媒体信息审查的通知"
NOTICE = (
    "<p>各乡镇人民政府，县政府各部门：</p>"
    "<p>近期检查发现，“酉州环保”公众号有3篇信息没有履行审查手续。[bookmark: _GoBack]"
    "现将有关要求通知如下：</p>"
    "<p>一、坚持先审查、后公开，落实三审三校。</p>"
    "<p>二、“酉州环保”等账号的主办单位应当立即整改。</p>"
    "<p>三、整改情况请报县政府办公室，联系电话：023-75550100。</p>"
)
"""As the county's office writes: a text whose mark, number and date were lost on the way."""


@pytest.fixture
def reviewing(county: County) -> Reviewing:
    """Return a town that can review."""
    return Reviewing(county)


def official(reviewing: Reviewing, *files: tuple[str, bytes], **change: object) -> RevisionRecord:
    """Cut an official document with its mark, unless it is changed, and with these files."""
    facts = {"kind": ContentKind.OFFICIAL, "body": MARKED, "signer": reviewing.county.id("白副")}
    manuscript = reviewing.writing.open(**{**facts, **change})
    for name, data in files:
        reviewing.writing.attach(manuscript.id, name, data)
    return reviewing.writing.cut(manuscript.id)


def sentences(reviewing: Reviewing, revision: RevisionRecord) -> list[str]:
    """Return what keeps a revision from being released."""
    channels = [one.channel_id for one in revision.renderings.all()]
    at = reviewing.county.hands.at
    closed = gates_closed(dossier=Dossier(revision, WRITER), channels=channels, at=at)
    return [one.sentence for one in closed]


def titles(checked: AuditRecord, part: str = "正文") -> set[str]:
    return {one.detail["title"] for one in checked.findings.filter(part=part)}


def picture(words: str) -> bytes:
    """Return a picture of words, as a stamp or a scan shows them."""
    image, out = Image.new("RGB", (700, 120), "white"), io.BytesIO()
    ImageDraw.Draw(image).text((40, 30), words, "black", ImageFont.truetype(FONT, 36))
    image.save(out, "PNG")
    return out.getvalue()


def word(*lines: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.core_properties.author = ""
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=200, height=200)
    writer.encrypt("not told", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def test_a_mark_in_a_picture_is_none(reviewing: Reviewing) -> None:
    """I11: what is drawn is no text that anybody decided on."""
    files = (("公开标注.png", picture("（此件公开发布）")),)
    revision = official(reviewing, *files, body=UNMARKED)
    checked = audit(reviewing.county, revision)

    assert revision.marker == Marker.NO
    assert "公文没有标注“此件公开发布”" in titles(checked)
    assert SHUT in sentences(reviewing, revision)


def test_what_is_not_for_the_public_says_so(reviewing: Reviewing) -> None:
    revision = official(reviewing, body=MARKED.replace("此件公开发布", "此件不公开"))
    checked = audit(reviewing.county, revision)

    assert (revision.marker, revision.marker_text) == (Marker.NO, "此件不公开")
    assert "公文标注为不予公开" in titles(checked)
    assert SHUT in sentences(reviewing, revision)


def test_internal_minutes_beside_a_marked_document(reviewing: Reviewing) -> None:
    """R52: a word for the house in an attachment waits for the secrecy reviewer."""
    minutes = word("党政联席会议纪要", "内部资料，注意保存", "会议研究了人员调整的初步意见。")
    revision = official(reviewing, ("会议纪要.docx", minutes))
    checked = audit(reviewing.county, revision)
    found = checked.findings.get(part="附件：会议纪要.docx", weight="secrecy")

    assert revision.marker == Marker.YES
    assert "内部使用标识" in found.detail["message"]
    assert found.detail["text"].startswith("sha256:")
    assert [one for one in sentences(reviewing, revision) if "问题点" in one or "未处置" in one]


def test_a_notice_that_lost_its_mark_number_and_date(reviewing: Reviewing) -> None:
    """R50, R54: each of the three is missed, the residue is found, nothing else is corrected."""
    county = reviewing.county
    change = Change("账号名称", (Row(BY_TABLE["names"], {"name": ACCOUNT}),))
    proposal = change_propose(by=county.by("谢审"), change=change)
    effect_compute(clock=county.hands.clock, proposal=proposal)
    change_confirm(by=county.by("龙主任"), proposal=proposal.id)
    revision = official(reviewing, title=NOTICE_TITLE, body=NOTICE)
    checked = audit(county, revision)
    rows = [one.detail for one in checked.findings.filter(part="正文")]
    missed = {"公文没有标注“此件公开发布”", "公文没有发文字号", "公文没有成文日期"}

    assert missed <= titles(checked)
    assert "[bookmark: _GoBack]" in {row["text"] for row in rows}
    assert [row for row in rows if row["family"] == "privacy"] == []
    quoted = [f"{row['text']}{row['fix'] or ''}" for row in rows]
    assert [text for text in quoted if text and text in ACCOUNT + LANDLINE] == []
    assert SHUT in sentences(reviewing, revision)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("通知.docx", locked_word(), "文件有口令，请取消口令后上传"),
        ("附表.pdf", b"", "文件是空的，请重新选择"),
    ],
)
def test_what_cannot_be_read_is_not_taken(
    reviewing: Reviewing, name: str, data: bytes, reason: str
) -> None:
    manuscript = reviewing.writing.open()
    with pytest.raises(CommandRefused) as refusal:
        reviewing.writing.attach(manuscript.id, name, data)

    assert str(refusal.value) == reason


def unreadable(reviewing: Reviewing) -> RevisionRecord:
    """Return what a password keeps from being read."""
    revision = official(reviewing, ("安排表.pdf", locked_pdf()))
    audit(reviewing.county, revision)
    return revision


def late(reviewing: Reviewing) -> RevisionRecord:
    """Return what was not checked within its time: a fresh process takes longer than that."""
    revision = official(reviewing)
    clock = reviewing.county.hands.clock
    checking_process.stop_checking()
    revision_audit(clock=clock, revision=revision.id, seconds=0.001)
    return revision


def stopped(reviewing: Reviewing) -> RevisionRecord:
    """Return a picture during whose check the process that recognises text was stopped."""
    revision = official(reviewing, ("现场.png", picture("取暖安全")))
    checking_process.stop_checking()
    stopper = threading.Thread(target=_stop_once)
    stopper.start()
    audit(reviewing.county, revision)
    stopper.join()
    return revision


def _stop_once() -> None:
    """Kill the checking process as soon as there is one, as a machine short of memory does."""
    for _ in range(600):
        process = checking_process._HELD.process  # noqa: SLF001 - whoever kills does not ask
        if process is not None and process.pid is not None:
            process.kill()
            return
        time.sleep(0.05)


@pytest.mark.parametrize("unread", [unreadable, late, stopped])
def test_what_nobody_read_ends_in_a_question_with_a_name_and_a_time(
    reviewing: Reviewing, unread: Callable[[Reviewing], RevisionRecord]
) -> None:
    """R49: undetermined, whom it is put to and until when; nobody can pass it."""
    county, revision = reviewing.county, unread(reviewing)
    assert unread_places(Dossier(revision))
    submit(county, revision)
    county.hands.move(minutes=1)
    with pytest.raises(CommandRefused, match="有内容未能读取，结论不确定"):
        decide(county, revision, FIRST, review_of(revision, Stage.FIRST))
    ask(county, revision, FIRST)
    question = QuestionRecord.objects.get(decision__revision=revision)

    assert stage_now(revision) is Stage.FIRST
    assert question.asked.name == WRITER
    assert question.due > question.asked_at
    assert any("未能读取" in one for one in sentences(reviewing, revision))
