"""The pages of a revision under review: R13–R20, R23, R27, R46, R49."""

import re
from urllib.parse import urljoin

import pytest
from browser import People
from django.core.files.uploadedfile import SimpleUploadedFile
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
from shenfa.review.content import Rendering
from shenfa.text import ContentKind

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


def test_approving_stays_shut_until_everything_was_opened(reviewing: Reviewing) -> None:
    """R20: opening the page opens the text, an attachment is opened by itself."""
    writing = reviewing.writing
    manuscript = writing.open()
    writing.attach(manuscript.id, "安排表.txt")
    revision = writing.cut(manuscript.id)
    audit(reviewing.county, revision)
    submit(reviewing.county, revision)
    reviewing.county.hands.move(minutes=1)
    address = f"/revisions/{revision.id}/"
    visit = Visit(reviewing.county, FIRST)
    shut = visit.page(address)
    assert visit.client.get(f"{address}attachments/安排表.txt").status_code == 200
    opened = visit.page(address)

    assert re.search(r'value="passed"[^>]* disabled', shut)
    assert "还没有打开：附件：安排表.txt" in words(shut)
    assert "可以作出决定" in words(opened)
    assert not re.search(r'value="passed"[^>]* disabled', opened)


def test_a_post_is_opened_by_its_preview_and_shown_as_it_is(reviewing: Reviewing) -> None:
    """R20, S18: what an account shows of its own is looked at, and none of it is markup."""
    own = reviewing.writing
    renderings = (
        Rendering(own.column.id, "", ""),
        Rendering(own.account.id, "", "气温<b>低于</b>5度\n注意保暖"),
    )
    revision = reviewing.submitted(renderings=renderings)
    address = f"/revisions/{revision.id}/"
    visit = Visit(reviewing.county, FIRST)

    assert "请打开预览看完" in words(visit.page(address))
    preview = visit.page(f"{address}preview")
    assert "气温&lt;b&gt;低于&lt;/b&gt;5度<br>注意保暖" in preview
    assert "请打开预览看完" not in words(visit.page(address))


def test_the_preview_is_the_public_page(reviewing: Reviewing) -> None:
    """The public site's own template, which only our own page may frame."""
    revision = reviewing.submitted()
    visit = Visit(reviewing.county, FIRST)
    preview = visit.page(f"/revisions/{revision.id}/preview")
    (framed,) = set(re.findall(r'<iframe[^>]* src="([^"]+)"', preview))
    answer = visit.client.get(framed)
    page = answer.content.decode()

    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert f'<meta name="ArticleTitle" content="{revision.title}">' in page
    style = re.search(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert style is not None
    sheet = visit.client.get(urljoin(framed, style[1]), follow=True)
    assert sheet.headers["Content-Type"].startswith("text/css")


def test_a_sitting_goes_from_item_to_item(reviewing: Reviewing) -> None:
    """R13, R20: each item is opened and decided by itself; there is no button for several."""
    county = reviewing.county
    first = reviewing.submitted()
    county.hands.move(minutes=1)
    second = reviewing.submitted(title="另一则公告")
    visit = Visit(county, FIRST)
    queue = visit.page("/tasks/queue")
    addresses = re.findall(r'href="(/revisions/[^"]+from=queue)"', queue)

    assert [f"/revisions/{one.id}/?from=queue" for one in (first, second)] == addresses
    assert "<form" not in queue.split("<main")[1].split("</main>")[0]
    assert "第 1 件，共 2 件" in words(visit.page(addresses[0]))
    county.hands.move(minutes=1)
    after = visit.post(
        f"/revisions/{first.id}/decide",
        addresses[0],
        **{"from": "queue", "result": "passed", "sha256": first.sha256, "proof": ("格式", "文字")},
    )
    assert "另一则公告" in words(after)
    assert "第 1 件，共 1 件" in words(after)


def test_findings_already_decided_may_be_opened_again(reviewing: Reviewing) -> None:
    """R23, I8: who decided a finding and why is read on its card; a reviewer opens it again."""
    county = reviewing.county
    revision = reviewing.cut(body="<p>竹沟镇召开会议,研究工作。</p>")
    audit(county, revision)
    submit(county, revision)
    address = f"/revisions/{revision.id}/"
    visit = Visit(county, FIRST)
    key = re.search(r'id="c-([0-9a-f]+)"', visit.page(address))
    assert key is not None
    said = visit.post(f"{address}findings/{key[1]}", address, verb="argue", reason="原文如此")

    assert "已处置 1 处" in words(said)
    assert f"{FIRST} " in words(said)
    assert "说明理由：原文如此" in words(said)
    again = visit.post(f"{address}findings/{key[1]}", address, verb="reopen", reason="再看")
    assert "1 处待处置" in words(again)


def test_a_page_of_the_source_is_kept_and_compared(reviewing: Reviewing) -> None:
    """R57: the copy is laid beside the text; a difference is answered by a reviewer only."""
    county = reviewing.county
    revision = reviewing.cut(
        kind=ContentKind.REPOST,
        source_url="https://www.xinhuanet.com/a.html",
        body="<p>会议由田某主持。</p>",
    )
    audit(county, revision)
    submit(county, revision)
    address = f"/revisions/{revision.id}/source"
    page = f"<html><body><h1>{revision.title}</h1><p>会议由冉某主持。</p></body></html>"
    copy = SimpleUploadedFile("a.html", page.encode(), "text/html")
    writer, reviewer = Visit(county, WRITER), Visit(county, FIRST)
    published = f"{county.hands.at:%Y-%m-%d}T00:30"

    assert "没有保存来源页面和发布时间" in words(writer.page(address))
    kept = writer.post(address, address, url=revision.source_url, published=published, copy=copy)
    assert "来源已存证，与来源有1处不同" in words(kept)
    assert "逐处核对完毕" not in words(kept)
    key = re.search(r'name="reason-([0-9a-f]+)"', reviewer.page(address))
    assert key is not None
    told = reviewer.post(f"{address}/differences", address, **{f"reason-{key[1]}": "来源已更正"})
    assert "与来源的差异已逐处核对" in words(told)
    assert "差异已逐处核对" in words(reviewer.page(f"/revisions/{revision.id}/"))
