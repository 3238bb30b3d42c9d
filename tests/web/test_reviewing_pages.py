"""The pages of a revision under review: R13–R20, R23, R27, R46, R49."""

import re

import pytest
from browser import People
from manuscript_county import WRITER
from review_county import (
    FINAL,
    FIRST,
    RELEASER,
    SECOND,
    SECRECY,
    Reviewing,
    audit,
    stage_now,
    submit,
)
from visiting import Visit, words

from shenfa.desk.organisation import services
from shenfa.desk.release.models import ReleaseRecord
from shenfa.review import Position, Stage

pytestmark = pytest.mark.db


@pytest.fixture
def reviewing(people: People) -> Reviewing:
    """Return the county with people who review, at the pages."""
    return Reviewing(people.county)


def test_a_revision_is_reviewed_through_the_pages(reviewing: Reviewing) -> None:
    county, revision = reviewing.county, reviewing.submitted()
    address = f"/revisions/{revision.id}/"
    first = Visit(county, FIRST)
    assert revision.title in words(first.page("/tasks"))
    page = first.page(address)
    assert "尚无结论" in words(page)
    first.post(f"{address}attribute", address, attribute="proactive")
    secrecy = Visit(county, SECRECY)
    secrecy.page(address)
    secrecy.page(f"{address}preview")
    said = secrecy.post(f"{address}secrecy", address, result="passed", sha256=revision.sha256)
    assert "保密审查结论已登记" in words(said)
    for name, proof in (
        (FIRST, ("格式", "文字")),
        (SECOND, ("内容", "数据")),
        (FINAL, ("定稿", "公开属性")),
    ):
        county.hands.move(minutes=1)
        visit = Visit(county, name)
        visit.page(address)
        visit.page(f"{address}preview")
        page = visit.post(
            f"{address}decide", address, result="passed", sha256=revision.sha256, proof=proof
        )
        assert "已通过" in words(page), words(page)

    assert stage_now(revision) is Stage.APPROVED
    county.hands.move(minutes=1)
    page = Visit(county, RELEASER).post(f"{address}publish", address)
    assert "已发布" in words(page), words(page)
    release = ReleaseRecord.objects.get(revision=revision)
    card = words(Visit(county, RELEASER).page(f"/releases/{release.id}/card"))
    for named in (f"第一责任人 {WRITER}", f"领导责任 {FINAL}", f"重要责任 {RELEASER}"):
        assert named in card
    assert f"/releases/{release.id}/card" in Visit(county, RELEASER).page(address)
    assert "在线" in words(Visit(county, RELEASER).page("/manuscripts?q=延长"))
    assert "没有找到稿件" in words(Visit(county, RELEASER).page("/manuscripts?q=并无此事"))


@pytest.mark.parametrize("name", [WRITER, "谢审", "秦系"])
def test_every_address_of_the_frame_is_there(reviewing: Reviewing, name: str) -> None:
    """What the menu and the pages link to exists."""
    reviewing.submitted()
    visit = Visit(reviewing.county, name)
    for address in ("/tasks", "/tasks/queue", "/manuscripts", "/notices", "/account"):
        for link in set(re.findall(r'href="(/[^"#]*)"', visit.page(address))):
            if not link.startswith("/static/"):
                assert visit.client.get(link).status_code == 200, (address, link)


def test_who_may_not_decide_reads_why(reviewing: Reviewing) -> None:
    """R13, R20: the sentence of the refusal stands beside a button that is shut."""
    revision = reviewing.submitted()
    page = words(Visit(reviewing.county, SECOND).page(f"/revisions/{revision.id}/"))
    assert "本审级由信息发布责任人审查" in page


def test_findings_are_marked_and_decided(reviewing: Reviewing) -> None:
    """R23: a warning is confirmed on its card; its mark stands where it is about."""
    county = reviewing.county
    revision = reviewing.cut(
        body="<p>竹沟镇召开会议,研究工作。</p><p>窗口<b>9点,18点</b>开放。</p>"
    )
    audit(county, revision)
    submit(county, revision)
    address = f"/revisions/{revision.id}/"
    page = Visit(county, FIRST).page(address)
    marks = re.findall(r'<mark class="f error"[^>]*>(.*?)<sup', page)
    assert marks == [",", ","]


def test_strangers_are_asked_to_sign_in(reviewing: Reviewing) -> None:
    revision = reviewing.submitted()
    visit = Visit(reviewing.county, FIRST)
    visit.client.cookies.clear()
    answer = visit.client.get(f"/revisions/{revision.id}/")
    assert answer.headers["Location"] == f"/sign-in?next=/revisions/{revision.id}/"


def test_another_units_revision_is_not_there(reviewing: Reviewing) -> None:
    """I21."""
    revision = reviewing.submitted()
    other = services.unit_open(by=reviewing.county.by("秦系"), name="云塘乡人民政府").id
    reviewing.county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    Visit(reviewing.county, "莫乡长").page(f"/revisions/{revision.id}/", 404)
