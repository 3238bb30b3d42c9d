"""What the words of a draft decide when it is cut: marker, major, visits: R25, R50, R58, I11."""

import io
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from county import START, County
from manuscript_county import BODY, MARKED, PDF, WRITER, Writing
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from shenfa.desk.channels.services import LeaderProposal, leader_confirm, leader_propose
from shenfa.desk.manuscripts.draft import Draft
from shenfa.desk.manuscripts.marker import marking_of
from shenfa.desk.manuscripts.models import Marker
from shenfa.desk.manuscripts.reading import Reading, body_document, names_visit, read_draft
from shenfa.desk.trail.models import EntryRecord
from shenfa.text import ContentKind

LINES = (
    "竹沟镇人民政府",
    "关于延长服务时间的通知",
    "各村：",
    "请周知。",
    "竹沟镇人民政府",
    "2026年5月8日",
)


def document(*ends: str) -> str:
    """Return the body of an official document with these lines at its end."""
    return "".join(f"<p>{line}</p>" for line in (*LINES, *ends))


MARKINGS = (
    (("（此件公开发布）",), Marker.YES, "此件公开发布"),
    (("(此件公开发布)",), Marker.YES, "此件公开发布"),
    (("（此件 公开 发布）",), Marker.YES, "此件 公开 发布"),
    (("此件公开发布",), Marker.YES, "此件公开发布"),
    (("（此件依申请公开）",), Marker.NO, "此件依申请公开"),
    (("（此件不予公开）",), Marker.NO, "此件不予公开"),
    (("（此件发至村）",), Marker.NO, "此件发至村"),
    (("（此件主动公开）",), Marker.NO, "此件主动公开"),
    (("（此件公开发部）",), Marker.NO, "此件公开发部"),
    (("（此件公开发布）", "（此件依申请公开）"), Marker.NO, "此件依申请公开"),
    (("（此件不予公开）", "（此件公开发布）"), Marker.NO, "此件不予公开"),
    (("公开属性：主动公开", "（此件公开发布）"), Marker.YES, "此件公开发布"),
    ((), Marker.NO, ""),
    (("公文未标注“此件公开发布”的不上网。",), Marker.NO, ""),
)


@pytest.mark.parametrize(("ends", "marker", "words"), MARKINGS)
def test_the_marker_of_a_text(ends: tuple[str, ...], marker: Marker, words: str) -> None:
    """R50: exactly 此件公开发布; what contradicts itself is not marked."""
    marking = marking_of([body_document(document(*ends))])
    assert (marking.marker, marking.words) == (marker, words)


def word(*lines: str) -> bytes:
    file, out = docx.Document(), io.BytesIO()
    for line in lines:
        file.add_paragraph(line)
    file.save(out)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("STSong-Light", 16)
    for index, line in enumerate(lines):
        canvas.drawString(72, 760 - 30 * index, line)
    canvas.save()
    return out.getvalue()


MARK, CLOSED = "（此件公开发布）", "（此件依申请公开）"
ATTACHED = (
    ("通知.docx", word(*LINES, MARK), BODY, "yes"),
    ("通知.pdf", pdf(*LINES, MARK), BODY, "yes"),
    ("通知.docx", word(*LINES, CLOSED), MARKED, "no"),
    ("通知.docx", word(*LINES), MARKED, "yes"),
    ("此件公开发布.pdf", PDF, BODY, "no"),
    ("此件公开发布.txt", MARK.encode(), BODY, "no"),
    ("此件公开发布.png", b"\x89PNG\r\n\x1a\n", BODY, "no"),
)


@pytest.mark.db
@pytest.mark.parametrize(("name", "data", "body", "marker"), ATTACHED)
def test_attached_documents_are_read(
    county: County, name: str, data: bytes, body: str, marker: str
) -> None:
    """R50: text of docx and pdf counts, a file name or a picture never does."""
    writing = Writing(county)
    manuscript = writing.open(kind=ContentKind.OFFICIAL, body=body, signer=county.id("白副")).id
    writing.attach(manuscript, name, data)
    revision = writing.cut(manuscript)
    facts = EntryRecord.objects.latest("seq").to_entry().facts
    assert (revision.marker, facts["marker"]) == (marker, marker)


LEADER: Any = SimpleNamespace(name="冉清", post="市政府副市长")  # as the roster has them
VISITS = (
    ("市政府副市长冉清到竹沟镇调研农村供水工作", ContentKind.NEWS, True),
    ("副市长冉清一行走进竹沟镇", ContentKind.NEWS, True),
    ("冉清在竹沟镇走访慰问困难群众", ContentKind.POST, True),
    ("冉 清到竹沟镇视察", ContentKind.GENERAL, True),
    ("冉清到竹沟镇检查工作", ContentKind.REPOST, True),
    ("村民冉清家的水稻丰收", ContentKind.NEWS, False),
    ("镇长到村里调研。" + "稻" * 80 + "村民冉清说", ContentKind.NEWS, False),
    ("市政府副市长到竹沟镇调研", ContentKind.NEWS, False),
    ("市政府副市长冉清到竹沟镇调研", ContentKind.OFFICIAL, False),
    ("救助名单：冉清，走访核实", ContentKind.LIST, False),
)


@pytest.mark.parametrize(("text", "kind", "expected"), VISITS)
def test_visits_of_leaders(text: str, kind: ContentKind, *, expected: bool) -> None:
    """R58: the name with the post or what leaders do on visits, against namesakes."""
    reading: Reading = read_draft(Draft(kind, "竹沟要闻", f"<p>{text}</p>"))
    assert names_visit(reading, [LEADER]) is expected


@pytest.mark.db
def test_the_roster_of_the_moment_counts(county: County) -> None:
    writing = Writing(county)
    body = "<p>市政府副市长冉清到竹沟镇调研农村供水工作。</p>"
    revision = writing.revision(kind=ContentKind.NEWS, body=body)
    assert not revision.names_visited_leader
    leader = leader_propose(
        by=county.by("谢审"), proposal=LeaderProposal("冉清", "市政府副市长", START)
    )
    leader_confirm(by=county.by("龙主任"), leader=leader.id)
    again = writing.cut(revision.manuscript_id)
    facts = EntryRecord.objects.latest("seq").to_entry().facts

    assert again.names_visited_leader
    assert facts["leader_visit"] == "yes"


@pytest.mark.db
def test_the_countys_criteria_make_it_major(county: County) -> None:
    """R25: the flag is set by rule; the entry says by how many matters, not which words."""
    writing = Writing(county)
    budget = "竹沟镇2026年度部门预算公开"
    assert not writing.revision().is_major
    assert writing.revision(title=budget).is_major
    facts = EntryRecord.objects.latest("seq").to_entry().facts
    assert (facts["major"], facts["matters"]) == ("yes", 1)


@pytest.mark.db
def test_a_file_that_cannot_be_read_says_nothing(county: County) -> None:
    """The audit makes a gap of it; cutting goes on."""
    writing = Writing(county)
    manuscript = writing.open(kind=ContentKind.OFFICIAL, signer=county.id("白副")).id
    writing.attach(manuscript, "坏.pdf", b"%PDF-1.7 broken")
    assert writing.cut(manuscript).marker == "no"
    assert writing.copy(manuscript, WRITER).seen == 1


def test_a_draft_without_words_is_read() -> None:
    for body in ("", '<img src="attachments/a.png">'):
        reading = read_draft(replace(Draft(ContentKind.OFFICIAL, "题"), body=body))
        assert (reading.marking.marker, reading.text.strip()) == (Marker.NO, "题")
