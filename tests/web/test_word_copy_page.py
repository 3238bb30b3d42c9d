"""The Word copy of a revision: findings as comments, nothing told that the page does not (R51)."""

import io
import re
import zipfile

import pytest
from browser import People
from county import TOWN
from manuscript_county import WRITER
from review_county import FIRST, Reviewing, audit
from visiting import Visit, words

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation import services
from shenfa.desk.review import findings
from shenfa.desk.review.findings import Disposal
from shenfa.desk.review.models import OpenedRecord
from shenfa.review import Position, Verb
from shenfa.text.checksums import resident_check_digit

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"])]
IDENTITY = "50024219800101001"
IDENTITY += resident_check_digit(IDENTITY)
COMMA = "<p>竹沟镇召开会议,研究工作。</p>"


@pytest.fixture
def reviewing(people: People) -> Reviewing:
    """Return the county with people who review, at the pages."""
    return Reviewing(people.county)


def copy_of(visit: Visit, revision: RevisionRecord) -> dict[str, str]:
    """Return the text and the comments of the copy, without mark-up."""
    answer = visit.client.get(f"/revisions/{revision.id}/annotated.docx")
    assert answer.status_code == 200, words(answer.content.decode())
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if "xml" in name}
    return {name: re.sub(r"<[^>]+>", "", text) for name, text in parts.items()}


def test_findings_and_what_was_said_are_comments(reviewing: Reviewing) -> None:
    county, manuscript = reviewing.county, reviewing.writing.open(body=COMMA)
    reviewing.writing.attach(manuscript.id, "说明.txt", "会议定于2026年2月30日召开。".encode())
    revision = reviewing.writing.cut(manuscript.id)
    checked = audit(county, revision)
    comma = checked.findings.get(part="正文")
    disposal = Disposal(Verb.ARGUE, "沿用来文")
    findings.finding_decide(
        by=county.by(WRITER), revision=revision.id, finding=comma.key, disposal=disposal
    )
    told = copy_of(Visit(county, FIRST), revision)
    comments = told["word/comments.xml"]

    assert "竹沟镇召开会议,研究工作。" in told["word/document.xml"]
    assert comma.detail["message"] in comments
    assert f"{WRITER}：沿用来文" in comments
    assert "附件：说明.txt" in comments
    assert not OpenedRecord.objects.filter(person=county.id(FIRST)).exists()


def test_what_the_page_covers_is_covered(reviewing: Reviewing) -> None:
    """R51: identity numbers are masked in text and comments alike."""
    revision = reviewing.cut(body=f"<p>张某，身份证号{IDENTITY}，请领取。</p>")
    audit(reviewing.county, revision)
    told = copy_of(Visit(reviewing.county, FIRST), revision)

    assert IDENTITY not in "".join(told.values())
    assert f"50{'*' * 13}{IDENTITY[-3:]}" in told["word/document.xml"]


def test_of_a_marked_text_only_places_are_told(reviewing: Reviewing) -> None:
    body = "<p>机密★5年</p><p>丙丁设施位于北坡三号井旁,深三十米。</p>"
    revision = reviewing.cut(title="北坡设施情况", body=body)
    audit(reviewing.county, revision)
    told = "".join(copy_of(Visit(reviewing.county, FIRST), revision).values())

    assert [word for word in ("丙丁", "北坡", "号井") if word in told] == []
    assert "■" in told


def test_before_the_check_and_to_others_there_is_none(reviewing: Reviewing) -> None:
    """I21."""
    county, revision = reviewing.county, reviewing.cut()
    address = f"/revisions/{revision.id}/annotated.docx"
    assert "正在检查" in words(Visit(county, FIRST).page(address, 403))
    audit(county, revision)
    other = services.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    assert other != county.unit(TOWN)
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")

    assert "没有找到" in words(Visit(county, "莫乡长").page(address, 404))
