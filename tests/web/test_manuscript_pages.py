"""The pages on which manuscripts are written, listed, looked back upon: R1, R11, R25, R60, R73."""

import json
from typing import Any

import pytest
from browser import People
from django.core.files.uploadedfile import SimpleUploadedFile
from manuscript_county import MARKED, PDF, WRITER, Writing
from review_county import FIRST, Reviewing
from visiting import Visit, words

from shenfa.desk.manuscripts.draft import from_json
from shenfa.desk.manuscripts.models import ManuscriptRecord, RevisionRecord, WorkingCopyRecord
from shenfa.desk.organisation import services as organisation
from shenfa.review import Position

pytestmark = pytest.mark.db
SCRIPT = {"X-Writing": "1"}


@pytest.fixture
def reviewing(people: People) -> Reviewing:
    """Return the county with people who write and review, at the pages."""
    return Reviewing(people.county)


@pytest.fixture
def writing(reviewing: Reviewing) -> Writing:
    """Return the town that writes."""
    return reviewing.writing


def fields(writing: Writing, manuscript: str, **change: object) -> dict[str, object]:
    """Return what the form of the writing page sends for a working copy, changed as asked."""
    copy = writing.copy(manuscript)
    draft = from_json(copy.draft)
    return {
        "author": copy.author_id,
        "version": copy.version,
        "kind": draft.kind.value,
        "title": draft.title,
        "body": draft.body,
        "channel": [one.channel for one in draft.renderings],
        "maker": draft.maker,
        **change,
    }


def examined(visit: Visit, address: str) -> str:
    """Ask what was found in a file until it has been read."""
    while (answer := visit.client.get(address, headers=SCRIPT)).status_code == 202:
        assert "正在检查" in answer.content.decode()
    assert answer.status_code == 200
    return str(answer.content.decode())


def scripted(visit: Visit, address: str, **data: object) -> Any:  # noqa: ANN401 - Django's response
    """Send what the page's script sends."""
    return visit.client.post(address, data, headers=SCRIPT)


def test_a_text_goes_from_the_new_page_to_a_revision(writing: Writing) -> None:
    visit = Visit(writing.county, WRITER)
    assert "新建稿件" in words(visit.page("/manuscripts"))
    page = visit.post("/manuscripts/new", kind="general")
    manuscript = ManuscriptRecord.objects.latest("opened_at").id
    assert f'data-manuscript="{manuscript}"' in page
    address = f"/manuscripts/{manuscript}"
    sent = fields(
        writing,
        manuscript,
        title="竹沟镇便民服务中心延长服务时间",
        body="自12月1日起延长。\n\n周一至周五。",
        channel=[writing.column.id],
    )
    said = visit.post(f"{address}/cut", address, **sent)

    revision = RevisionRecord.objects.get(manuscript=manuscript)
    assert "已形成第1版" in words(said)
    assert revision.body == "<p>自12月1日起延长。</p><p>周一至周五。</p>"
    assert revision.audits.count() == 1
    assert "各版本" in words(visit.page(address))


def test_saving_knows_its_version_and_loses_nothing(writing: Writing) -> None:
    """A second window is refused, and both texts are shown with what differs."""
    manuscript = writing.open().id
    visit, address = Visit(writing.county, WRITER), f"/manuscripts/{manuscript}"
    first = fields(writing, manuscript, body="<p>第一个窗口写的话。</p>")
    second = {**first, "body": "<p>第二个窗口写的话。</p>"}
    saved = scripted(visit, f"{address}/save", **first)
    late = scripted(visit, f"{address}/save", **second)
    shown = visit.client.post(f"{address}/save", second)

    assert saved.json()["version"] == 2
    assert late.status_code == 409
    assert "已在别处保存过" in late.json()["sentence"]
    assert shown.status_code == 409
    page = shown.content.decode()
    assert "<del>一</del>" in page
    assert "<ins>二</ins>" in page
    assert 'name="version" value="2"' in page
    assert "&lt;p&gt;第二个窗口写的话。&lt;/p&gt;" in page


def test_a_form_shown_to_somebody_else_is_not_saved(writing: Writing) -> None:
    """Who signs in again in the middle of writing must be who wrote."""
    manuscript = writing.open().id
    sent = fields(writing, manuscript, title="他人的标题", author="p-0")
    answer = scripted(Visit(writing.county, WRITER), f"/manuscripts/{manuscript}/save", **sent)

    assert answer.status_code == 422
    assert "另一人" in answer.json()["sentence"]
    assert writing.copy(manuscript).version == 1


def test_an_expired_session_leads_to_the_sign_in(writing: Writing) -> None:
    manuscript = writing.open().id
    visit = Visit(writing.county, WRITER)
    visit.client.cookies.clear()
    answer = scripted(visit, f"/manuscripts/{manuscript}/save", title="不会保存")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


def test_the_text_is_checked_where_it_stands(writing: Writing) -> None:
    """S1: each finding has its place in the editor, with reason, basis and repair."""
    manuscript = writing.open().id
    sent = fields(
        writing,
        manuscript,
        title="关于做好,工作的通知",
        body="<p>甲乙,丙丁。</p><table><tbody><tr><td><p>戊 己,庚</p></td></tr></tbody></table>",
    )
    told = scripted(
        Visit(writing.county, WRITER), f"/manuscripts/{manuscript}/check", **sent
    ).json()

    places = [(one["field"], one["start"], one["end"], one["fix"]) for one in told["spots"]]
    assert places == [("title", 4, 5, "，"), ("body", 2, 3, "，"), ("body", 8, 9, "，")]
    assert told["count"] == 3
    assert "同类全部采纳（3处）" in told["html"]
    assert "GB/T 15834" in told["html"]
    assert WorkingCopyRecord.objects.get(manuscript=manuscript).version == 1


def test_what_is_written_for_an_account_is_checked_as_a_post(writing: Writing) -> None:
    manuscript, account = writing.open().id, writing.account.id
    post = {"channel": [account], f"body-{account}": "今天,天气好"}
    sent = fields(writing, manuscript, **post)
    told = scripted(
        Visit(writing.county, WRITER), f"/manuscripts/{manuscript}/check", **sent
    ).json()

    assert [(one["field"], one["start"]) for one in told["spots"]] == [(f"body-{account}", 2)]


def test_pasting_tells_what_was_hidden(writing: Writing) -> None:
    manuscript = writing.open().id
    raw = (
        '<p class="MsoNormal" style="text-align:center">看得见<span style="display:none">藏起来'
        '</span><o:p></o:p></p><img src="file:///c:/a.png"><script>1</script>'
    )
    told = scripted(
        Visit(writing.county, WRITER), f"/manuscripts/{manuscript}/paste", html=raw
    ).json()

    assert told["html"] == '<p class="align-center">看得见</p>'
    assert "1处看不见的文字" in told["note"]
    assert "藏起来" in told["note"]
    assert "1张图片没有粘贴" in told["note"]


def test_files_are_attached_examined_and_taken_away(writing: Writing) -> None:
    manuscript = writing.open().id
    visit, address = Visit(writing.county, WRITER), f"/manuscripts/{manuscript}"
    file = SimpleUploadedFile("窗口一览.txt", "联系人13896401234,请来电".encode())
    told = scripted(visit, f"{address}/files", upload=file).json()
    assert told["name"] == "窗口一览.txt"
    sha256 = told["html"].partition('data-file="')[2][:64]
    assert "第1行" in examined(visit, f"{address}/files/{sha256}")
    sent = fields(writing, manuscript, file=[sha256], file_name=["窗口一览（2026）.txt"])
    assert scripted(visit, f"{address}/save", **sent).status_code == 200
    assert "窗口一览（2026）.txt" in visit.page(address)
    got = visit.client.get(f"{address}/attachments/窗口一览（2026）.txt")
    assert got.headers["Content-Disposition"].startswith("attachment")
    without = fields(
        writing, manuscript, file=[sha256], file_name=["窗口一览（2026）.txt"], drop="0"
    )
    visit.post(f"{address}/save", address, **without)

    assert writing.copy(manuscript).draft["attachments"] == []


def test_without_a_script_a_file_is_sent_with_the_text(writing: Writing) -> None:
    manuscript = writing.open().id
    address = f"/manuscripts/{manuscript}"
    file = SimpleUploadedFile("通知.pdf", PDF)
    sent = fields(writing, manuscript, title="改过的标题", upload=file)
    said = Visit(writing.county, WRITER).post(f"{address}/files", address, **sent)

    draft = writing.copy(manuscript).draft
    assert "附件已上传" in words(said)
    assert (draft["title"], draft["attachments"][0]["name"]) == ("改过的标题", "通知.pdf")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.exe", b"MZ", "该类型的文件不能作为附件"),
        ("a.txt", b"", "文件是空的"),
        ("a.pdf", b"text", "文件内容与扩展名不符"),
    ],
)
def test_unfit_files_are_refused_in_one_sentence(
    writing: Writing, name: str, data: bytes, sentence: str
) -> None:
    manuscript = writing.open().id
    file = SimpleUploadedFile(name, data)
    answer = scripted(
        Visit(writing.county, WRITER), f"/manuscripts/{manuscript}/files", upload=file
    )

    assert answer.status_code == 422
    assert sentence in answer.json()["sentence"]


def test_a_document_becomes_a_text_and_may_stay_attached(writing: Writing) -> None:
    text = "关于延长服务时间的公告\n\n各村（社区）：\n自12月1日起延长。"
    file = SimpleUploadedFile("公告.txt", text.encode())
    page = Visit(writing.county, WRITER).post(
        "/manuscripts/new", kind="general", file=file, keep="on"
    )

    draft = WorkingCopyRecord.objects.latest("saved_at").draft
    assert "已取出标题、正文" in words(page)
    assert draft["title"] == "关于延长服务时间的公告"
    assert draft["body"] == "<p>各村（社区）：</p><p>自12月1日起延长。</p>"
    assert [one["name"] for one in draft["attachments"]] == ["公告.txt"]


def test_a_second_text_of_a_kind_begins_like_the_last(writing: Writing) -> None:
    """R60: the channels and the signer of the last official document are not chosen again."""
    writing.official()
    Visit(writing.county, WRITER).post("/manuscripts/new", kind="official")
    draft = WorkingCopyRecord.objects.order_by("-id").first().draft

    assert [one["channel"] for one in draft["renderings"]] == [writing.column.id]
    assert draft["signer"] == writing.county.id("白副")
    assert draft["maker"] == writing.county.id(WRITER)
    assert draft["title"] == ""


def test_who_has_not_written_may_begin_from_the_newest_revision(writing: Writing) -> None:
    revision = writing.revision()
    visit, address = Visit(writing.county, FIRST), f"/manuscripts/{revision.manuscript_id}"
    assert "从第1版开始修改" in words(visit.page(address))
    page = visit.post(f"{address}/start", address)

    assert "可以开始修改" in words(page)
    assert 'id="writing"' in page


def test_a_newer_revision_of_a_colleague_is_not_run_over(writing: Writing) -> None:
    revision = writing.revision()
    manuscript = revision.manuscript_id
    address = f"/manuscripts/{manuscript}"
    colleague = Visit(writing.county, FIRST)
    colleague.post(f"{address}/start", address)
    writing.save(manuscript, FIRST, title="同事改过的标题")
    writing.cut(manuscript, FIRST)
    visit = Visit(writing.county, WRITER)
    page = words(visit.page(address))
    assert "同事已形成第2版" in page
    sent = fields(writing, manuscript, title="我的标题")
    assert "请先核对差异" in words(visit.post(f"{address}/cut", address, **sent))
    visit.post(f"{address}/rebase", address, version=writing.copy(manuscript).version)
    again = fields(writing, manuscript, title="我的标题")
    visit.post(f"{address}/cut", address, **again)

    assert RevisionRecord.objects.get(manuscript=manuscript, number=3).title == "我的标题"


def test_the_timeline_reads_like_a_register(reviewing: Reviewing) -> None:
    county, revision = reviewing.county, reviewing.submitted()
    visit = Visit(county, FIRST)
    address = f"/revisions/{revision.id}/"
    visit.page(address)
    refused = visit.post(
        f"{address}decide", address, result="passed", sha256=revision.sha256, proof=("格式",)
    )
    assert "notice bad" in refused
    page = visit.page(f"/manuscripts/{revision.manuscript_id}/timeline")
    said = words(page)

    for sentence in (
        "石撰 建立稿件（一般信息）",
        "形成第1版，制作或获取人员石撰，撰稿人石撰",
        "系统 自动检查第1版",
        "石撰 自审自校第1版并送审",
        "向文 （信息发布责任人） 打开第1版",
        "向文 （信息发布责任人） 操作被拒绝：",
    ):
        assert sentence in said, sentence
    assert '<li class="refused">' in page


def test_a_text_is_handed_over_and_taken(writing: Writing) -> None:
    """R11."""
    county, revision = writing.county, writing.revision()
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    address = f"/manuscripts/{revision.manuscript_id}"
    visit = Visit(county, WRITER)
    assert "云塘乡人民政府" in visit.page(address)
    assert "已移交" in words(visit.post(f"/revisions/{revision.id}/give", address, unit=other))
    taker = Visit(county, "莫乡长")
    page = taker.page("/manuscripts")
    assert "竹沟镇人民政府 移交" in words(page)
    transfer = page.partition("/transfers/")[2].partition("/")[0]
    said = taker.post(f"/transfers/{transfer}/take", "/manuscripts")

    assert "已接收" in words(said)
    assert ManuscriptRecord.objects.filter(unit=other).count() == 1


def test_major_is_lowered_by_two(writing: Writing) -> None:
    """R25."""
    revision = writing.revision(is_major=True)
    address = f"/manuscripts/{revision.manuscript_id}"
    visit = Visit(writing.county, WRITER)
    asked = visit.post(f"/revisions/{revision.id}/lower", address, reason="只是窗口时间调整")
    assert "已提出" in words(asked)
    leader = Visit(writing.county, "白副")
    page = leader.page(address)
    request = page.partition("/lowerings/")[2].partition("/")[0]
    assert "已确认" in words(leader.post(f"/lowerings/{request}/confirm", address))


def test_a_purge_takes_two_and_leaves_the_digest(writing: Writing) -> None:
    revision = writing.revision()
    address = f"/manuscripts/{revision.manuscript_id}"
    Visit(writing.county, WRITER).post(f"/revisions/{revision.id}/purge", address, reason="误传")
    leader = Visit(writing.county, "白副")
    request = leader.page(address).partition("/purges/")[2].partition("/")[0]
    said = words(leader.post(f"/purges/{request}/confirm", address))

    assert "内容已清除" in said
    assert revision.sha256[:12] in said


def test_another_units_manuscript_is_not_there(writing: Writing) -> None:
    """I21."""
    county, revision = writing.county, writing.revision()
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    visit, address = Visit(county, "莫乡长"), f"/manuscripts/{revision.manuscript_id}"
    for path in ("", "/timeline", "/preview", "/version", "/attachments/a.png"):
        visit.page(f"{address}{path}", 404)
    assert scripted(visit, f"{address}/check", title="看看").status_code in {302, 404}
    assert revision.title not in visit.page("/manuscripts")


def test_who_may_not_write_is_told(writing: Writing) -> None:
    revision = writing.revision()
    office = Visit(writing.county, "谢审")
    page = words(office.page(f"/manuscripts/{revision.manuscript_id}"))

    assert "只有竹沟镇人民政府的在编在岗人员可以修改这篇稿件" in page
    assert "只有本单位在编在岗人员可以撰稿" in words(
        Visit(writing.county, "秦系").page("/manuscripts/new", 403)
    )


def test_the_preview_shows_each_channel(writing: Writing) -> None:
    manuscript = writing.open(body=MARKED).id
    page = words(Visit(writing.county, WRITER).page(f"/manuscripts/{manuscript}/preview"))

    assert "便民信息" in page
    assert "（此件公开发布）" in page


def test_filters_are_links_that_keep_each_other(writing: Writing) -> None:
    writing.revision(title="集市开放时间")
    visit = Visit(writing.county, WRITER)
    page = visit.page("/manuscripts?q=集市&group=draft")
    assert "集市开放时间" in words(page)
    assert "/manuscripts?own=1&amp;q=%E9%9B%86%E5%B8%82&amp;group=draft" in page
    assert "没有找到稿件" in words(visit.page("/manuscripts?q=集市&group=live"))
    assert "集市开放时间" in words(visit.client.get("/search?q=集市", follow=True).content.decode())


def test_everything_that_scripts_get_is_json(writing: Writing) -> None:
    manuscript = writing.open().id
    answer = Visit(writing.county, WRITER).client.get(f"/manuscripts/{manuscript}/version")

    assert json.loads(answer.content) == {
        "version": 1,
        "author": writing.county.id(WRITER),
    }
